/**
 * Where in a learner's text something was thrown: the frames of an error's stack that belong to the
 * program's modules, as V8 or SpiderMonkey writes them; both say the same, or a run in one browser
 * would have another trace in the other. A module's file is named by its `sourceURL`.
 */
import { limits } from './limits.ts'

export interface Frame {
  readonly module: string
  /** Line of the learner's text, from 1. */
  readonly line: number
  /** The function's name; '' for the top of a file and for functions without one. */
  readonly func: string
}

/** `new Function` puts `(function anonymous($runtime` and `) {` before the text. */
const headLines = 2

/** `    at leave (member.ts:35:11)` */
const frameOfV8 = /^\s+at (?:(.*) \()?([A-Za-z][\w-]*)\.[tj]s:(\d+):\d+\)?$/
/** `leave@member.ts:35:11`; `leave/<` is a function without a name inside of it. */
const frameOfSpiderMonkey = /^(?:(.*[^<@])|.*<)?@([A-Za-z][\w-]*)\.[tj]s:(\d+):\d+$/

const frame = /^\s+at /m.test(new Error().stack ?? '') ? frameOfV8 : frameOfSpiderMonkey

/** Innermost first; empty when the error has no stack or none of its frames is the program's. */
export function locate(error: unknown, modules: ReadonlySet<string>): Frame[] {
  const found: Frame[] = []
  for (const line of stackOf(error).split('\n')) {
    const [, where = '', module = '', number] = frame.exec(line) ?? []
    if (!modules.has(module) || found.length === limits.stackFrames) continue
    found.push({ module, line: Number(number) - headLines, func: functionName(where) })
  }
  return found
}

/** The stack without the message before it, whose lines anybody may write. */
function stackOf(error: unknown): string {
  try {
    if (!(error instanceof Error)) return ''
    const { stack, message } = error
    if (typeof stack !== 'string' || typeof message !== 'string') return ''
    const start = frame === frameOfV8 ? stack.indexOf(message) : -1
    return stack.slice(start < 0 ? 0 : start + message.length).slice(0, limits.stackSize)
  } catch {
    // A program may throw an object whose every property throws.
    return ''
  }
}

/** `Object.handleInfo`, `get total [as total]`, `new Cart`, `eval` → the last name in it. */
function functionName(where: string): string {
  const name =
    where
      .replace(/ \[as .*\]$/, '')
      .split(/[. ]/)
      .at(-1) ?? ''
  return name === 'eval' || name === '<anonymous>' ? '' : name
}
