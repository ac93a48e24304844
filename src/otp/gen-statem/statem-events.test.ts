/**
 * The event queue of gen_statem (otp-semantics E2). Every transcript is what OTP 25.2.3 wrote for
 * the same trial.
 */
import { describe, expect, it } from 'vitest'
import { type CodeServer, makeRef, self, send, type Term } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { type Trial, transcript } from './statem-trial.ts'

const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })

type Row = readonly [name: string, trial: Trial, transcript: string]

const stay = 'keep_state_and_data'
const toB = ['next_state', 'b', 0]
const postpone = [stay, 'postpone']
const next = (type: Term, content: Term) => ['next_event', type, content]

const queue: readonly Row[] = [
  [
    'replays postponed events at a change of state, the oldest first, before new ones',
    {
      on: { 'a 1': postpone, 'a 2': postpone, 'a 3': postpone, '* go': toB },
      casts: [1, 2, 3, 'go', 4],
    },
    'a cast 1; a cast 2; a cast 3; a cast go; b cast 1; b cast 2; b cast 3; b cast 4',
  ],
  [
    'keeps them postponed when the state stays or is repeated',
    {
      on: {
        'a 1': postpone,
        'a 2': postpone,
        'a same': ['next_state', 'a', 0],
        'a rep': 'repeat_state_and_data',
        '* go': toB,
      },
      casts: [1, 'same', 'rep', 2, 'go'],
    },
    'a cast 1; a cast same; a cast rep; a cast 2; a cast go; b cast 1; b cast 2',
  ],
  [
    'replays an event at once that is postponed by the change itself',
    { on: { 'a 1': ['next_state', 'b', 0, 'postpone'] }, casts: [1, 2] },
    'a cast 1; b cast 1; b cast 2',
  ],
  [
    'lets an event be postponed again in the next state',
    {
      on: {
        'a 1': ['next_state', 'b', 0, 'postpone'],
        'b 1': ['next_state', 'c', 0, ['postpone']],
      },
      casts: [1, 2],
    },
    'a cast 1; b cast 1; c cast 1; c cast 2',
  ],
  [
    'takes a postponing back within the same list',
    {
      on: {
        'a 1': [stay, ['postpone', ['postpone', false]]],
        'a 2': [stay, ['postpone', true]],
        '* go': toB,
      },
      casts: [1, 2, 'go'],
    },
    'a cast 1; a cast 2; a cast go; b cast 2',
  ],
  [
    'handles inserted events in their order, before the mailbox',
    {
      on: {
        'a 1': () => [
          stay,
          [
            next('internal', 'x'),
            next('cast', 'y'),
            next('info', 'z'),
            next(['call', [self(), 0]], 'w'),
          ],
        ],
      },
      casts: [1, 2],
    },
    'a cast 1; a internal x; a cast y; a info z; a call w; a cast 2',
  ],
  [
    'handles inserted events before postponed ones',
    {
      on: {
        'a 1': postpone,
        'a 2': postpone,
        '* go': ['next_state', 'b', 0, [next('internal', 'x'), next('internal', 'y')]],
      },
      casts: [1, 2, 'go', 3],
    },
    'a cast 1; a cast 2; a cast go; b internal x; b internal y; b cast 1; b cast 2; b cast 3',
  ],
  [
    'puts what an inserted event inserts before the rest',
    {
      on: {
        'a 1': [stay, [next('internal', 'x'), next('internal', 'y')]],
        'a x': [stay, next('internal', 'x1')],
      },
      casts: [1, 2],
    },
    'a cast 1; a internal x; a internal x1; a internal y; a cast 2',
  ],
  [
    'postpones an inserted event like any other',
    { on: { 'a 1': [stay, next('internal', 'x')], 'a x': postpone, 'a 2': toB }, casts: [1, 2] },
    'a cast 1; a internal x; a cast 2; b internal x',
  ],
  [
    'does the actions of init first',
    { init: ['ok', 'a', 0, [next('internal', 'first')]], casts: [1] },
    'a internal first; a cast 1',
  ],
  [
    'takes one action of init without a list',
    { init: ['ok', 'a', 0, next('internal', 'first')] },
    'a internal first',
  ],
  [
    'passes over a postpone of init',
    { init: ['ok', 'a', 0, ['postpone']], on: { '* go': toB }, casts: ['go'] },
    'a cast go',
  ],
  [
    'has any term as its state',
    {
      init: ['ok', ['open', 1], 0],
      on: { '[open, 1] 1': postpone, '[open, 1] go': ['next_state', ['open', 2], 0] },
      casts: [1, 'go'],
    },
    '[open, 1] cast 1; [open, 1] cast go; [open, 2] cast 1',
  ],
  [
    'knows an equal state as the same',
    {
      init: ['ok', ['open', 1], 0],
      on: { '[open, 1] 1': postpone, '[open, 1] go': ['next_state', ['open', 1], 0] },
      casts: [1, 'go', 2],
    },
    '[open, 1] cast 1; [open, 1] cast go; [open, 1] cast 2',
  ],
  [
    'meets other messages as info',
    {
      drive: (server) => {
        for (const message of ['hello', ['timeout', makeRef(), 'x'], ['EXIT', self(), 'r']]) {
          send(server, message)
        }
        send(server, ['$gen_cast', 'c'])
      },
    },
    'a info hello; a info [timeout, ref, x]; a info [EXIT, me, r]; a cast c',
  ],
]

describe('the event queue of a gen_statem', () => {
  it.each(queue)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})
