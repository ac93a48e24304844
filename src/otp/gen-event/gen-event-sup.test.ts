/**
 * Handlers of gen_event that take over from others, and such that are bound to a process
 * (otp-semantics E4). Every transcript is what OTP 25.2.3 wrote for the same trial.
 */
import { describe, expect, it } from 'vitest'
import {
  type CodeServer,
  exit,
  exitTo,
  type Pid,
  processInfo,
  receive,
  self,
  send,
  spawn,
  type Term,
  unlink,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { wait } from '../gen/scripted.ts'
import type { Tell } from '../gen-statem/statem-trial-log.ts'
import * as genEvent from './gen-event.ts'
import { deskOf, type EventTrial, eventTranscript } from './gen-event-trial.ts'

const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })

type Row = readonly [name: string, trial: EventTrial, transcript: string]

const to = (state: Term, word: string) => ['to', state, word]

const swaps: readonly Row[] = [
  [
    'comes with what the old one left, or with error',
    function* (server, { add, which, telling }) {
      const swap = (from: genEvent.HandlerName, into: genEvent.HandlerName, args: Term) =>
        telling(null, () => genEvent.swapHandler(server, [from, 'args1'], [into, args]))
      yield* add('ev', 'a1')
      yield* swap('ev', 'ev2', 'args2')
      yield* which()
      yield* swap('ev', ['ev', 9], 'args2')
      yield* which()
      yield* swap(['ev', 9], 'ev2', 'bad')
      yield* which()
      yield* add('ev', 'a1')
      yield* swap('ev', 'ev2', 'crash')
      yield* which()
    },
    'init a1; add ok; terminate args1 a1; init2 [args2, [bye, a1]]; ok; which [ev2]; init args2 error; ok; which [[ev, 9], ev2]; terminate args1 [swapped, args2, error]; init2 [bad, [bye, [swapped, args2, error]]]; error [error, refused]; which [ev2]; init a1; add ok; terminate args1 a1; init2 [crash, [bye, a1]]; error [EXIT, [oops, []]]; which [ev2]; mail',
  ],
  [
    'comes in place of a handler that names it in an event',
    function* (_, { add, sync, which }) {
      yield* add('ev', 'a1')
      yield* add(['ev', 1], 'a2')
      yield* sync(to('a1', 'swap'))
      yield* which()
      yield* sync(to('a2', 'swapBad'))
      yield* which()
    },
    'init a1; add ok; init a2; add ok; event [to, a1] a2; event [to, a1] a1; terminate args1 newstate; init2 [args2, [bye, newstate]]; sync ok; which [[ev, 1], ev2]; event [to, a2] a2; terminate args1 newstate; init2 [bad, [bye, newstate]]; event2 [to, a2] [args2, [bye, newstate]]; sync ok; which [ev2]; mail',
  ],
  [
    'comes in place of a handler that names it in a call',
    function* (_, { add, call, which }) {
      yield* add('ev', 'a1')
      yield* call('ev', to('x', 'swapReply'))
      yield* which()
      yield* add('ev', 'a1')
      yield* call('ev', to('x', 'swapReplyCrash'))
      yield* which()
    },
    'init a1; add ok; call to a1; terminate args1 newstate; init2 [args2, [bye, newstate]]; answer rep; which [[ev2, 5]]; init a1; add ok; call to a1; terminate args1 newstate; init2 [crash, [bye, newstate]]; answer rep; which [[ev2, 5]]; mail',
  ],
]

