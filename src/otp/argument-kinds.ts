/**
 * What may stand as an argument of the library's functions, and how it is said when something else
 * stands there. Erlang's words for the same are its type specifications.
 */
import { copyTerm, Pid, Ref } from '../kernel/index.ts'
import { isKept, type ServerRef } from './gen/names.ts'

export interface Kind {
  readonly holds: (value: unknown) => boolean
  readonly must: string
}

export const kinds = {
  any: { holds: () => true, must: 'anything' },
  word: { holds: isText, must: 'a word' },
  name: { holds: isText, must: 'a name' },
  key: { holds: isText, must: 'a name' },
  module: { holds: isText, must: 'the name of a module' },
  flag: { holds: (v) => typeof v === 'boolean', must: 'true or false' },
  count: { holds: (v) => Number.isInteger(v) && (v as number) >= 0, must: 'a number from 0 on' },
  number: { holds: (v) => typeof v === 'number', must: 'a number' },
  ms: { holds: isMs, must: 'milliseconds, or Infinity' },
  timeout: { holds: (v) => v === 'infinity' || isMs(v), must: "milliseconds, or 'infinity'" },
  patience: {
    holds: (v) => v === 'infinity' || v === 'brutal_kill' || isMs(v),
    must: "milliseconds, 'infinity' or 'brutal_kill'",
  },
  callTimeout: {
    holds: (v) => isMs(v) || (isList(v) && v.length === 2 && isText(v[0]) && isMs(v[1])),
    must: "milliseconds, Infinity, ['clean_timeout', ms] or ['dirty_timeout', ms]",
  },
  wait: {
    holds: (v) => isMs(v) || (isList(v) && v[0] === 'abs' && typeof v[1] === 'number'),
    must: "milliseconds, Infinity or ['abs', time]",
  },
  pid: { holds: (v) => v instanceof Pid, must: 'a pid' },
  ref: { holds: (v) => v instanceof Ref, must: 'a reference' },
  ancestor: { holds: (v) => v instanceof Pid || isText(v), must: 'a pid or a name' },
  pidOrModule: { holds: (v) => v instanceof Pid || isText(v), must: 'a pid or a module' },
  pidOrInfo: {
    holds: (v) => v instanceof Pid || isPlain((v as { dictionary?: unknown } | null)?.dictionary),
    must: 'a pid, or what processInfo tells of one',
  },
  list: { holds: isList, must: 'a list' },
  nodes: { holds: (v) => isList(v) && v.every(isText), must: "a list of nodes' names" },
  iterable: {
    holds: (v) => typeof (v as Iterable<unknown> | null)?.[Symbol.iterator] === 'function',
    must: 'a list, or something else to go through',
  },
  function: { holds: (v) => typeof v === 'function', must: 'a function' },
  start: {
    holds: (v) => isCall(v) && v.length === 3,
    must: "['module', 'function', [arguments]]",
  },
  func: { holds: isCall, must: "['module', 'function'] or ['module', 'function', [arguments]]" },
  fun: { holds: (v) => typeof v === 'function' || isCall(v), must: "a function, or a named one's" },
  options: { holds: isPlain, must: 'an object' },
  server: {
    holds: isServer,
    must: "a pid, a name, [name, node], ['global', …] or ['via', …]",
  },
  serverName: {
    holds: isServerName,
    must: "a name, ['global', …] or ['via', module, …]",
  },
  ownName: {
    holds: (v) => v === null || isServerName(v),
    must: "null, a name, ['global', …] or ['via', module, …]",
  },
  from: { holds: isFrom, must: 'the `from` of a call' },
  replies: {
    holds: (v) => isReply(v) || (isList(v) && v.every(isReply)),
    must: "['reply', from, answer], or a list of those",
  },
  handler: {
    holds: (v) => isText(v) || (isList(v) && v.length === 2 && isText(v[0])),
    must: "the name of a module, or ['module', id]",
  },
  handlerArgs: { holds: (v) => isList(v) && v.length === 2, must: '[handler, args]' },
  asked: { holds: (v) => v instanceof Ref || areRequests(v), must: "a request's id, or several" },
  requests: { holds: areRequests, must: 'a collection of requests, as reqidsNew makes them' },
  task: { holds: isTask, must: 'a task' },
  tasks: { holds: (v) => isList(v) && v.every(isTask), must: 'a list of tasks' },
  environments: {
    holds: (v) => isList(v) && v.every((each) => isList(each) && each.length === 3),
    must: 'what prepConfigChange answered',
  },
  app: { holds: (v) => isText(v) || isPlain(v), must: 'an application, or the name of one' },
  moduleOrOptions: { holds: (v) => isText(v) || isPlain(v), must: 'a module or an object' },
  route: { holds: (v) => isList(v) && (v.length === 2 || v.length === 3), must: '[name, key]' },
  exception: {
    holds: (v) => isList(v) && v.length === 2 && (v[0] === 'exit' || v[0] === 'error'),
    must: "['exit', reason] or ['error', reason]",
  },
  /** Sent later on, where all of it is looked at: here only that it is something. */
  sendable: {
    holds: (v) => v !== undefined && typeof v !== 'function' && typeof v !== 'symbol',
    must: 'a term',
  },
} as const satisfies Record<string, Kind>

/** `term` is looked at as a whole: whoever refuses it says where in it the trouble is. */
export type KindName = keyof typeof kinds | 'term'

/** @throws {TermError} with the path into what can't be a term */
export function requireTerm(value: unknown, name: string): void {
  copyTerm(value, name)
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || isList(value)) return false
  return !(value instanceof Pid || value instanceof Ref || value instanceof Uint8Array)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isMs(value: unknown): value is number {
  return typeof value === 'number' && value >= 0
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isCall(value: unknown): value is readonly unknown[] {
  if (!isList(value) || !isText(value[0]) || !isText(value[1])) return false
  return value.length === 2 || (value.length === 3 && isList(value[2]))
}

function isServer(value: unknown): boolean {
  if (value instanceof Pid || isText(value)) return true
  if (!isList(value)) return false
  return isKept(value as unknown as ServerRef) || (value.length === 2 && value.every(isText))
}

function isServerName(value: unknown): boolean {
  return isText(value) || (isList(value) && isKept(value as unknown as ServerRef))
}

function isFrom(value: unknown): boolean {
  return isList(value) && value.length === 2 && value[0] instanceof Pid
}

function isReply(value: unknown): boolean {
  return isList(value) && value[0] === 'reply' && value.length === 3 && isFrom(value[1])
}

function isTask(value: unknown): boolean {
  if (!isPlain(value)) return false
  return value.owner instanceof Pid && value.ref instanceof Ref
}

function areRequests(value: unknown): boolean {
  return isList(value) && value.every((each) => isList(each) && each[0] instanceof Ref)
}
