/**
 * gen_statem's rules as a plain record and pure functions: which event is next, what is postponed,
 * which timers live on (otp-semantics E2, E3). It asks for timers and never starts one; what
 * callbacks answer is read in statem-return.ts, and gen-statem-process.ts does it all.
 */
import { equalTerms, Ref, sameRef, type Term } from '../../kernel/index.ts'
import type { Event, State, Timeout } from './statem-return.ts'

/** A timer of a state machine. */
export interface Timer {
  readonly type: Term
  /** 0: it is due as soon as the queue is empty; null: asked for, and not started yet. */
  readonly ref: Ref | 0 | null
  readonly message: Term
}

/** What the rules need to remember between events. */
export interface Memory {
  readonly state: State
  /** Newest first. */
  readonly postponed: readonly Event[]
  readonly timers: readonly Timer[]
  /** Types of the timers that are due now, oldest first. */
  readonly due: readonly Term[]
  readonly hibernate: boolean
}

/** What the callbacks for one event have asked for so far. */
export interface Wishes {
  readonly next: State
  readonly nextEvents: readonly Event[]
  readonly timeouts: readonly Timeout[]
  readonly hibernate: boolean
  readonly postpone: boolean
}

/** A transition that is decided: the memory after it, the events to come, timers to see to. */
export interface Transition<M extends Memory> {
  readonly memory: M
  readonly queue: readonly Event[]
  readonly cancel: readonly Ref[]
  /** Those of time 0 are already due in the memory. */
  readonly begun: readonly Timeout[]
}

export function freshMemory(state: State): Memory {
  return { state, postponed: [], timers: [], due: [], hibernate: false }
}

export function freshWishes({ state }: Memory): Wishes {
  return { next: state, nextEvents: [], timeouts: [], hibernate: false, postpone: false }
}

/** Leaves the first event of `queue` behind, for the state and with the wishes given. */
export function transition<M extends Memory>(
  memory: M,
  [event, ...events]: readonly Event[],
  wishes: Wishes,
): Transition<M> {
  const postponed = wishes.postpone ? [event as Event, ...memory.postponed] : memory.postponed
  const isChange = !equalTerms(memory.state[0], wishes.next[0])
  const replayed = isChange ? [...postponed].reverse() : []
  const { timers, due, cancel, begun } = planTimers(memory, isChange, wishes.timeouts)
  return {
    memory: {
      ...memory,
      state: wishes.next,
      postponed: isChange ? [] : postponed,
      timers,
      due,
      hibernate: wishes.hibernate,
    },
    queue: [...wishes.nextEvents, ...replayed, ...events],
    cancel,
    begun,
  }
}

/** The queue, or when it is empty the timer that is due; null when there is nothing to do. */
export function nextQueue<M extends Memory>(
  memory: M,
  queue: readonly Event[],
): { readonly memory: M; readonly queue: readonly [Event, ...Event[]] } | null {
  if (queue.length > 0) return { memory, queue: queue as readonly [Event, ...Event[]] }
  const [type, ...due] = memory.due
  if (type === undefined) return null
  const { message } = memory.timers.find((timer) => equalTerms(timer.type, type)) as Timer
  return { memory: { ...memory, ...without(memory, type), due }, queue: [[type, message]] }
}

/** The event that a message `['timeout', ref, type]` is, if a timer of the machine sent it. */
export function timerEvent<M extends Memory>(
  memory: M,
  message: Term,
): { readonly memory: M; readonly event: Event } | null {
  const [tag, ref, type] = Array.isArray(message) ? (message as readonly Term[]) : []
  if (tag !== 'timeout' || !(ref instanceof Ref) || type === undefined) return null
  const timer = memory.timers.find((t) => t.ref instanceof Ref && sameRef(t.ref, ref))
  if (timer === undefined || !equalTerms(timer.type, type)) return null
  return { memory: { ...memory, ...without(memory, type) }, event: [type, timer.message] }
}

/** Enters the reference of a timer that has been started for `type`. */
export function withTimer<M extends Memory>(memory: M, type: Term, ref: Ref): M {
  const timers = memory.timers.map((timer) =>
    timer.ref === null && equalTerms(timer.type, type) ? { ...timer, ref } : timer,
  )
  return { ...memory, timers }
}

interface Plan {
  timers: Timer[]
  due: Term[]
  readonly cancel: Ref[]
  readonly begun: Timeout[]
}

/** The last wish for a type counts; OTP 25 goes through them from the last to the first. */
function planTimers(memory: Memory, isChange: boolean, timeouts: readonly Timeout[]): Plan {
  const plan: Plan = { timers: [...memory.timers], due: [...memory.due], cancel: [], begun: [] }
  if (isChange) drop(plan, 'state_timeout')
  drop(plan, 'timeout')
  const seen: Term[] = []
  const due: Term[] = []
  for (const timeout of [...timeouts].reverse()) {
    if (seen.some((type) => equalTerms(type, timeout.type))) continue
    seen.push(timeout.type)
    if (timeout.time === 'infinity') drop(plan, timeout.type)
    else if (put(plan, timeout)) due.unshift(timeout.type)
  }
  plan.due.push(...due)
  return plan
}

/** Sets a timer or changes a running one; whether it is due now. */
function put(plan: Plan, timeout: Timeout): boolean {
  const { type, time, message } = timeout
  const at = plan.timers.findIndex((timer) => equalTerms(timer.type, type))
  const old = plan.timers[at]
  if (time === 'update' && old !== undefined) {
    plan.timers[at] = { ...old, message }
    return false
  }
  const isDue = time === 0 || time === 'update'
  if (time !== 'update') plan.begun.push(timeout)
  if (old?.ref === 0) {
    // OTP 25 forgets the new timer here: what it sends will be an ordinary info.
    plan.timers[at] = { type, ref: 0, message }
    plan.due = plan.due.filter((each) => !equalTerms(each, type))
    return isDue
  }
  if (old?.ref instanceof Ref) plan.cancel.push(old.ref)
  plan.timers.splice(at < 0 ? plan.timers.length : at, 1, { type, ref: isDue ? 0 : null, message })
  return isDue
}

function drop(plan: Plan, type: Term): void {
  const old = plan.timers.find((timer) => equalTerms(timer.type, type))
  if (old === undefined) return
  if (old.ref instanceof Ref) plan.cancel.push(old.ref)
  Object.assign(plan, without(plan, type))
}

function without(
  { timers, due }: Pick<Memory, 'timers' | 'due'>,
  type: Term,
): { timers: Timer[]; due: Term[] } {
  return {
    timers: timers.filter((timer) => !equalTerms(timer.type, type)),
    due: due.filter((each) => !equalTerms(each, type)),
  }
}
