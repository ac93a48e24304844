/**
 * A gen_statem among other processes: casts, requests, starts, ends, changing modules, hibernation.
 * Every transcript is what OTP 25.2.3 wrote for the same trial.
 */
import { describe, expect, it } from 'vitest'
import {
  type CodeServer,
  exitTo,
  type Pid,
  processInfo,
  type Term,
  trapExit,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { wait } from '../gen/scripted.ts'
import * as sys from '../gen/sys.ts'
import * as genStatem from './gen-statem.ts'
import { caught, type Trial, transcript } from './statem-trial.ts'

const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })

type Row = readonly [name: string, trial: Trial, transcript: string]

const stay = 'keep_state_and_data'
const replying = (answer: Term) => (_: Term, from: genStatem.From) => [
  stay,
  ['reply', from as unknown as Term, answer],
]
const push = [stay, [['push_callback_module', 'h2']]]
const whatItRuns = (server: Pid) => processInfo(server, 'current_function') as Term

const others: readonly Row[] = [
  [
    'is told, and nobody needs to be there',
    {
      drive: (_, tell) => {
        tell(genStatem.cast('nobody', 1))
        tell(genStatem.cast(['nobody', 'n1@a'], 1))
      },
    },
    'ok; ok',
  ],
  [
    'is asked now and answers later',
    {
      on: { 'a q': replying('r') },
      *drive(server, tell) {
        tell((yield* genStatem.waitResponse(genStatem.sendRequest(server, 'q'), 100)) as Term)
        const ids = genStatem.sendRequest(server, 'q', 'lab', genStatem.reqidsNew())
        tell((yield* genStatem.receiveResponse(ids, 100, true)) as unknown as Term)
      },
    },
    'a call q; reply r; a call q; [reply, r] lab []',
  ],
  [
    'is stopped',
    {
      *drive(server, tell) {
        tell(yield* genStatem.stop(server, 'why', 1000))
        tell(yield* caught(() => genStatem.stop(server)))
        tell(yield* caught(() => genStatem.stop('nobody')))
      },
    },
    'terminate why a 0; ok; EXIT noproc; EXIT noproc; down why',
  ],
  [
    'meets the EXIT of a stranger as info',
    {
      on: {
        'a 1': () => {
          trapExit(true)
          return stay
        },
      },
      casts: [1],
      *drive(server) {
        yield* wait(5)
        exitTo(server, 'bye')
      },
    },
    'a cast 1; a info [EXIT, me, bye]',
  ],
  [
    'ends without a word when it doesn’t trap exits',
    { drive: (server) => exitTo(server, 'bye') },
    'down bye',
  ],
  [
    'lets another module take over, and comes back',
    { on: { 'a 1': push }, casts: [1, 2, 'pop', 3] },
    'a cast 1; h2 cast 2 0; h2 cast pop 0; a cast 3',
  ],
  [
    'doesn’t come back from a change',
    { on: { 'a 1': [stay, ['change_callback_module', 'h2']] }, casts: [1, 2, 'pop', 3] },
    'a cast 1; h2 cast 2 0; h2 cast pop 0; h2_terminate [bad_action_from_state_function, pop_callback_module] a 0; down [[bad_action_from_state_function, pop_callback_module], []]',
  ],
  [
    'ends with the terminate of the module in charge',
    { on: { 'a 1': push }, casts: [1, 'stop'] },
    'a cast 1; h2 cast stop 0; h2_terminate normal a 0; down normal',
  ],
  [
    'hibernates until the next event',
    {
      on: { 'a 1': [stay, 'hibernate'], 'a 2': ['next_state', 'b', 0, ['state_timeout', 5, 'x']] },
      casts: [1],
      *drive(server, tell) {
        yield* wait(5)
        tell(whatItRuns(server))
        tell(yield* sys.getState(server))
        tell(whatItRuns(server))
        genStatem.cast(server, 2)
        yield* wait(1)
        tell(whatItRuns(server))
      },
    },
    'a cast 1; gen_statem wakeupFromHibernate 2; a 0; gen_statem wakeupFromHibernate 2; a cast 2; gen_statem loop 2; b state_timeout x',
  ],
  [
    'hibernates when nothing came for a while',
    {
      options: { hibernateAfterMs: 5 },
      *drive(server, tell) {
        yield* wait(15)
        tell(whatItRuns(server))
        genStatem.cast(server, 2)
        yield* wait(1)
        tell(whatItRuns(server))
      },
    },
    'gen_statem wakeupFromHibernate 2; a cast 2; gen_statem loop 2',
  ],
  [
    'isn’t waited for longer than its start may take',
    { init: () => wait(100), options: { timeoutMs: 10 } },
    'start [error, timeout]',
  ],
  [
    'has one name',
    {
      options: { name: 'st' },
      *drive(_, tell) {
        tell((yield* genStatem.start('h', null, { name: 'st' })) as Term)
        tell(yield* sys.getState('st'))
        tell(yield* genStatem.stop('st'))
      },
    },
    'error [already_started, server]; a 0; terminate normal a 0; ok; down normal',
  ],
]

describe('a gen_statem', () => {
  it.each(others)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})
