/**
 * Timeouts of gen_statem (otp-semantics E3) of time 0, by the clock, and such that fire while they
 * are being taken back. Every transcript is what OTP 25.2.3 wrote for the same trial.
 */
import { describe, expect, it } from 'vitest'
import { type CodeServer, now, type Term, type Waits } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { wait } from '../gen/scripted.ts'
import { type Trial, transcript } from './statem-trial.ts'

const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })

type Row = readonly [name: string, trial: Trial, transcript: string]

const stay = 'keep_state_and_data'
const toB = ['next_state', 'b', 0]
const next = (type: Term, content: Term) => ['next_event', type, content]
/** A machine that does these actions when it is told 1. */
const at1 = (...actions: Term[]) => ({ 'a 1': [stay, actions] })
const named = (name: Term, ms: number | string, content: Term) => [['timeout', name], ms, content]

/** A callback that takes its time. */
const slowly = (answer: Term) =>
  function* (): Waits<Term> {
    yield* wait(20)
    return answer
  }

const ofTime0: readonly Row[] = [
  [
    'comes after inserted events, in the order of the actions, before the mailbox',
    {
      on: at1(
        ['state_timeout', 0, 's'],
        named('g', 0, 'g'),
        ['timeout', 0, 'e'],
        next('internal', 'i'),
      ),
      casts: [1, 2],
    },
    'a cast 1; a internal i; a state_timeout s; a [timeout, g] g; a cast 2',
  ],
  [
    'is no longer cancelled once it is the event',
    {
      on: at1(['timeout', 0, 'e'], ['state_timeout', 0, 's'], named('g', 0, 'g')),
      casts: [1, 2],
    },
    'a cast 1; a timeout e; a state_timeout s; a [timeout, g] g; a cast 2',
  ],
  [
    'may be a bare 0',
    { on: { 'a 1': [stay, 0] }, casts: [1, 2] },
    'a cast 1; a timeout 0; a cast 2',
  ],
  [
    'is off, as an event’s, when an inserted event comes',
    { on: at1(['timeout', 0, 'e'], next('internal', 'i')), casts: [1, 2] },
    'a cast 1; a internal i; a cast 2',
  ],
  [
    'is off, as a state’s, when the state changes',
    { on: { ...at1(['state_timeout', 0, 'e'], next('internal', 'i')), 'a i': toB }, casts: [1, 2] },
    'a cast 1; a internal i; b cast 2',
  ],
  [
    'goes to the end of the line when it is set again',
    {
      on: {
        'a go': [stay, [named('p', 0, 1), named('q', 0, 2)]],
        'a 1': [stay, [named('r', 0, 3), next('internal', 'n'), named('q', 0, 'again')]],
      },
      casts: ['go', 9],
    },
    'a cast go; a [timeout, p] 1; a internal n; a [timeout, r] 3; a [timeout, q] again; a cast 9',
  ],
  [
    'is lost to a longer one while it is due, which then comes as info (an OTP 25 slip)',
    {
      on: {
        ...at1(named('p', 0, 1), next('internal', 'n')),
        'a n': [stay, named('p', 10, 'later')],
      },
      casts: [1, 2],
    },
    'a cast 1; a internal n; a cast 2; a info [timeout, ref, [timeout, p]]',
  ],
  [
    'takes the place of a running one',
    {
      on: { ...at1(named('p', 10, 1), next('internal', 'n')), 'a n': [stay, named('p', 0, 'now')] },
      casts: [1, 2],
    },
    'a cast 1; a internal n; a [timeout, p] now; a cast 2',
  ],
  [
    'is updated while it is due',
    {
      on: {
        ...at1(named('p', 0, 1), next('internal', 'n')),
        'a n': [stay, named('p', 'update', 'f')],
      },
      casts: [1, 2],
    },
    'a cast 1; a internal n; a [timeout, p] f; a cast 2',
  ],
  [
    'is cancelled while it is due',
    {
      on: {
        ...at1(named('p', 0, 1), next('internal', 'n')),
        'a n': [stay, [['timeout', 'p'], 'cancel']],
      },
      casts: [1, 2],
    },
    'a cast 1; a internal n; a cast 2',
  ],
  [
    'comes after replayed events',
    {
      on: { ...at1('postpone'), '* go': ['next_state', 'b', 0, [['state_timeout', 0, 'z']]] },
      casts: [1, 'go', 2],
    },
    'a cast 1; a cast go; b cast 1; b state_timeout z; b cast 2',
  ],
]

const late: readonly Row[] = [
  [
    'doesn’t come when it is cancelled',
    {
      init: ['ok', 'a', 0, ['state_timeout', 5, 'x']],
      on: { '* slow': slowly([stay, ['state_timeout', 'cancel']]) },
      casts: ['slow'],
    },
    'a cast slow',
  ],
  [
    'doesn’t come when the state changes',
    {
      init: ['ok', 'a', 0, ['state_timeout', 5, 'x']],
      on: { 'a slow': slowly(toB) },
      casts: ['slow'],
    },
    'a cast slow',
  ],
  [
    'doesn’t come when it is set anew',
    {
      init: ['ok', 'a', 0, named('g', 5, 'x')],
      on: { '* slow': slowly([stay, named('g', 10, 'y')]) },
      casts: ['slow'],
    },
    'a cast slow; a [timeout, g] y',
  ],
  [
    'doesn’t come when it is an event’s, and another event came',
    { init: ['ok', 'a', 0, ['timeout', 5, 'x']], on: { '* slow': slowly(stay) }, casts: ['slow'] },
    'a cast slow',
  ],
]

const byClock: readonly Row[] = [
  [
    'comes at its time',
    { init: () => ['ok', 'a', 0, ['state_timeout', now() + 10, 'x', [['abs', true]]]] },
    'a state_timeout x',
  ],
  [
    'comes at once when its time has passed',
    { init: () => ['ok', 'a', 0, [['timeout', 'n'], now() - 10, 'x', ['abs', true]]] },
    'a [timeout, n] x',
  ],
  [
    'is relative with abs false',
    { init: ['ok', 'a', 0, ['timeout', 10, 'x', [['abs', false]]]] },
    'a timeout x',
  ],
  [
    'knows no other option',
    { on: { 'a 1': [stay, ['timeout', 10, 'x', [['abs', 'yes']]]] }, casts: [1] },
    'a cast 1; terminate [bad_action_from_state_function, [timeout, 10, x, [[abs, yes]]]] a 0; down [[bad_action_from_state_function, [timeout, 10, x, [[abs, yes]]]], []]',
  ],
  [
    'can’t be updated',
    { on: { 'a 1': [stay, [['timeout', 'update', 'x', []]]] }, casts: [1] },
    'a cast 1; terminate [bad_action_from_state_function, [timeout, update, x, []]] a 0; down [[bad_action_from_state_function, [timeout, update, x, []]], []]',
  ],
]

describe('a timeout of time 0', () => {
  it.each(ofTime0)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})

describe('a timeout that has fired already', () => {
  it.each(late)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})

describe('a timeout by the clock', () => {
  it.each(byClock)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})
