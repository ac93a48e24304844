/**
 * The state enter calls of gen_statem (otp-semantics E1). Every transcript is what OTP 25.2.3
 * wrote for the same trial.
 */
import { describe, expect, it } from 'vitest'
import { type CodeServer, error, type Term } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as genStatem from './gen-statem.ts'
import { type Trial, transcript } from './statem-trial.ts'

const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })

type Row = readonly [name: string, trial: Trial, transcript: string]

const stay = 'keep_state_and_data'
const toB = ['next_state', 'b', 0]
const postpone = [stay, 'postpone']
const next = (type: Term, content: Term) => ['next_event', type, content]

const mode = ['handle_event_function', 'state_enter']
const badReturn = 'bad_state_enter_return_from_state_function'
const badAction = 'bad_state_enter_action_from_state_function'

const enter: readonly Row[] = [
  ['enters the first state from itself', { mode }, 'a enter a'],
  [
    'enters the first state before the actions of init take place',
    {
      mode,
      init: ['ok', 'a', 0, [next('internal', 'i'), ['timeout', 0, 't'], ['state_timeout', 0, 's']]],
    },
    'a enter a; a internal i; a state_timeout s',
  ],
  [
    'enters at a change and at a repeat, not at the same state',
    {
      mode,
      on: {
        '* go': toB,
        '* same': ['next_state', 'b', 0],
        '* rep': ['repeat_state', 1],
        '* rep2': 'repeat_state_and_data',
      },
      casts: ['go', 'same', 'rep', 'rep2'],
    },
    'a enter a; a cast go; b enter a; b cast same; b cast rep; b enter b; b cast rep2; b enter b',
  ],
  [
    'enters before what was inserted or postponed',
    {
      mode,
      on: { 'a 1': postpone, '* go': ['next_state', 'b', 0, next('internal', 'n')] },
      casts: [1, 'go'],
    },
    'a enter a; a cast 1; a cast go; b enter a; b internal n; b cast 1',
  ],
  [
    'takes new data from a state enter call',
    {
      mode,
      on: {
        '* enter': (data) => ['keep_state', (data as number) + 1],
        '* q': (data) => ['keep_state', data, next('internal', ['data', data])],
      },
      casts: ['q'],
    },
    'a enter a; a cast q; a internal [data, 1]',
  ],
  [
    'repeats a state enter call that repeats the state',
    {
      mode,
      on: { 'a enter': (n) => ((n as number) < 2 ? ['repeat_state', (n as number) + 1] : stay) },
    },
    'a enter a; a enter a; a enter a',
  ],
  ['lets it name its own state', { mode, on: { 'a enter': ['next_state', 'a', 1] } }, 'a enter a'],
  [
    'refuses another state',
    { mode, on: { 'a enter': ['next_state', 'b', 1, ['hibernate']] } },
    `a enter a; terminate [${badReturn}, [next_state, b, 1, [hibernate]]] a 0; down noproc`,
  ],
  [
    'refuses to postpone a state enter call',
    { mode, on: { 'a enter': [stay, ['postpone']] } },
    `a enter a; terminate [${badAction}, postpone] a 0; down noproc`,
  ],
  [
    'has another word for the same',
    { mode, on: { 'a enter': [stay, [['postpone', true]]] } },
    'a enter a; terminate [bad_action_from_state_function, [postpone, true]] a 0; down noproc',
  ],
  [
    'unpostpones the event that led here',
    {
      mode,
      on: { 'a 1': ['next_state', 'b', 0, 'postpone'], 'b enter': [stay, [['postpone', false]]] },
      casts: [1, 2],
    },
    'a enter a; a cast 1; b enter a; b cast 2',
  ],
  [
    'refuses to insert an event',
    { mode, on: { 'a enter': [stay, [next('internal', 'x')]] } },
    `a enter a; terminate [${badAction}, [next_event, internal, x]] a 0; down noproc`,
  ],
  [
    'refuses to change the callback module',
    { mode, on: { 'a enter': [stay, [['change_callback_module', 'h']]] } },
    `a enter a; terminate [${badAction}, [change_callback_module, h]] a 0; down noproc`,
  ],
  [
    'starts the timeout of its state',
    { mode, on: { '* enter': [stay, ['state_timeout', 5, 'late']], '* go': toB }, casts: ['go'] },
    'a enter a; a cast go; b enter a; b state_timeout late',
  ],
  [
    'has the last word on a timeout',
    {
      mode,
      on: {
        'b enter': [stay, ['state_timeout', 5, 'by_enter']],
        '* go': ['next_state', 'b', 0, ['state_timeout', 5, 'by_event']],
      },
      casts: ['go'],
    },
    'a enter a; a cast go; b enter a; b state_timeout by_enter',
  ],
  [
    'stops in the state that it was entering',
    { mode, on: { 'b enter': ['stop', 'no_entry'], '* go': toB }, casts: ['go', 2] },
    'a enter a; a cast go; b enter a; terminate no_entry b 0; down no_entry',
  ],
  [
    'crashes in the state that it came from',
    {
      mode,
      on: { 'b enter': () => error('oops'), '* go': toB },
      casts: ['go', 2],
    },
    'a enter a; a cast go; b enter a; terminate oops a 0; down [oops, []]',
  ],
  [
    'keeps the timeout of a state that is repeated',
    {
      mode,
      init: ['ok', 'a', 0, ['state_timeout', 10, 't']],
      on: { '* rep': 'repeat_state_and_data' },
      casts: ['rep'],
    },
    'a enter a; a cast rep; a enter a; a state_timeout t',
  ],
  [
    'answers a call that led here',
    {
      mode,
      on: {
        'a go': (_, from) => ['next_state', 'b', from as unknown as Term],
        'b enter': (from) => [stay, ['reply', from, 'entered']],
      },
      *drive(server, tell) {
        tell(['answer', yield* genStatem.call(server, 'go')])
      },
    },
    'a enter a; a call go; b enter a; answer entered',
  ],
]

describe('a gen_statem with state enter calls', () => {
  it.each(enter)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})
