/** What commands read of their arguments, and what they say of one that can't be right. */
import { readFile } from 'node:fs/promises'
import { type FaultStep, nodeNames, readFaultScript } from '../lab/index.ts'

/** Told in one line; the exit code is `usage`. */
export class BadInput extends Error {}

/** Reads `--name`, which is at most `most[name]`. */
export function wholeNumbers<Name extends string>(most: Readonly<Record<Name, number>>) {
  return (name: Name, text: string | undefined, least: number): number => {
    const value = /^\d+$/.test(text ?? '') ? Number(text) : -1
    if (value >= least && value <= most[name]) return value
    if (text === undefined) throw new BadInput(`--${name} is needed; --help tells more`)
    throw new BadInput(`--${name} must be a whole number from ${least} to ${most[name]}`)
  }
}

/** The steps of the script `--faults`, none without it. */
export async function faultsOf(
  path: string | undefined,
  nodes: number,
): Promise<readonly FaultStep[]> {
  if (path === undefined) return []
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BadInput(`${path}: can't be read (${error.code})`)
  })
  const script = readFaultScript(text, nodeNames(nodes))
  if ('steps' in script) return script.steps
  const { line, message } = script.problem
  throw new BadInput(`${path}:${line}: ${message}`)
}
