/**
 * Turns: each runnable process runs until it waits, ends or has used its reductions (Erlang: the
 * scheduler). An exception that leaves a process's code ends that process alone.
 */
import { callWith, type Entry } from '../code.ts'
import type { Node } from '../node.ts'
import { exitReason, Raised } from '../terms/exit.ts'
import type { Term } from '../terms/term.ts'
import { traceState } from '../trace/trace-state.ts'
import { forTrace } from '../trace/trace-term.ts'
import {
  aside,
  beginRounds,
  beginTurn,
  endTurn,
  isSpent,
  runningDoom,
  spend,
  spendRounds,
} from './current.ts'
import { terminate } from './ending.ts'
import { type Item, Letter, none } from './letter.ts'
import { beginReceive, takeFirst, takeMatching, takeTagged } from './mailbox.ts'
import {
  Become,
  bondsOf,
  Hibernate,
  isWaiting,
  type Match,
  type Process,
  Receive,
  type Waits,
} from './process.ts'
import { makeRunnable } from './run-queue.ts'

/** Runs processes for about that many reductions; true when some are still runnable. */
export function runProcesses(node: Node, reductions: number): boolean {
  let left = reductions
  while (left > 0 && node.halted === null) {
    const process = node.queue.take()
    if (process === null) return false
    if (process.status !== 'runnable') continue
    if (process.suspended) process.status = 'held'
    else left -= takeTurn(node, process)
  }
  return !node.queue.empty
}

/** One turn of one process; answers the reductions it used. */
function takeTurn(node: Node, process: Process): number {
  process.status = 'running'
  beginTurn(process)
  let failed = false
  let thrown: unknown
  try {
    runTurn(node, process)
  } catch (problem) {
    failed = true
    thrown = problem
  }
  const doom = runningDoom()
  const used = endTurn() + 1
  process.reductions += used
  node.reductions += used
  if (doom !== null) terminate(node, process, doom.reason)
  else if (failed) terminate(node, process, exitReason(thrown, node.code.locate))
  if (node.inbox.hasDeferred) node.inbox.applyDeferred()
  if (process.status === 'running') makeRunnable(node, process)
  return used
}

/**
 * Between two pieces of a process's code: the signals that came meanwhile. False when it must not
 * go on.
 */
function goesOn(node: Node, process: Process): boolean {
  if (node.inbox.hasDeferred) aside(() => node.inbox.applyDeferred())
  return process.status === 'running'
}

function runTurn(node: Node, process: Process): void {
  while (process.status === 'running' && runningDoom() === null && !isSpent()) {
    if (process.wanted instanceof Hibernate) awake(node, process, process.wanted)
    else if (process.body !== null) runBody(node, process, process.body)
    else if (process.handler !== null) runHandler(node, process, process.handler)
    else begin(node, process)
  }
}

function begin(node: Node, process: Process): void {
  const { entry } = process
  const args = process.state as readonly unknown[]
  process.state = null
  call(node, process, entry, args)
}

function call(node: Node, process: Process, entry: Entry, args: readonly unknown[]): void {
  const run = entry.run ?? node.code.resolve(entry.module, entry.func)
  if (run === null) throw new Raised('error', ['undef', [entry.module, entry.func, args.length]])
  beginRounds()
  const result = callWith(run, args)
  spendRounds()
  if (runningDoom() === null) settle(node, process, result)
}

/** Free-form code runs from wish to wish, as long as wishes come true and the turn lasts. */
function runBody(node: Node, process: Process, body: Waits<unknown>): void {
  for (;;) {
    let input: Term | undefined
    const { wanted } = process
    if (wanted instanceof Receive) {
      const item = wanted.match === null ? takeFirst(process) : select(process, wanted)
      if (item !== none) input = received(node, process, item)
      else if (!isOver(node, process, wanted)) return
    }
    beginRounds()
    const { done, value } = body.next(input)
    spendRounds()
    if (runningDoom() !== null) return
    if (done === true) {
      process.body = null
      process.wanted = null
      return settle(node, process, value)
    }
    // The same wish for any message, again and again, is the life of most processes.
    if (value !== wanted || wanted === null || isSelective(wanted)) wish(process, value)
    if (!goesOn(node, process) || process.body === null) return
    if (value === null) return makeRunnable(node, process)
    spend(1)
    if (isSpent()) return
  }
}

