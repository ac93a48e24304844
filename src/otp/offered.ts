/**
 * The behaviours' functions as programs meet them: those that have a signature, behind a look at
 * their arguments. Called by name, as a child spec does, they are the same ones.
 */
import * as application from './application/application.ts'
import { checked, type Func } from './checked.ts'
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
import { own, type Signatures, signatures } from './signatures.ts'
import * as dynamicSupervisor from './supervisor/dynamic-supervisor.ts'
import * as supervisor from './supervisor/supervisor.ts'
import * as task from './task/task.ts'
import * as taskSupervisor from './task/task-supervisor.ts'

type Exports = Readonly<Record<string, unknown>>
type Behaviour = keyof typeof signatures

const behaviours: Readonly<Record<Behaviour, Exports>> = {
  agent,
  application,
  dynamicSupervisor,
  erpc,
  genEvent,
  genServer,
  genStatem,
  global,
  partitionSupervisor,
  pg,
  procLib,
  registry,
  rpc,
  supervisor,
  sys,
  task,
  taskSupervisor,
}

export const offered: Readonly<Record<string, Exports>> = Object.fromEntries(
  Object.keys(signatures).map((name) => [name, offer(name as Behaviour)]),
)

function offer(name: Behaviour): Exports {
  const functions = Object.keys(signatures[name]).map((func) => {
    return [func, behaviours[name][func]] as const
  })
  return look(name, Object.fromEntries(functions), false)
}

/** A module's exports for the code server, with the look at arguments where there is one. */
export function guarded(module: string, exports: Exports): Exports {
  const name = module.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
  return Object.hasOwn(signatures, name) ? look(name as Behaviour, exports, true) : exports
}

function look(name: Behaviour, exports: Exports, areTerms: boolean): Exports {
  const all: Signatures = signatures[name]
  const functions = Object.entries(exports).map(([func, plain]) => {
    const signature = all[func] ?? own
    // A module may have a callback of that name: what is called so in a program is another one.
    const isOwn = signature === own || plain !== behaviours[name][func]
    return [func, isOwn ? plain : checked(`${name}.${func}`, signature, plain as Func, areTerms)]
  })
  return Object.fromEntries(functions)
}