const bound: readonly Row[] = [
  [
    'tells when the handler goes',
    function* (_, { sup, sync, which }) {
      yield* sup('ev', 'a1')
      yield* sync(to('a1', 'remove'))
      yield* which()
    },
    'init a1; sup ok; event [to, a1] a1; terminate remove_handler a1; sync ok; which []; mail [gen_event_EXIT, ev, normal]',
  ],
  [
    'tells what the handler failed of',
    function* (_, { sup, sync, which }) {
      yield* sup(['ev', 1], 'a1')
      yield* sync(to('a1', 'crash'))
      yield* sup('ev', 'a1')
      yield* sync(to('a1', 'nonsense'))
      yield* sup('ev', 'a1')
      yield* sync(to('a1', 'exit'))
      yield* which()
    },
    'init a1; sup ok; event [to, a1] a1; terminate [error, [EXIT, [oops, []]]] a1; sync ok; init a1; sup ok; event [to, a1] a1; terminate [error, nonsense] a1; sync ok; init a1; sup ok; event [to, a1] a1; terminate [error, [EXIT, oops]] a1; sync ok; which []; mail [gen_event_EXIT, [ev, 1], [EXIT, [oops, []]]] [gen_event_EXIT, ev, nonsense] [gen_event_EXIT, ev, [EXIT, oops]]',
  ],
  [
    'tells when the handler is deleted, whatever its terminate does',
    function* (_, { sup, remove }) {
      yield* sup('ev', 'tcrash')
      yield* remove('ev', 'why')
    },
    'init tcrash; sup ok; terminate why tcrash; EXIT [boom, []]; mail [gen_event_EXIT, ev, normal]',
  ],
  [
    'tells shutdown when the manager stops, and lets no EXIT follow',
    function* (server, { sup, add, telling }) {
      yield* sup('ev', 'a1')
      yield* add(['ev', 2], 'a2')
      yield* telling(null, () => genEvent.stop(server, 'why', 1000))
    },
    'init a1; sup ok; init a2; add ok; terminate stop a2; terminate stop a1; ok; down why; mail [gen_event_EXIT, ev, shutdown]',
  ],
  [
    'is a link to the manager',
    function* (server, { sup }) {
      yield* sup('ev', 'a1')
      exitTo(server, 'kill')
    },
    'init a1; sup ok; down killed; mail [EXIT, server, killed]',
  ],
  [
    'passes to the successor',
    function* (server, { sup, telling, remove }) {
      yield* sup('ev', 'a1')
      yield* telling(null, () => genEvent.swapHandler(server, ['ev', 'x'], ['ev2', 'y']))
      yield* remove('ev2', 'why')
    },
    'init a1; sup ok; terminate x a1; init2 [y, [bye, a1]]; ok; ok; mail [gen_event_EXIT, ev, [swapped, ev2, me]] [gen_event_EXIT, ev2, normal]',
  ],
  [
    'may begin with the successor',
    function* (server, { add, telling, remove }) {
      yield* add('ev', 'a1')
      yield* telling(null, () => genEvent.swapSupHandler(server, ['ev', 'x'], ['ev2', 'y']))
      yield* remove('ev2', 'why')
    },
    'init a1; add ok; terminate x a1; init2 [y, [bye, a1]]; ok; ok; mail [gen_event_EXIT, ev2, normal]',
  ],
  [
    'passes to a successor that the handler names',
    function* (_, { sup, sync, which, remove }) {
      yield* sup('ev', 'a1')
      yield* sync(to('a1', 'swapTo1'))
      yield* which()
      yield* sync('z')
      yield* remove(['ev2', 1], 'why')
    },
    'init a1; sup ok; event [to, a1] a1; terminate args1 newstate; init2 [args2, [bye, newstate]]; sync ok; which [[ev2, 1]]; event2 z [args2, [bye, newstate]]; sync ok; ok; mail [gen_event_EXIT, ev, [swapped, [ev2, 1], me]] [gen_event_EXIT, [ev2, 1], normal]',
  ],
  [
    'tells that a named successor failed',
    function* (_, { sup, sync, which }) {
      yield* sup('ev', 'a1')
      yield* sync(to('a1', 'swapBad'))
      yield* which()
    },
    'init a1; sup ok; event [to, a1] a1; terminate args1 newstate; init2 [bad, [bye, newstate]]; sync ok; which []; mail [gen_event_EXIT, ev, [swapped, ev2, me]] [gen_event_EXIT, ev2, crash]',
  ],
  [
    'stays as a link when the handler’s init failed',
    function* (server, { sup, tell }) {
      yield* sup('ev2', ['bad', 1])
      tell(['links', processInfo(server, 'links')?.length ?? 0])
    },
    'init2 [bad, 1]; sup [error, refused]; links 1; mail',
  ],
]

/** A process of its own that has a handler, and ends as it is told. */
function ownerOf(tell: Tell) {
  return {
    *owner(server: Pid, main: Pid, isUnlinking: boolean): Waits<void> {
      yield* deskOf(server, tell).sup('ev', 'a1')
      if (isUnlinking) unlink(server)
      send(main, 'ready')
      const reason = yield* receive()
      if (reason !== 'normal') exit(reason)
    },
  }
}

function* withOwner(server: Pid, isUnlinking: boolean, reason: Term): Waits<void> {
  const owner = spawn(['h', 'owner', [server, self(), isUnlinking]])
  yield* receive((message) => message === 'ready')
  send(owner, reason)
  yield* wait(10)
}

const owned: readonly Row[] = [
  [
    'takes its handler along',
    function* (server, { add, which }) {
      yield* add(['ev', 2], 'other')
      yield* withOwner(server, false, 'why')
      yield* which()
    },
    'init other; add ok; init a1; sup ok; terminate [stop, why] a1; info [EXIT, pid, why] other; which [[ev, 2]]; mail',
  ],
  [
    'takes its handler along when it ends normally',
    function* (server, { which }) {
      yield* withOwner(server, false, 'normal')
      yield* which()
    },
    'init a1; sup ok; terminate [stop, normal] a1; which []; mail',
  ],
  [
    'leaves its handler behind when it has unlinked itself',
    function* (server, { which }) {
      yield* withOwner(server, true, 'normal')
      yield* which()
    },
    'init a1; sup ok; which [ev]; mail',
  ],
]

const written = (trial: EventTrial) => eventTranscript(newWorld, trial, ownerOf)

describe('a handler that takes over', () => {
  it.each(swaps)('%s', (_, trial, expected) => expect(written(trial)).toBe(expected))
})

describe('the bond of a handler with a process', () => {
  it.each(bound)('%s', (_, trial, expected) => expect(written(trial)).toBe(expected))
})

describe('the process that a handler is bound to', () => {
  it.each(owned)('%s', (_, trial, expected) => expect(written(trial)).toBe(expected))
})
