/**
 * D17: agents, as Elixir 1.14 has them on OTP 25. Every transcript is what it did in the
 * same trial, with `[module, func, args]` for its `{m, f, a}` and gen_server for its GenServer.
 */
import { describe, expect, it } from 'vitest'
import {
  type CodeServer,
  error,
  exit,
  isAlive,
  isReply,
  monitor,
  type Pid,
  processInfo,
  Raised,
  receive,
  send,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { procLibModule } from '../gen/proc-lib.ts'
import { wait } from '../gen/scripted.ts'
import * as sys from '../gen/sys.ts'
import { caught, play, type Tell } from '../gen-statem/statem-trial-log.ts'
import * as agent from './agent.ts'
import * as genServer from './gen-server.ts'

/** The functions that agents are given; the state comes first. */
const functions = {
  init: (x: Term) => x,
  same: (state: Term) => state,
  triple: (state: Term, a: Term, b: Term) => [state, a, b],
  add: (state: number, n: number) => state + n,
  swap: (state: number, n: number) => [state, state + n],
  nonsense: () => 'nonsense',
  boom: () => error('boom'),
  exits: () => exit('why'),
  throws: (state: Term = 'nothing') => {
    throw new Raised('throw', ['thrown', state])
  },
  *slow(state: Term): Waits<Term> {
    yield* wait(50)
    return state
  },
}

type Trial = (pid: Pid, tell: Tell) => Waits<void>

/** Runs a trial with an agent whose state is 1, and tells at last how that ended, if it did. */
function transcript(trial: Trial): string {
  const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })
  return play(newWorld, (code, known, tell) => {
    code.load('gen_server', 'otp', genServer.genServerModule)
    code.load('proc_lib', 'otp', procLibModule)
    code.load('agent', 'otp', agent.agentModule)
    code.load('f', '1', functions)
    const main = function* (): Waits<void> {
      trapExit(true)
      const started = yield* agent.start(['f', 'init', [1]])
      const pid = (started as readonly ['ok', Pid])[1]
      known.server = pid
      const ref = monitor(pid)
      yield* trial(pid, tell)
      yield* wait(20)
      const end = (yield receive((m) => isReply(m, 'DOWN', ref), 0)) as readonly Term[] | undefined
      if (end !== undefined) tell(['down', end[4] as Term])
    }
    code.load('h', '1', { main })
  })
}

const why = (func: string, request: string, reason: string) =>
  `EXIT [${reason}, [gen_server, call, [server, [${request}, [f, ${func}, []]], 5000]]]; down ${reason}`

type Row = readonly [name: string, trial: Trial, transcript: string]

const asks = (body: (pid: Pid) => unknown): Trial =>
  function* (pid, tell) {
    tell(yield* caught(() => body(pid)))
  }

const rows: readonly Row[] = [
  [
    'keeps a state that functions read and change',
    function* (pid, tell) {
      tell(yield* agent.get(pid, ['f', 'same']))
      tell(yield* agent.get(pid, ['f', 'triple', [2, 3]]))
      tell(yield* agent.update(pid, ['f', 'add', [5]]))
      tell(yield* agent.getAndUpdate(pid, ['f', 'swap', [5]]))
      tell(agent.cast(pid, ['f', 'add', [100]]))
      tell(yield* sys.getState(pid))
    },
    '1; 1 2 3; ok; 6; ok; 111',
  ],
  [
    'passes over other messages',
    function* (pid, tell) {
      send(pid, 'hello')
      tell(yield* agent.get(pid, ['f', 'same']))
    },
    '1',
  ],
  [
    'remembers the function that it began with',
    function* (pid, tell) {
      yield* wait(1)
      tell((processInfo(pid, 'dictionary')?.$initial_call ?? 'none') as Term)
    },
    'f init 1',
  ],
  [
    'ends when getAndUpdate gets no pair',
    asks((pid) => agent.getAndUpdate(pid, ['f', 'nonsense'])),
    why('nonsense', 'get_and_update', '[bad_return_value, nonsense]'),
  ],
  [
    'ends with the crash of a function, and its caller with it',
    asks((pid) => agent.get(pid, ['f', 'boom'])),
    why('boom', 'get', '[boom, []]'),
  ],
  [
    'ends with the exit of a function',
    asks((pid) => agent.update(pid, ['f', 'exits'])),
    why('exits', 'update', 'why'),
  ],
  [
    'takes a throw for an answer that it doesn’t understand',
    asks((pid) => agent.get(pid, ['f', 'throws'])),
    why('throws', 'get', '[bad_return_value, [thrown, 1]]'),
  ],
  [
    'ends with the crash of a function that nobody waits for',
    asks((pid) => agent.cast(pid, ['f', 'boom'])),
    'ok; down [boom, []]',
  ],
  [
    'isn’t waited for for ever',
    function* (pid, tell) {
      tell(yield* caught(() => agent.get(pid, ['f', 'slow'], 10)))
      tell(yield* agent.get(pid, ['f', 'same']))
    },
    'EXIT [timeout, [gen_server, call, [server, [get, [f, slow, []]], 10]]]; 1',
  ],
  [
    'is stopped',
    function* (pid, tell) {
      tell(yield* agent.stop(pid, 'why', 1000))
      tell(isAlive(pid))
    },
    'ok; false; down why',
  ],
  [
    'needs nobody to be there for a cast',
    function* (_, tell) {
      tell(agent.cast(['nobody', 'n1@a'], ['f', 'same']))
      tell(yield* caught(() => agent.get('nobody', ['f', 'same'])))
    },
    'ok; EXIT [noproc, [gen_server, call, [nobody, [get, [f, same, []]], 5000]]]',
  ],
  [
    'has its state changed by an upgrade',
    function* (pid, tell) {
      yield* sys.suspend(pid)
      tell(yield* sys.changeCode(pid, 'agent', 1, ['f', 'add', [7]]))
      tell(yield* sys.getState(pid))
    },
    'ok; 8',
  ],
]

const starts: readonly Row[] = [
  [
    'fails with what its function failed of',
    function* (_, tell) {
      for (const func of ['boom', 'exits', 'throws', 'nofun']) {
        tell((yield* agent.start(['f', func])) as Term)
      }
    },
    'error [boom, []]; error why; error [bad_return_value, [thrown, nothing]]; error [[undef, [f, nofun, 0]], []]',
  ],
  [
    'leaves the EXIT of a linked one that failed',
    function* (_, tell) {
      tell((yield* agent.startLink(['f', 'boom'])) as Term)
      tell((yield* receive((m) => Array.isArray(m) && m[0] === 'EXIT')) as Term)
    },
    'error [boom, []]; EXIT pid [boom, []]',
  ],
  [
    'takes a name once',
    function* (_, tell) {
      const again = () => agent.start(['f', 'init', [1]], { name: 'ag' })
      yield* again()
      const second = (yield* again()) as readonly [Term, readonly Term[]]
      tell([second[0], second[1][0] as Term])
      tell(yield* agent.get('ag', ['f', 'same']))
    },
    'error already_started; 1',
  ],
]

describe('an agent', () => {
  it.each(rows)('%s', (_, trial, expected) => expect(transcript(trial)).toBe(expected))
})

describe('the start of an agent', () => {
  it.each(starts)('%s', (_, trial, expected) => expect(transcript(trial)).toBe(expected))
})
