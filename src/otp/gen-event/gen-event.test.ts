/**
 * gen_event and its handlers (otp-semantics E4). Every transcript is what OTP 25.2.3 wrote for the
 * same trial.
 */
import { describe, expect, it } from 'vitest'
import { type CodeServer, exitTo, processInfo, send, type Term } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { wait } from '../gen/scripted.ts'
import * as genEvent from './gen-event.ts'
import { deskOf, type EventTrial, eventTranscript } from './gen-event-trial.ts'

const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })

type Row = readonly [name: string, trial: EventTrial, transcript: string]

const to = (state: Term, word: string) => ['to', state, word]

const rows: readonly Row[] = [
  [
    'asks its handlers, the newest first',
    function* (_, { add, which, sync, notify, call }) {
      yield* add('ev', 'h1')
      yield* add(['ev', 2], 'h2')
      yield* add(['ev', 3], 'h3')
      yield* which()
      yield* sync('x')
      yield* notify('y')
      yield* call('ev', 'q')
      yield* call(['ev', 2], 'q')
    },
    'init h1; add ok; init h2; add ok; init h3; add ok; which [[ev, 3], [ev, 2], ev]; event x h3; event x h2; event x h1; sync ok; notify ok; event y h3; event y h2; event y h1; call q h1; answer [re, q, h1]; call q h2; answer [re, q, h2]; mail',
  ],
  [
    'has the same handler twice, and means the newer one',
    function* (_, { add, which, sync, call, remove }) {
      yield* add('ev', 'one')
      yield* add('ev', 'two')
      yield* add(['ev', 7], 'three')
      yield* add(['ev', 7], 'four')
      yield* which()
      yield* sync('x')
      yield* call('ev', 'q')
      yield* remove('ev', 'a')
      yield* call('ev', 'q')
      yield* remove('ev', 'a')
      yield* remove('ev', 'a')
      yield* which()
    },
    'init one; add ok; init two; add ok; init three; add ok; init four; add ok; which [[ev, 7], [ev, 7], ev, ev]; event x four; event x three; event x two; event x one; sync ok; call q two; answer [re, q, two]; terminate a two; bye two; call q one; answer [re, q, one]; terminate a one; bye one; error module_not_found; which [[ev, 7], [ev, 7]]; mail',
  ],
  [
    'answers what a handler’s init came back with',
    function* (_, { add, which }) {
      for (const how of ['bad', 'crash', 'bye', 'thr', 'hib']) yield* add('ev2', [how, 1])
      yield* add('nomod', 1)
      yield* which()
    },
    'init2 [bad, 1]; add [error, refused]; init2 [crash, 1]; add [EXIT, [oops, []]]; init2 [bye, 1]; add [EXIT, oops]; init2 [thr, 1]; add oops; init2 [hib, 1]; add ok; add [EXIT, [[undef, [nomod, init, 1]], []]]; which [ev2]; mail',
  ],
  [
    'knows only handlers that are there',
    function* (_, { add, call, remove }) {
      yield* call('ev', 'q')
      yield* remove('ev', 'a')
      yield* add(['ev', 1], 'h')
      yield* call('ev', 'q')
      yield* call(['ev', 2], 'q')
    },
    'answer [error, bad_module]; error module_not_found; init h; add ok; answer [error, bad_module]; answer [error, bad_module]; mail',
  ],
  [
    'lets a handler go',
    function* (_, { add, sync, which, call }) {
      yield* add('ev', 'a1')
      yield* add(['ev', 1], 'a2')
      yield* sync(to('a1', 'remove'))
      yield* which()
      yield* call(['ev', 1], to('x', 'removeReply'))
      yield* which()
    },
    'init a1; add ok; init a2; add ok; event [to, a1] a2; event [to, a1] a1; terminate remove_handler a1; sync ok; which [[ev, 1]]; call to a2; terminate remove_handler a2; answer gone; which []; mail',
  ],
  [
    'takes out a handler that crashes, and no other',
    function* (_, { add, sync, which }) {
      yield* add('ev', 'a1')
      yield* add(['ev', 1], 'a2')
      yield* sync(to('a2', 'crash'))
      yield* which()
      yield* sync('y')
    },
    'init a1; add ok; init a2; add ok; event [to, a2] a2; terminate [error, [EXIT, [oops, []]]] a2; event [to, a2] a1; sync ok; which [ev]; event y a1; sync ok; mail',
  ],
  [
    'tells the caller what a handler failed of',
    function* (_, { add, call, which }) {
      for (const word of ['crash', 'exit', 'nonsense']) {
        yield* add('ev', 'a1')
        yield* call('ev', to('x', word))
      }
      yield* which()
    },
    'init a1; add ok; call to a1; terminate [error, [EXIT, [oops, []]]] a1; answer [error, [EXIT, [oops, []]]]; init a1; add ok; call to a1; terminate [error, [EXIT, oops]] a1; answer [error, [EXIT, oops]]; init a1; add ok; call to a1; terminate [error, nonsense] a1; answer [error, nonsense]; which []; mail',
  ],
  [
    'takes a throw for an answer',
    function* (_, { add, sync }) {
      yield* add('ev', 'a1')
      yield* sync(to('a1', 'throwOk'))
      yield* sync('y')
    },
    'init a1; add ok; event [to, a1] a1; sync ok; event y caught; sync ok; mail',
  ],
  [
    'answers what a deleted handler’s terminate came back with',
    function* (_, { add, remove, which }) {
      yield* add('ev', 'a1')
      yield* remove('ev', 'why')
      yield* add('ev2', 'a')
      yield* remove('ev2', 'why')
      yield* add('ev', 'tcrash')
      yield* remove('ev', 'why')
      yield* which()
    },
    'init a1; add ok; terminate why a1; bye a1; init2 a; add ok; ok; init tcrash; add ok; terminate why tcrash; EXIT [boom, []]; which []; mail',
  ],
  [
    'hands other messages to handleInfo, where there is one',
    function* (server, { add, sync, which }) {
      yield* add('ev', 'a1')
      yield* add('ev2', 'b')
      send(server, 'hello')
      yield* sync('y')
      yield* which()
      send(server, ['x', 'y', 'z'])
      send(server, ['notify', 'n'])
    },
    'init a1; add ok; init2 b; add ok; info hello a1; event2 y b; event y a1; sync ok; which [ev2, ev]; info [x, y, z] a1; event2 n b; event n a1; mail',
  ],
  [
    'lives on when a stranger exits',
    function* (server, { add, which }) {
      yield* add('ev', 'a1')
      exitTo(server, 'why')
      yield* which()
      exitTo(server, 'normal')
      yield* which()
    },
    'init a1; add ok; info [EXIT, me, why] a1; which [ev]; info [EXIT, me, normal] a1; which [ev]; mail',
  ],
  [
    'hibernates when a handler wants it',
    function* (server, { add, sync, notify, call, tell }) {
      const runs = () => tell(processInfo(server, 'current_function') as Term)
      yield* add('ev', 'a1')
      yield* sync(to('a1', 'hibernate'))
      runs()
      yield* notify('y')
      yield* call('ev', to('x', 'hibernateReply'))
      runs()
      yield* notify('z')
      yield* wait(1)
      runs()
    },
    'init a1; add ok; event [to, a1] a1; sync ok; gen_event wakeHib 2; notify ok; event y a2; call to a2; answer rep; gen_event wakeHib 2; notify ok; event z a3; gen_event loop 2; mail',
  ],
  [
    'ends its handlers first',
    function* (server, { add, telling }) {
      yield* add('ev', 'tcrash')
      yield* add(['ev', 2], 'a2')
      yield* telling(null, () => genEvent.stop(server))
    },
    'init tcrash; add ok; init a2; add ok; terminate stop a2; terminate stop tcrash; ok; down normal; mail',
  ],
  [
    'isn’t there',
    function* (_, { tell }) {
      const nobody = deskOf('nobody', tell)
      yield* nobody.call('ev', 'q')
      yield* nobody.sync('x')
      yield* nobody.add('ev', 1)
      yield* nobody.which()
      yield* deskOf(['nobody', 'n1@a'], tell).notify('x')
    },
    'answer [EXIT, [noproc, [gen_event, call, [nobody, ev, q]]]]; sync [EXIT, noproc]; add [EXIT, noproc]; which [EXIT, noproc]; notify ok; mail',
  ],
]

describe('a gen_event', () => {
  it.each(rows)('%s', (_, trial, expected) =>
    expect(eventTranscript(newWorld, trial)).toBe(expected),
  )
})
