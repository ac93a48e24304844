/**
 * For tests of applications: what a node needs to run them, and a callback module `shop` that tells
 * what it is called with and does what its arguments say.
 */
import {
  error,
  exit,
  Raised,
  receive,
  spawn,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { erpcModule } from '../distribution/erpc.ts'
import { globalModule } from '../distribution/global.ts'
import { pgModule } from '../distribution/pg.ts'
import { rpcModule } from '../distribution/rpc.ts'
import * as supervisor from '../supervisor/supervisor.ts'
import * as application from './application.ts'
import { applicationControllerModule } from './application-controller.ts'
import { kernelModule } from './application-kernel.ts'
import { applicationMasterModule } from './application-master.ts'

/** The modules to load, and what `shop` and its worker tell. */
export function trial() {
  const log: unknown[] = []
  const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    application_controller: applicationControllerModule,
    application_master: applicationMasterModule,
    application: application.applicationModule,
    kernel: kernelModule,
    global: globalModule,
    rpc: rpcModule,
    erpc: erpcModule,
    pg: pgModule,
    shop: callbacks(log),
    worker: workerOf(log),
  }
  return { log, modules }
}

/** `['return' | 'exit' | 'error' | 'throw', what]`, `['wait', ms]`; else nothing. */
function* deed(args: Term): Waits<Term | undefined> {
  const [how, what] = Array.isArray(args) ? (args as readonly Term[]) : []
  if (how === 'wait') yield receive(() => false, what as number)
  if (how === 'exit') exit(what)
  if (how === 'error') error(what)
  if (how === 'throw') throw new Raised('throw', what as Term)
  return how === 'return' ? (what as Term) : undefined
}

/** Its root supervisor has one worker, called `w`; no restart. */
function callbacks(log: unknown[]) {
  return {
    app: () => ({ name: 'shop', vsn: 'of its module' }),
    *start(type: Term, args: Term): Waits<unknown> {
      log.push(['start', type, args])
      const asked = yield* deed(args)
      if (asked !== undefined) return asked
      const started = yield* supervisor.startLink('shop', null)
      return args === 'state' ? [...started, 'mine'] : started
    },
    init: () => ['ok', [{ intensity: 0 }, [{ id: 'w', start: workerStart }]]],
    prepStop: (state: Term) => {
      log.push(['prepStop', state])
      return ['prepared', state]
    },
    stop: (state: Term) => log.push(['stop', state]),
    *startPhase(phase: Term, type: Term, args: Term): Waits<Term> {
      log.push(['startPhase', phase, type, args])
      return (yield* deed(args)) ?? 'ok'
    },
    configChange: (...changes: Term[]) => {
      log.push(['configChange', ...changes])
      return 'ok'
    },
  }
}

const workerStart = ['gen_server', 'startLink', ['worker', null, { name: 'w' }]]

/** Starts a process when asked to `spawn`; else answers what is set for its application. */
function workerOf(log: unknown[]) {
  return {
    init: () => {
      trapExit(true)
      return ['ok', null]
    },
    handleInfo: (message: readonly Term[], state: Term) => ['stop', message[2], state],
    *handleCall(key: string, _from: Term, state: Term): Waits<unknown> {
      if (key === 'spawn') return ['reply', spawn(['crew', 'sleep', []]), state]
      return ['reply', yield* application.getEnv(key), state]
    },
    *terminate(reason: Term): Waits<void> {
      log.push(['worker', reason, yield* application.getEnv('shop', 'k', 'unset')])
    },
  }
}
