/**
 * An event manager under observation, for the tests of gen_event: two handler modules, `ev` and
 * `ev2`, write down what they meet and do as they are told.
 */
import {
  type CodeServer,
  equalTerms,
  error,
  exit,
  isReply,
  isWaiting,
  monitor,
  type Pid,
  processInfo,
  Raised,
  receive,
  self,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import type { ServerRef } from '../gen/names.ts'
import { procLibModule } from '../gen/proc-lib.ts'
import { wait } from '../gen/scripted.ts'
import { caught, type NewStage, play, type Tell } from '../gen-statem/statem-trial-log.ts'
import * as genEvent from './gen-event.ts'

/** What a handler does when it meets `['to', state, word]`, or is asked so. */
const deeds: Readonly<Record<string, () => unknown>> = {
  remove: () => 'remove_handler',
  removeReply: () => ['remove_handler', 'gone'],
  crash: () => error('oops'),
  exit: () => exit('oops'),
  nonsense: () => 'nonsense',
  throwOk: () => {
    throw new Raised('throw', ['ok', 'caught'])
  },
  hibernate: () => ['ok', 'a2', 'hibernate'],
  hibernateReply: () => ['ok', 'rep', 'a3', 'hibernate'],
  swap: () => ['swap_handler', 'args1', 'newstate', 'ev2', 'args2'],
  swapTo1: () => ['swap_handler', 'args1', 'newstate', ['ev2', 1], 'args2'],
  swapBad: () => ['swap_handler', 'args1', 'newstate', 'ev2', 'bad'],
  swapReply: () => ['swap_handler', 'rep', 'args1', 'newstate', ['ev2', 5], 'args2'],
  swapReplyCrash: () => ['swap_handler', 'rep', 'args1', 'newstate', 'ev2', 'crash'],
  *slow() {
    yield* wait(30)
    return ['ok', 'late', 'a1']
  },
}

/** Something of the first two parts of `['to', state, word]`. */
function short(message: Term): Term {
  return isTold(message) ? ['to', message[1] as Term] : message
}

function isTold(message: Term): message is readonly Term[] {
  return Array.isArray(message) && message[0] === 'to' && message.length === 3
}

function deed(message: Term, state: Term): unknown {
  const isMine = isTold(message) && equalTerms(message[1] as Term, state)
  return isMine ? deeds[message[2] as string]?.() : ['ok', state]
}

function firstHandler(tell: Tell) {
  return {
    init: (args: Term) => {
      if (!Array.isArray(args)) {
        tell(['init', args])
        return ['ok', args]
      }
      tell(['init', args[0] as Term, args[1] as Term])
      return ['ok', ['swapped', ...args]]
    },
    handleEvent: (event: Term, state: Term) => {
      tell(['event', short(event), state])
      return deed(event, state)
    },
    handleInfo: (message: Term, state: Term) => {
      tell(['info', message, state])
      return ['ok', state]
    },
    *handleCall(request: Term, state: Term): Waits<unknown> {
      tell(['call', isTold(request) ? 'to' : request, state])
      if (!isTold(request)) return ['ok', ['re', request, state], state]
      const answer = deeds[request[2] as string]?.()
      return isWaiting(answer) ? yield* answer : answer
    },
    terminate: (args: Term, state: Term) => {
      tell(['terminate', args, state])
      return state === 'tcrash' ? error('boom') : ['bye', state]
    },
    codeChange: (old: Term, state: Term, extra: Term) => {
      tell(['code_change', old, state, extra])
      return ['ok', ['new', state]]
    },
    formatStatus: (status: { state: Term }) => ({ ...status, state: ['shown', status.state] }),
    /** Functions for sys:replace_state. */
    relabel: ([module, id, state]: Term[]) => [module, id, ['r', state]],
    relabelNameless: ([module, id, state]: Term[]) => {
      return id === false ? [module, id, ['s', state]] : error('function_clause')
    },
    rename: ([module, , state]: Term[]) => [module, 'x', state],
  }
}

function secondHandler(tell: Tell) {
  return {
    init: (args: Term) => {
      tell(['init2', args])
      const [how] = Array.isArray(args) ? args : [args]
      if (how === 'bad') return ['error', 'refused']
      if (how === 'crash') return error('oops')
      if (how === 'bye') return exit('oops')
      if (how === 'thr') throw new Raised('throw', 'oops')
      return how === 'hib' ? ['ok', 'hib', 'hibernate'] : ['ok', args]
    },
    handleEvent: (event: Term, state: Term) => {
      tell(['event2', short(event), state])
      return ['ok', state]
    },
    handleCall: (request: Term, state: Term) => {
      tell(['call2', request, state])
      return ['ok', request, state]
    },
  }
}

/** What a trial does with its manager, told step by step. */
export function deskOf(server: ServerRef, tell: Tell) {
  const telling = function* (word: string | null, body: () => unknown): Waits<void> {
    const answer = yield* caught(body)
    tell(word === null ? answer : [word, answer])
  }
  return {
    tell,
    telling,
    add: (handler: genEvent.HandlerName, args: Term) =>
      telling('add', () => genEvent.addHandler(server, handler, args)),
    sup: (handler: genEvent.HandlerName, args: Term) =>
      telling('sup', () => genEvent.addSupHandler(server, handler, args)),
    notify: (event: Term) => telling('notify', () => genEvent.notify(server, event)),
    sync: (event: Term) => telling('sync', () => genEvent.syncNotify(server, event)),
    call: (handler: genEvent.HandlerName, request: Term) =>
      telling('answer', () => genEvent.call(server, handler, request)),
    remove: (handler: genEvent.HandlerName, args: Term) =>
      telling(null, () => genEvent.deleteHandler(server, handler, args)),
    which: () => telling('which', () => genEvent.whichHandlers(server)),
  }
}

export type Desk = ReturnType<typeof deskOf>
export type EventTrial = (server: Pid, desk: Desk) => Waits<void>

/** Runs a trial in a world of its own and tells what happened, at last the starter's mailbox. */
export function eventTranscript(
  newStage: NewStage,
  trial: EventTrial,
  exports: (tell: Tell) => Readonly<Record<string, unknown>> = () => ({}),
): string {
  return play(newStage, (code: CodeServer, known, tell) => {
    code.load('gen_event', 'otp', genEvent.genEventModule)
    code.load('proc_lib', 'otp', procLibModule)
    code.load('ev', '1', firstHandler(tell))
    code.load('ev2', '1', secondHandler(tell))
    const main = function* (): Waits<void> {
      trapExit(true)
      const started = (yield* genEvent.start()) as readonly ['ok', Pid]
      const server = started[1]
      known.server = server
      known.me = self()
      const ref = monitor(server)
      yield* trial(server, deskOf(server, tell))
      yield* wait(20)
      const end = (yield receive((m) => isReply(m, 'DOWN', ref), 0)) as readonly Term[] | undefined
      if (end !== undefined) tell(['down', end[4] as Term])
      tell(['mail', ...(processInfo(self(), 'messages') ?? [])])
    }
    code.load('h', '1', { main, ...exports(tell) })
  })
}
