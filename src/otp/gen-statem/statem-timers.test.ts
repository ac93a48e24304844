/**
 * The timeouts of gen_statem (otp-semantics E3): of a state, of an event, with a name. Every
 * transcript is what OTP 25.2.3 wrote for the same trial.
 */
import { describe, expect, it } from 'vitest'
import { type CodeServer, send, type Term } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { wait } from '../gen/scripted.ts'
import * as sys from '../gen/sys.ts'
import { type Trial, transcript } from './statem-trial.ts'

const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })

type Row = readonly [name: string, trial: Trial, transcript: string]

const stay = 'keep_state_and_data'
const toB = ['next_state', 'b', 0]
const next = (type: Term, content: Term) => ['next_event', type, content]
/** A machine that begins with these actions. */
const withActions = (...actions: Term[]) => ({ init: ['ok', 'a', 0, actions] })
/** A machine that does these actions when it is told 1. */
const at1 = (...actions: Term[]) => ({ 'a 1': [stay, actions] })
const named = (name: Term, ms: number | string, content: Term) => [['timeout', name], ms, content]

const ofState: readonly Row[] = [
  ['comes', withActions(['state_timeout', 5, 'x']), 'a state_timeout x'],
  [
    'is off when the state changes',
    { ...withActions(['state_timeout', 20, 'x']), on: { '* go': toB }, casts: ['go'] },
    'a cast go',
  ],
  [
    'stays when events come',
    { ...withActions(['state_timeout', 20, 'x']), casts: [1, 2] },
    'a cast 1; a cast 2; a state_timeout x',
  ],
  [
    'is of the new state when it is set at the change',
    { on: { '* go': ['next_state', 'b', 0, [['state_timeout', 10, 'x']]] }, casts: ['go'] },
    'a cast go; b state_timeout x',
  ],
  [
    'is cancelled',
    {
      ...withActions(['state_timeout', 20, 'x']),
      on: at1(['state_timeout', 'cancel']),
      casts: [1],
    },
    'a cast 1',
  ],
  [
    'is cancelled by infinity',
    {
      ...withActions(['state_timeout', 20, 'x']),
      on: at1(['state_timeout', 'infinity', 'y']),
      casts: [1],
    },
    'a cast 1',
  ],
  [
    'is updated without another time',
    {
      ...withActions(['state_timeout', 20, 'x'], named('t', 10, 'first')),
      on: at1(['state_timeout', 'update', 'y']),
      casts: [1],
    },
    'a cast 1; a [timeout, t] first; a state_timeout y',
  ],
  [
    'comes at once when there is none to update',
    { on: at1(['state_timeout', 'update', 'y']), casts: [1] },
    'a cast 1; a state_timeout y',
  ],
  [
    'is set anew',
    { ...withActions(['state_timeout', 20, 'x']), on: at1(['state_timeout', 5, 'y']), casts: [1] },
    'a cast 1; a state_timeout y',
  ],
  [
    'may be postponed',
    {
      ...withActions(['state_timeout', 5, 1]),
      on: { ...at1('postpone'), '* go': toB },
      *drive(server) {
        yield* wait(15)
        send(server, ['$gen_cast', 'go'])
      },
    },
    'a state_timeout 1; a cast go; b state_timeout 1',
  ],
]

const ofEvent: readonly Row[] = [
  ['comes', withActions(['timeout', 5, 'x']), 'a timeout x'],
  ['is a number of milliseconds', { init: ['ok', 'a', 0, 5] }, 'a timeout 5'],
  ['is off when a message comes', { ...withActions(['timeout', 20, 'x']), casts: [1] }, 'a cast 1'],
  [
    'is off when another timeout comes',
    withActions(['timeout', 20, 'x'], ['state_timeout', 5, 's']),
    'a state_timeout s',
  ],
  [
    'stays when a system message comes',
    {
      ...withActions(['timeout', 20, 'x']),
      *drive(server) {
        yield* sys.getState(server)
      },
    },
    'a timeout x',
  ],
  [
    'is off when an inserted event comes',
    { on: at1(['timeout', 10, 'x'], next('internal', 'i')), casts: [1] },
    'a cast 1; a internal i',
  ],
  [
    'stays at its own change of state',
    { on: { 'a 1': ['next_state', 'b', 0, [['timeout', 10, 'x']]] }, casts: [1] },
    'a cast 1; b timeout x',
  ],
  [
    'is off when a postponed event is replayed',
    {
      on: { ...at1('postpone'), '* go': ['next_state', 'b', 0, [['timeout', 10, 'x']]] },
      casts: [1, 'go'],
    },
    'a cast 1; a cast go; b cast 1',
  ],
]

const withName: readonly Row[] = [
  [
    'survives a change of state, and other events',
    {
      ...withActions(named('t1', 10, 'x'), named('t2', 20, 'y')),
      on: { '* go': toB },
      casts: ['go', 1],
    },
    'a cast go; b cast 1; b [timeout, t1] x; b [timeout, t2] y',
  ],
  [
    'is set anew by its name',
    withActions(named('t1', 10, 'x'), named('t1', 20, 'y')),
    'a [timeout, t1] y',
  ],
  [
    'is cancelled by its name',
    { ...withActions(named('t1', 10, 'x')), on: at1([['timeout', 't1'], 'cancel']), casts: [1] },
    'a cast 1',
  ],
  [
    'need not be there to be cancelled',
    { on: at1([['timeout', 't1'], 'cancel'], ['timeout', 'cancel']), casts: [1] },
    'a cast 1',
  ],
  [
    'has any term as its name',
    withActions(named(['t', 1], 10, 'x'), named(['t', 1], 'update', 'z')),
    'a [timeout, [t, 1]] z',
  ],
  [
    'comes in the order that OTP starts them: the last first, at the same time',
    withActions(named('p', 10, 1), named('q', 10, 2), ['state_timeout', 10, 3]),
    'a state_timeout 3; a [timeout, q] 2; a [timeout, p] 1',
  ],
]

describe('the timeout of a state', () => {
  it.each(ofState)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})

describe('the timeout of an event', () => {
  it.each(ofEvent)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})

describe('a timeout with a name', () => {
  it.each(withName)('%s', (_, trial, expected) =>
    expect(transcript(newWorld, trial)).toBe(expected),
  )
})
