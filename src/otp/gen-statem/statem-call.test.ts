/** Calls to a gen_statem. Every transcript is what OTP 25.2.3 wrote for the same trial. */
import { describe, expect, it } from 'vitest'
import {
  type CodeServer,
  error,
  processInfo,
  self,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { wait } from '../gen/scripted.ts'
import * as genStatem from './gen-statem.ts'
import { caught, type Trial, transcript } from './statem-trial.ts'

const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })

type Row = readonly [name: string, trial: Trial, transcript: string]

const stay = 'keep_state_and_data'
const replying = (answer: Term) => (_: Term, from: genStatem.From) => [
  stay,
  ['reply', from as unknown as Term, answer],
]

/** Calls, one after the other, and what came of them. */
const calling = (...timeouts: genStatem.CallTimeout[]): Pick<Trial, 'drive'> => ({
  *drive(server, tell) {
    for (const timeout of timeouts) {
      tell(['answer', yield* caught(() => genStatem.call(server, 'ask', timeout))])
    }
  },
})

const forEver = Number.POSITIVE_INFINITY
const label = '[gen_statem, call, [server, ask, infinity]]'

const calls: readonly Row[] = [
  [
    'is answered, whatever its timeout',
    {
      on: { 'a ask': replying('answer') },
      ...calling(forEver, 1000, ['clean_timeout', 1000], ['dirty_timeout', 1000]),
    },
    'a call ask; answer answer; a call ask; answer answer; a call ask; answer answer; a call ask; answer answer',
  ],
  [
    'is answered once, also by hand',
    {
      on: {
        'a ask': (_, from) => {
          genStatem.reply(from, 'by_hand')
          genStatem.reply(from, 'twice')
          return stay
        },
      },
      ...calling(forEver, forEver),
    },
    'a call ask; answer by_hand; a call ask; answer by_hand',
  ],
  [
    'is answered by hand with reply actions',
    {
      on: {
        'a ask': (_, from) => {
          genStatem.reply([['reply', from as unknown as Term, 'by_hand']])
          return stay
        },
      },
      ...calling(forEver),
    },
    'a call ask; answer by_hand',
  ],
  [
    'ends its caller when nobody answers in time',
    calling(10),
    'a call ask; answer [EXIT, [timeout, [gen_statem, call, [server, ask, 10]]]]',
  ],
  [
    'tells the timeout in the words that it was given',
    calling(['clean_timeout', 10]),
    'a call ask; answer [EXIT, [timeout, [gen_statem, call, [server, ask, [clean_timeout, 10]]]]]',
  ],
  [
    'leaves no late answer behind',
    {
      on: {
        'a ask': (_, from) => [
          'next_state',
          'b',
          from as unknown as Term,
          ['state_timeout', 20, 'x'],
        ],
        'b x': (from) => [stay, ['reply', from, 'late']],
      },
      *drive(server, tell) {
        tell(['answer', yield* caught(() => genStatem.call(server, 'ask', 10))])
        yield* wait(30)
        tell(['mail', processInfo(self(), 'messages') as Term])
      },
    },
    'a call ask; answer [EXIT, [timeout, [gen_statem, call, [server, ask, 10]]]]; b state_timeout x; mail []',
  ],
  [
    'ends its caller when nobody is there',
    {
      *drive(_, tell) {
        for (const ms of [forEver, 50]) {
          tell(['answer', yield* caught(() => genStatem.call('nobody', 'ask', ms))])
        }
      },
    },
    'answer [EXIT, [noproc, [gen_statem, call, [nobody, ask, infinity]]]]; answer [EXIT, [noproc, [gen_statem, call, [nobody, ask, 50]]]]',
  ],
  [
    'can’t be for oneself',
    {
      on: {
        *'a ask'(_: Term, from: genStatem.From): Waits<Term> {
          const answer = yield* caught(() => genStatem.call(self(), 'me'))
          return [stay, ['reply', from as unknown as Term, answer]]
        },
      },
      ...calling(forEver),
    },
    'a call ask; answer [EXIT, [calling_self, [gen_statem, call, [server, me, infinity]]]]',
  ],
  [
    'ends its caller with the reason of the stop',
    { on: { 'a ask': ['stop', 'why'] }, ...calling(forEver) },
    `a call ask; terminate why a 0; answer [EXIT, [why, ${label}]]; down why`,
  ],
  [
    'ends its caller with normal, too',
    { on: { 'a ask': 'stop' }, ...calling(forEver) },
    `a call ask; terminate normal a 0; answer [EXIT, [normal, ${label}]]; down normal`,
  ],
  [
    'ends its caller with the crash',
    { on: { 'a ask': () => error('oops') }, ...calling(forEver) },
    `a call ask; terminate oops a 0; answer [EXIT, [[oops, []], ${label}]]; down [oops, []]`,
  ],
  [
    'is answered before the stop',
    {
      on: {
        'a ask': (_, from) => ['stop_and_reply', 'why', ['reply', from as unknown as Term, 'bye']],
      },
      ...calling(forEver),
    },
    'a call ask; terminate why a 0; answer bye; down why',
  ],
  [
    'is answered before a bad action',
    {
      on: { 'a ask': (_, from) => [stay, [['reply', from as unknown as Term, 'bye'], 'nonsense']] },
      ...calling(forEver),
    },
    'a call ask; terminate [bad_action_from_state_function, nonsense] a 0; answer bye; down [[bad_action_from_state_function, nonsense], []]',
  ],
  [
    'waits while it is postponed',
    {
      on: {
        'a ask': [stay, ['postpone', ['state_timeout', 10, 'go']]],
        'a go': ['next_state', 'b', 0],
        'b ask': replying('in_b'),
      },
      ...calling(forEver),
    },
    'a call ask; a state_timeout go; b call ask; answer in_b',
  ],
  [
    'ends its caller when it was postponed till the end',
    {
      on: { 'a ask': [stay, ['postpone', ['state_timeout', 10, 'go']]], 'a go': ['stop', 'gone'] },
      ...calling(forEver),
    },
    `a call ask; a state_timeout go; terminate gone a 0; answer [EXIT, [gone, ${label}]]; down gone`,
  ],
]

describe('a call to a gen_statem', () => {
  it.each(calls)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})