/** Its test is the program's code. */
function select(process: Process, { match, since }: Receive): Item | typeof none {
  beginRounds()
  const item =
    typeof match === 'string'
      ? takeTagged(process, match)
      : takeMatching(process, match as Match, since)
  spendRounds()
  return item
}

function isSelective(wanted: Receive | Hibernate): boolean {
  return !(wanted instanceof Receive) || wanted.match !== null
}

function wish(process: Process, wanted: unknown): void {
  if (wanted instanceof Receive) beginReceive(process, wanted.since)
  else if (wanted !== null && !(wanted instanceof Hibernate)) {
    throw new TypeError('yield only receive(): write `yield* receive()`')
  }
  process.wanted = wanted
  if (!(wanted instanceof Hibernate)) return
  process.body = null
  process.handler = null
}

function runHandler(node: Node, process: Process, entry: Entry): void {
  for (;;) {
    const item = takeFirst(process)
    if (item === none) {
      process.status = 'waiting'
      return
    }
    const message = received(node, process, item)
    const run = entry.run ?? node.code.resolve(entry.module, entry.func)
    if (run === null) throw new Raised('error', ['undef', [entry.module, entry.func, 2]])
    beginRounds()
    const result = run(process.state, message)
    spendRounds()
    if (runningDoom() !== null) return
    if (typeof result === 'object' && result !== null) {
      if (isWaiting(result) || result instanceof Become) return settle(node, process, result)
    }
    rest(node, process, result as Term)
    if (!goesOn(node, process)) return
    spend(1)
    if (isSpent()) return
  }
}

/** What code came back with: more to run, a life as a handler, a new state, or the end. */
function settle(node: Node, process: Process, result: unknown): void {
  if (isWaiting(result)) {
    process.body = result
    process.wanted = null
  } else if (result instanceof Become) {
    process.handler = node.code.entry(result.handler[0], result.handler[1])
    rest(node, process, result.state)
  } else if (process.handler !== null) {
    rest(node, process, result as Term)
  } else {
    terminate(node, process, runningDoom()?.reason ?? 'normal')
  }
}

function rest(node: Node, process: Process, state: Term): void {
  process.state = state
  if (node.tracing && node.traces('state', process)) traceState(node, process)
}

/** A message leaves the mailbox for the process's code. */
function received(node: Node, process: Process, item: Item): Term {
  if (process.bonds !== null) stopWaiting(node, process)
  if (!(item instanceof Letter)) {
    if (node.tracing && node.traces('received', process)) {
      process.cause = node.log.write('received', process.pid, null, forTrace(item), 0)
    }
    return item
  }
  const { message, from, number, shown } = item
  if (node.traces('received', process, from)) {
    process.cause = node.log.write('received', process.pid, from, shown, number)
  }
  return message
}

/** Nothing matches: whether the receive's time is over; if not, the process waits from now on. */
function isOver(node: Node, process: Process, { afterMs }: Receive): boolean {
  if (afterMs === null) {
    process.status = 'waiting'
    return false
  }
  if (afterMs <= 0 || process.bonds?.timedOut === true) {
    stopWaiting(node, process)
    return true
  }
  process.status = 'waiting'
  const bonds = bondsOf(process)
  bonds.deadline ??= node.startTimer(afterMs, expire, process)
  return false
}

/** The time of a receive is over. */
export function expire(subject: unknown): void {
  const process = subject as Process
  const { bonds } = process
  if (bonds === null) return
  bonds.deadline = null
  bonds.timedOut = true
  if (process.status === 'waiting') makeRunnable(process.node, process)
}

function stopWaiting(node: Node, { bonds }: Process): void {
  if (bonds === null || (bonds.deadline === null && !bonds.timedOut)) return
  if (bonds.deadline !== null) {
    node.timers.cancel(bonds.deadline)
    bonds.deadline = null
  }
  bonds.timedOut = false
}

/** From hibernation: the old body is gone without a word, the message stays in the mailbox. */
function awake(node: Node, process: Process, { start: [module, func, args] }: Hibernate): void {
  if (process.first === none) {
    process.status = 'waiting'
    return
  }
  process.wanted = null
  call(node, process, node.code.entry(module, func), args)
}
