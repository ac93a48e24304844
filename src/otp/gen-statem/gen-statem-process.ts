/**
 * The process of a gen_statem: it meets messages as events, calls the state callbacks and does what
 * statem-return.ts and statem-engine.ts make of their answers. All of an event's work ends before
 * the next message is looked at.
 */
import {
  type Become,
  cancelTimer,
  Doomed,
  now,
  Raised,
  Ref,
  receive,
  sameRef,
  self,
  startTimer,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { callback, shown } from '../gen/callback.ts'
import { exitFailure, type Failure, failureOf } from '../gen/crash-report.ts'
import { type From, replyTo } from '../gen/gen-call.ts'
import { handleSystem, isParentExit, isSystem, type Rested } from '../gen/system-message.ts'
import { errorFailure, finish } from './statem-end.ts'
import {
  freshWishes,
  nextQueue,
  timerEvent,
  transition,
  type Wishes,
  withTimer,
} from './statem-engine.ts'
import { handlers, type Machine, rest, tell, withModules } from './statem-machine.ts'
import { waited } from './statem-rest.ts'
import { type Act, type Event, modulesAfter, readAction, readReturn } from './statem-return.ts'
import { statemSystem } from './statem-system.ts'

/** The machine at rest meets one message. Exported as gen_statem:loop. */
export function loop(raw: Term, message: Term): Rested {
  const machine = raw as unknown as Machine
  const idle = waited(handlers, machine, message)
  if (idle !== null) return idle
  if (!Array.isArray(message)) return meet(machine, ['info', message])
  const [tag, a, b] = message as unknown as readonly [Term, Term, Term]
  if (tag === '$gen_call' && message.length === 3) return meet(machine, [['call', a], b])
  if (tag === '$gen_cast' && message.length === 2) return meet(machine, ['cast', a])
  if (isSystem(message)) return handleSystem(statemSystem, machine, a as unknown as From, b)
  if (isParentExit(message, machine.parent)) return finish(machine, exitFailure(b), [])
  const timed = timerEvent(machine, message)
  return timed === null ? meet(machine, ['info', message]) : meet(timed.memory, timed.event)
}

/** The work on one event or on its queue: it goes through callbacks and states. */
interface Turn {
  machine: Machine
  readonly queue: readonly Event[]
  wishes: Wishes
}

/** A machine that has just been made does `actions`, is told that it enters its state, and rests. */
export function* begin(machine: Machine, actions: readonly Term[]): Waits<Become> {
  const turn = newTurn(machine, [['internal', 'init_state']])
  yield* change(turn, machine.modules)
  tell(turn.machine, ['enter', turn.machine.modules[0], machine.state[0]])
  yield* act(turn, [...actions, ['postpone', false]], false)
  if (turn.machine.stateEnter) yield* enter(turn)
  return yield* goOn(...(yield* leave(turn)))
}

function meet(machine: Machine, event: Event): Waits<Become> {
  tell(machine, ['in', event, machine.state[0]])
  return goOn(machine, [event])
}

function* goOn(machine: Machine, events: readonly Event[]): Waits<Become> {
  for (let [memory, queue] = [machine, events]; ; ) {
    const next = nextQueue(memory, queue)
    if (next === null) return rest(memory)
    const turn = newTurn(next.memory, next.queue)
    if (queue.length === 0) tell(turn.machine, ['in', next.queue[0], memory.state[0]])
    const result = yield* callState(turn, next.queue[0])
    if (yield* follow(turn, result, false)) yield* enter(turn)
    ;[memory, queue] = yield* leave(turn)
    yield null
  }
}

function newTurn(machine: Machine, queue: readonly Event[]): Turn {
  return { machine, queue, wishes: freshWishes(machine) }
}

/** State enter calls, until one of them doesn't ask for another; others run in between. */
function* enter(turn: Turn): Waits<void> {
  for (let again = true; again; ) {
    const event: Event = ['enter', turn.machine.state[0]]
    again = yield* follow(turn, yield* callState(turn, event), true)
    yield null
  }
}

function* callState(turn: Turn, [type, content]: Event): Waits<Term> {
  const { modules, callbackMode } = turn.machine
  const [state, data] = turn.wishes.next
  try {
    const isFunctions = callbackMode === 'state_functions'
    if (isFunctions && typeof state !== 'string') throw new Raised('error', 'badarg')
    const result = isFunctions
      ? yield* callback(modules[0], state as string, [type, content, data])
      : yield* callback(modules[0], 'handleEvent', [type, content, state, data])
    return result === undefined ? 'undefined' : (result as Term)
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return yield* finish(turn.machine, failureOf(thrown), turn.queue)
  }
}

/** Does what a callback answered; whether a state enter call is to follow. */
function* follow(turn: Turn, result: Term, entering: boolean): Waits<boolean> {
  const read = readReturn(result, turn.wishes.next, entering)
  if (read.type === 'bad') return yield* fail(turn, read.reason)
  turn.wishes = { ...turn.wishes, next: read.next }
  if (read.type === 'stop') {
    for (const answer of read.replies) yield* replyLast(turn, answer)
    return yield* end(turn, exitFailure(shown(read.reason)))
  }
  yield* act(turn, read.actions, entering)
  return read.enter && turn.machine.stateEnter
}

function* replyLast(turn: Turn, answer: Term): Waits<void> {
  const read = readAction(answer, false, 1)
  if (read.type !== 'reply') {
    return yield* fail(turn, ['bad_reply_action_from_state_function', answer])
  }
  yield* replyNow(turn, read)
}

/** Does the actions, one after the other; what must wait for the transition is noted down. */
function* act(turn: Turn, actions: readonly Term[], entering: boolean): Waits<void> {
  for (const action of actions) {
    const read = readAction(action, entering, turn.machine.modules.length)
    const { nextEvents, timeouts } = turn.wishes
    switch (read.type) {
      case 'bad':
        return yield* fail(turn, read.reason)
      case 'reply':
        yield* replyNow(turn, read)
        break
      case 'module':
        yield* change(turn, modulesAfter(turn.machine.modules, read))
        tell(turn.machine, ['module', turn.machine.modules[0], turn.wishes.next[0]])
        break
      case 'next_event':
        tell(turn.machine, ['in', read.event, turn.wishes.next[0]])
        turn.wishes = { ...turn.wishes, nextEvents: [...nextEvents, read.event] }
        break
      case 'timeout':
        turn.wishes = { ...turn.wishes, timeouts: [...timeouts, read.timeout] }
        break
      case 'hibernate':
      case 'postpone':
        turn.wishes = { ...turn.wishes, [read.type]: read.on }
    }
  }
}

function* replyNow(turn: Turn, { from, answer }: Extract<Act, { type: 'reply' }>): Waits<void> {
  try {
    replyTo(from, answer)
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    yield* end(turn, failureOf(thrown))
  }
  tell(turn.machine, ['out', answer, from])
}

/** Other callback modules take over. */
function* change(turn: Turn, modules: Machine['modules']): Waits<void> {
  try {
    turn.machine = yield* withModules(turn.machine, modules)
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    yield* end(turn, failureOf(thrown))
  }
}

/** The transition: what has been decided is done, timers are set and taken back. */
function* leave({ machine, queue, wishes }: Turn): Waits<readonly [Machine, readonly Event[]]> {
  const way = wishes.postpone ? 'postpone' : 'consume'
  tell(machine, [way, queue[0] as Event, machine.state[0], wishes.next[0]])
  const { memory, queue: rest, cancel, begun } = transition(machine, queue, wishes)
  for (const ref of cancel) {
    if (cancelTimer(ref) === false) yield receive((message) => isSentBy(ref, message), 0)
  }
  let after = memory
  for (const { type, time, message, abs } of begun) {
    tell(after, ['start_timer', [type, time, message, abs ? [['abs', true]] : []], after.state[0]])
    if (typeof time !== 'number' || time === 0) continue
    const delayMs = abs ? Math.max(0, time - now()) : time
    after = withTimer(after, type, startTimer(delayMs, self(), type))
  }
  return [after, rest]
}

/** It fired while it was being taken back. */
function isSentBy(timer: Ref, message: Term): boolean {
  if (!Array.isArray(message) || message[0] !== 'timeout') return false
  return message[1] instanceof Ref && sameRef(message[1], timer)
}

function fail(turn: Turn, reason: Term): Waits<never> {
  return end(turn, errorFailure(shown(reason)))
}

/** Ends in the state that the callbacks had chosen by then. */
function end({ machine, queue, wishes }: Turn, failure: Failure): Waits<never> {
  return finish({ ...machine, state: wishes.next }, failure, queue)
}
