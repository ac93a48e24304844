/**
 * A gen_event and sys, requests, starts. Every transcript is what OTP 25.2.3 wrote for the same
 * trial; the words of its protocol are our own.
 */
import { describe, expect, it } from 'vitest'
import {
  type CodeServer,
  exit,
  isReply,
  monitor,
  Pid,
  receive,
  self,
  send,
  spawn,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { wait } from '../gen/scripted.ts'
import * as sys from '../gen/sys.ts'
import type { Tell } from '../gen-statem/statem-trial-log.ts'
import * as genEvent from './gen-event.ts'
import { deskOf, type EventTrial, eventTranscript } from './gen-event-trial.ts'

const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })

type Row = readonly [name: string, trial: EventTrial, transcript: string]

const rows: readonly Row[] = [
  [
    'tells the state of each handler, and takes a new one of the same name',
    function* (server, { add, tell }) {
      yield* add('ev', 'a1')
      yield* add(['ev', 2], 'a2')
      tell(yield* sys.getState(server))
      for (const func of ['relabel', 'relabelNameless', 'rename']) {
        tell(yield* sys.replaceState(server, ['ev', func]))
      }
      tell(yield* sys.getState(server))
    },
    'init a1; add ok; init a2; add ok; [ev, 2, a2] [ev, false, a1]; [ev, 2, [r, a2]] [ev, false, [r, a1]]; [ev, 2, [r, a2]] [ev, false, [s, [r, a1]]]; [ev, 2, [r, a2]] [ev, false, [s, [r, a1]]]; [ev, 2, [r, a2]] [ev, false, [s, [r, a1]]]; mail',
  ],
  [
    'meets no event while it is suspended',
    function* (server, { add, notify, tell }) {
      yield* add('ev', 'a1')
      yield* sys.suspend(server)
      yield* notify('x')
      yield* wait(5)
      tell('resuming')
      yield* sys.resume(server)
    },
    'init a1; add ok; notify ok; resuming; event x a1; mail',
  ],
  [
    'upgrades the handlers of one module',
    function* (server, { add, tell }) {
      yield* add('ev', 'a1')
      yield* add(['ev', 2], 'a2')
      yield* add('ev2', 'a3')
      yield* sys.suspend(server)
      tell(yield* sys.changeCode(server, 'ev', 'old', 'ex'))
      tell(yield* sys.getState(server))
      yield* sys.resume(server)
    },
    'init a1; add ok; init a2; add ok; init2 a3; add ok; code_change old a2 ex; code_change old a1 ex; ok; [ev2, false, a3] [ev, 2, [new, a2]] [ev, false, [new, a1]]; mail',
  ],
  [
    'is asked now and answers later; a missing handler is an error like others',
    function* (server, { add, tell }) {
      yield* add('ev', 'a1')
      tell(yield* genEvent.waitResponse(genEvent.sendRequest(server, 'ev', 'q'), 100))
      tell(yield* genEvent.receiveResponse(genEvent.sendRequest(server, 'no', 'q'), 100))
      const ids = genEvent.sendRequest(server, 'no', 'q', 'lab', genEvent.reqidsNew())
      tell(yield* genEvent.receiveResponse(ids, 100, true))
    },
    'init a1; add ok; call q a1; reply [re, q, a1]; error bad_module; [error, bad_module] lab []; mail',
  ],
  [
    'ends the caller of a slow handler',
    function* (server, { add, telling }) {
      yield* add('ev', 'a1')
      yield* telling(null, () => genEvent.call(server, 'ev', ['to', 'x', 'slow'], 10))
      yield* wait(40)
    },
    'init a1; add ok; call to a1; EXIT [timeout, [gen_event, call, [server, ev, [to, x, slow], 10]]]; mail',
  ],
  [
    'has one name',
    function* (_, { tell }) {
      const again = () => genEvent.start({ name: 'evn' })
      tell((yield* again())[0] as Term)
      const [what, why] = (yield* again()) as readonly [Term, readonly Term[]]
      tell([what, why[0] as Term])
      tell(yield* genEvent.whichHandlers('evn'))
      tell(yield* genEvent.stop('evn'))
    },
    'ok; error already_started; ; ok; mail',
  ],
  [
    'shows its handlers as they want to be shown',
    function* (server, { add, tell }) {
      yield* add('ev', 'a1')
      const [, , module, parts] = (yield* sys.getStatus(server)) as readonly Term[]
      const [, state, , , misc] = parts as readonly Term[]
      const [, data, items] = misc as readonly Term[]
      tell([module as Term, state as Term, data as Term, items as Term])
    },
    'init a1; add ok; [module, gen_event] running [data, [[Status, running], [Logged Events, []], [Parent, server]]] [items, [Installed handlers, [[handler, ev, false, [shown, a1], false]]]]; mail',
  ],
  [
    'logs the messages that it meets',
    function* (server, { add, notify, sync, tell }) {
      yield* sys.log(server, true)
      yield* add('ev', 'a1')
      yield* notify('x')
      yield* sync('y')
      send(server, 'hi')
      tell(((yield* sys.log(server, 'get')) as readonly Term[])[1] as Term)
    },
    'init a1; add ok; notify ok; event x a1; event y a1; sync ok; info hi a1; [in, [$gen_call, [me, ref], [add_handler, ev, a1]]] [in, [notify, x]] [in, [$gen_call, [me, ref], [sync_notify, y]]] [in, hi]; mail',
  ],
]

/** A parent that starts a manager of its own and ends. */
function parentOf(tell: Tell) {
  return {
    *parent(main: Pid): Waits<void> {
      const started = (yield* genEvent.startLink()) as readonly ['ok', Pid]
      yield* deskOf(started[1], tell).add('ev', 'a1')
      send(main, started[1])
      yield* wait(5)
      exit('bye')
    },
  }
}

describe('a gen_event', () => {
  it.each(rows)('%s', (_, trial, expected) =>
    expect(eventTranscript(newWorld, trial)).toBe(expected),
  )

  it('ends with its parent', () => {
    const written = eventTranscript(
      newWorld,
      function* (_, { tell }) {
        spawn(['h', 'parent', [self()]])
        const manager = (yield* receive((message) => message instanceof Pid)) as Pid
        const ref = monitor(manager)
        const down = (yield* receive((m) => isReply(m, 'DOWN', ref))) as readonly Term[]
        tell(['its_end', down[4] as Term])
      },
      parentOf,
    )
    expect(written).toBe('init a1; add ok; terminate stop a1; its_end bye; mail')
  })
})
