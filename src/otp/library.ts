/**
 * The library that programs import from 'let-it-crash': the kernel's verbs and the behaviours,
 * under Erlang's and Elixir's names. Nothing else is within a program's reach.
 */
import * as kernel from '../kernel/index.ts'
import { checked, type Func } from './checked.ts'
import { offered } from './offered.ts'

const verbs = [
  'self',
  'node',
  'nodes',
  'now',
  'random',
  'makeRef',
  'send',
  'receive',
  'receiveSince',
  'isReply',
  'pause',
  'become',
  'hibernate',
  'spawn',
  'spawnLink',
  'spawnMonitor',
  'spawnOn',
  'spawnMonitorOn',
  'spawnRequest',
  'spawnRequestAbandon',
  'link',
  'unlink',
  'monitor',
  'demonitor',
  'alias',
  'unalias',
  'exit',
  'error',
  'exitTo',
  'trapExit',
  'processFlag',
  'processInfo',
  'processes',
  'isAlive',
  'suspendProcess',
  'resumeProcess',
  'register',
  'unregister',
  'whereis',
  'registered',
  'sendAfter',
  'startTimer',
  'cancelTimer',
  'readTimer',
  'monitorNodes',
  'monitorNode',
  'connectNode',
  'disconnectNode',
  'groupLeader',
  'halt',
  'append',
  'write',
  'read',
  'truncate',
  'sync',
  'sendAfterSync',
  'afterSync',
  'termToBinary',
  'binaryToTerm',
  'note',
  'get',
  'put',
  'apply',
  'formatTerm',
  'samePid',
  'sameRef',
  'equalTerms',
] as const satisfies readonly (keyof typeof kernel)[]

/** throw/1: as a callback's way out it counts as its return value. */
function throwTerm(reason: unknown): never {
  throw new kernel.Raised('throw', kernel.copyTerm(reason, 'reason'))
}

/** What the kernel does without looking; it is the quicker for that. */
const strict = {
  random: checked('random', 'below:number', kernel.random as Func),
  apply: checked('apply', 'module func:word args:list', kernel.apply as Func),
  formatTerm: checked('formatTerm', 'term:any maxLength:count?', kernel.formatTerm as Func),
  /** Anything else is just not the same, as with Erlang's `=:=`. */
  samePid: (a: unknown, b: unknown) =>
    a instanceof kernel.Pid && b instanceof kernel.Pid && kernel.samePid(a, b),
  sameRef: (a: unknown, b: unknown) =>
    a instanceof kernel.Ref && b instanceof kernel.Ref && kernel.sameRef(a, b),
}

export const library: Readonly<Record<string, unknown>> = {
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: all of the kernel is needed anyway
  ...Object.fromEntries(verbs.map((verb) => [verb, kernel[verb]])),
  ...strict,
  throwTerm,
  ...offered,
}

// Programs meet it in every process: nothing may be changed in it, or hung onto it.
for (const offered of Object.values(library)) {
  const inner = typeof offered === 'object' && offered !== null ? Object.values(offered) : []
  for (const each of [offered, ...inner]) Object.freeze(each)
}
Object.freeze(library)
