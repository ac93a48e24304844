/**
 * The library that programs import from 'let-it-crash': the kernel's verbs and the behaviours,
 * under Erlang's and Elixir's names. Nothing else is within a program's reach.
 */
import * as kernel from '../kernel/index.ts'
import * as application from './application/application.ts'
import * as erpc from './distribution/erpc.ts'
import * as global from './distribution/global.ts'
import * as pg from './distribution/pg.ts'
import * as rpc from './distribution/rpc.ts'
import * as procLib from './gen/proc-lib.ts'
import * as sys from './gen/sys.ts'
import * as genEvent from './gen-event/gen-event.ts'
import * as agent from './gen-server/agent.ts'
import * as genServer from './gen-server/gen-server.ts'
import * as genStatem from './gen-statem/gen-statem.ts'
import * as partitionSupervisor from './registry/partition-supervisor.ts'
import * as registry from './registry/registry.ts'
import * as dynamicSupervisor from './supervisor/dynamic-supervisor.ts'
import * as supervisor from './supervisor/supervisor.ts'
import * as task from './task/task.ts'
import * as taskSupervisor from './task/task-supervisor.ts'

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

type Offered = Readonly<Record<string, unknown>>

/** What a behaviour's module exports for the code server alone. */
const internal: ReadonlySet<string> = new Set([
  'initIt',
  'initP',
  'init',
  'loop',
  'wakeHib',
  'wakeUp',
  'wakeupFromHibernate',
  'shown',
  'terminate',
  'codeChange',
  'isOrderly',
  'startLinked',
  'startPartition',
  'startReplying',
  'controllerArgs',
  'rememberOrigin',
  'ancestorsOfChild',
])

function isOffered(name: string): boolean {
  return !internal.has(name) && !name.endsWith('Module') && !name.startsWith('handle')
}

function offer(module: Offered, also: readonly string[] = []): Offered {
  const names = Object.keys(module).filter((name) => also.includes(name) || isOffered(name))
  return Object.fromEntries(names.map((name) => [name, module[name]]))
}

export const library: Offered = {
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: all of the kernel is needed anyway
  ...Object.fromEntries(verbs.map((verb) => [verb, kernel[verb]])),
  throwTerm,
  agent: offer(agent),
  application: offer(application),
  dynamicSupervisor: offer(dynamicSupervisor, ['init']),
  erpc: offer(erpc),
  genEvent: offer(genEvent),
  genServer: offer(genServer),
  genStatem: offer(genStatem),
  global: offer(global),
  partitionSupervisor: offer(partitionSupervisor),
  pg: offer(pg),
  procLib: offer(procLib),
  registry: offer(registry),
  rpc: offer(rpc),
  supervisor: offer(supervisor),
  sys: offer(sys, ['terminate']),
  task: offer(task),
  taskSupervisor: offer(taskSupervisor),
}

// Programs meet it in every process: nothing may be changed in it, or hung onto it.
for (const offered of Object.values(library)) {
  const inner = typeof offered === 'object' && offered !== null ? Object.values(offered) : []
  for (const each of [offered, ...inner]) Object.freeze(each)
}
Object.freeze(library)
