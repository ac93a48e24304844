/**
 * A gen_statem and sys: its state is `[State, Data]`, and replacing it is no transition
 * (otp-semantics E3, E6). Every transcript is what OTP 25.2.3 wrote for the same trial.
 */
import { describe, expect, it } from 'vitest'
import { type CodeServer, error, Raised, type Term } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { wait } from '../gen/scripted.ts'
import * as sys from '../gen/sys.ts'
import * as genStatem from './gen-statem.ts'
import { type Trial, transcript } from './statem-trial.ts'

const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })

type Row = readonly [name: string, trial: Trial, transcript: string]

const stay = 'keep_state_and_data'
const postpone = [stay, 'postpone']
const pair = (state: Term) => state as readonly [Term, Term]
/** Functions that change what sys:get_state tells. */
const exports = {
  wrap: (state: Term) => ['z', state],
  toZ: (state: Term) => ['z', pair(state)[1]],
  fails: () => error('no'),
}

const rows: readonly Row[] = [
  [
    'tells its state and its data',
    {
      on: { 'a 1': ['next_state', 'b', 7] },
      casts: [1],
      *drive(server, tell) {
        tell(yield* sys.getState(server))
      },
    },
    'a cast 1; b 7',
  ],
  [
    'is put into another state without entering it, replaying or stopping a timer',
    {
      mode: ['handle_event_function', 'state_enter'],
      init: ['ok', 'a', 0, ['state_timeout', 15, 'st']],
      on: { 'a 1': postpone },
      exports,
      casts: [1],
      *drive(server, tell) {
        tell(yield* sys.replaceState(server, ['h', 'wrap']))
        genStatem.cast(server, 2)
        tell(yield* sys.getState(server))
      },
    },
    'a enter a; a cast 1; z [a, 0]; z cast 2; z [a, 0]; z state_timeout st',
  ],
  [
    'takes the next change as one from the state that it was put into',
    {
      on: { 'a 1': postpone, '* back': ['next_state', 'a', 0] },
      exports,
      casts: [1],
      *drive(server) {
        yield* sys.replaceState(server, ['h', 'toZ'])
        genStatem.cast(server, 'back')
      },
    },
    'a cast 1; z cast back; a cast 1',
  ],
  [
    'keeps its state when replacing it fails',
    {
      exports,
      *drive(server, tell) {
        try {
          yield* sys.replaceState(server, ['h', 'fails'])
        } catch (thrown) {
          tell((thrown as Raised).reason)
        }
        tell(yield* sys.getState(server))
      },
    },
    'callback_failed [gen_statem, system_replace_state] [error, no]; a 0',
  ],
  [
    'meets no event while it is suspended',
    {
      *drive(server, tell) {
        yield* sys.suspend(server)
        genStatem.cast(server, 1)
        genStatem.cast(server, 2)
        tell(yield* sys.getState(server))
        yield* wait(10)
        tell('resuming')
        yield* sys.resume(server)
      },
    },
    'a 0; resuming; a cast 1; a cast 2',
  ],
  [
    'meets a timeout late that came while it was suspended',
    {
      init: ['ok', 'a', 0, ['state_timeout', 5, 'x']],
      *drive(server, tell) {
        yield* sys.suspend(server)
        yield* wait(15)
        tell('resuming')
        yield* sys.resume(server)
      },
    },
    'resuming; a state_timeout x',
  ],
  [
    'changes its code only while it is suspended',
    {
      upgrade: (state, data) => ['ok', ['new', state], (data as number) + 1],
      *drive(server, tell) {
        tell(yield* sys.changeCode(server, 'h', 1, 'ex'))
        yield* sys.suspend(server)
        tell(yield* sys.changeCode(server, 'h', 1, 'ex'))
        tell(yield* sys.getState(server))
        yield* sys.resume(server)
        genStatem.cast(server, 1)
      },
    },
    'error [unknown_system_msg, [change_code, h, 1, ex]]; code_change 1 a 0 ex; ok; [new, a] 1; [new, a] cast 1',
  ],
  [
    'keeps its state when the upgrade refuses',
    {
      upgrade: () => ['error', 'no'],
      *drive(server, tell) {
        yield* sys.suspend(server)
        tell(yield* sys.changeCode(server, 'h', 1, 'ex'))
        tell(yield* sys.getState(server))
        yield* sys.resume(server)
        genStatem.cast(server, 1)
      },
    },
    'code_change 1 a 0 ex; error [error, no]; a 0; a cast 1',
  ],
  [
    'keeps its state when the upgrade isn’t understood',
    {
      upgrade: () => ['ok', 'no'],
      *drive(server, tell) {
        yield* sys.suspend(server)
        tell(yield* sys.changeCode(server, 'h', 1, 'ex'))
        tell(yield* sys.getState(server))
      },
    },
    'code_change 1 a 0 ex; error [EXIT, [[case_clause, [ok, no]], []]]; a 0',
  ],
  [
    'takes a throw of the upgrade for its answer',
    {
      upgrade: () => {
        throw new Raised('throw', ['ok', 't', 0])
      },
      *drive(server, tell) {
        yield* sys.suspend(server)
        tell(yield* sys.changeCode(server, 'h', 1, 'ex'))
        tell(yield* sys.getState(server))
      },
    },
    'code_change 1 a 0 ex; ok; t 0',
  ],
  [
    'ends by its terminate',
    {
      *drive(server, tell) {
        tell(yield* sys.terminate(server, 'why'))
        yield* wait(1)
      },
    },
    'terminate why a 0; ok; down why',
  ],
  [
    'tells its status: state, timeouts, what is postponed',
    {
      init: [
        'ok',
        'a',
        0,
        [
          ['state_timeout', 5000, 'x'],
          [['timeout', 'g'], 5000, 'y'],
        ],
      ],
      on: { 'a 1': postpone },
      options: { name: 'st' },
      casts: [1],
      *drive(server, tell) {
        const status = (yield* sys.getStatus(server)) as readonly Term[]
        const [, state, , , misc] = status[3] as readonly Term[]
        tell([status[2] as Term, state as Term, misc as Term])
      },
    },
    'a cast 1; [module, gen_statem] running [[header, Status for state machine st], [data, [[Status, running], [Parent, server], [Modules, [h]], [Time-outs, [2, [[[timeout, g], y], [state_timeout, x]]]], [Logged Events, []], [Postponed, [[cast, 1]]]]], [data, [[State, [a, 0]]]]]',
  ],
  [
    'logs what happens to it',
    {
      on: {
        '* 1': [stay, ['postpone', ['state_timeout', 0, 'x']]],
        '* go': ['next_state', 'b', 0],
        '* q': (_, from) => [stay, ['reply', from as unknown as Term, 1]],
      },
      *drive(server, tell) {
        yield* sys.log(server, true)
        genStatem.cast(server, 1)
        genStatem.cast(server, 'go')
        tell(['answer', yield* genStatem.call(server, 'q')])
        tell((pair(yield* sys.log(server, 'get'))[1] as readonly Term[]).slice(0, 8))
      },
    },
    'a cast 1; a state_timeout x; a cast go; b cast 1; b state_timeout x; b call q; answer 1; [consume, [state_timeout, x], a, a] [in, [cast, go], a] [consume, [cast, go], a, b] [postpone, [cast, 1], b, b] [start_timer, [state_timeout, 0, x, []], b] [in, [state_timeout, x], b] [consume, [state_timeout, x], b, b] [in, [[call, [me, ref]], q], b]',
  ],
]

describe('a gen_statem', () => {
  it.each(rows)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})
