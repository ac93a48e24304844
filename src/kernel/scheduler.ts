/**
 * Turns: a queue of runnable processes, each run until it waits, ends or has used its reductions
 * (Erlang: the scheduler). An exception that leaves a process's code ends that process alone.
 */
import { beginTurn, enter, leave } from './current.ts'
import { exitReason, Raised } from './exit.ts'
import { limits } from './limits.ts'
import type { Node } from './node.ts'
import { Become, isWaiting, type Process, Receive, type Waits } from './process.ts'
import { terminate } from './signals.ts'
import { equalTerms, type Term } from './term.ts'
import { forTrace } from './trace-term.ts'

export class RunQueue {
  private head: Process | null = null
  private tail: Process | null = null

  put(process: Process): void {
    process.next = null
    if (this.tail === null) this.head = process
    else this.tail.next = process
    this.tail = process
  }

  take(): Process | null {
    const process = this.head
    if (process === null) return null
    this.head = process.next
    if (this.head === null) this.tail = null
    process.next = null
    return process
  }

  get empty(): boolean {
    return this.head === null
  }
}

/** Runs processes for about that many reductions; true when some are still runnable. */
export function runProcesses(node: Node, reductions: number): boolean {
  let left = reductions
  while (left > 0) {
    const process = node.queue.take()
    if (process === null) return false
    if (process.status !== 'runnable' || process.suspended) continue
    left -= takeTurn(node, process)
  }
  return !node.queue.empty
}

/** One turn of one process; answers the reductions it used. */
function takeTurn(node: Node, process: Process): number {
  let used = 0
  const before = enter(node, process)
  try {
    while (process.status === 'runnable' && !process.suspended) {
      if (used >= limits.turnReductions) {
        node.queue.put(process)
        break
      }
      used += 1
      step(node, process)
      if (process.doom !== null) break
    }
  } catch (thrown) {
    node.current = null
    terminate(node, process, process.doom?.reason ?? exitReason(thrown, node.code.locate))
  } finally {
    leave(before)
  }
  if (process.doom !== null) terminate(node, process, process.doom.reason)
  return used
}

function step(node: Node, process: Process): void {
  if (process.body === null && process.handler === null) return begin(node, process)
  if (process.body !== null && process.wanted === null) return resume(node, process, undefined)
  const letter = process.mailbox.take(process.wanted?.match ?? null)
  if (letter === null) return waitOn(node, process)
  stopWaiting(node, process)
  process.cause = node.record('received', process.pid, letter.from, forTrace(letter.message), [
    node.name,
    node.creation,
    letter.number,
  ])
  if (process.body !== null) resume(node, process, letter.message)
  else handle(node, process, letter.message)
}

function begin(node: Node, process: Process): void {
  const [module, func, args] = process.start
  const run = node.code.resolve(module, func)
  if (run === null) throw new Raised('error', ['undef', [module, func, args.length]])
  beginTurn()
  settle(node, process, run(...args))
}

function resume(node: Node, process: Process, input: Term | undefined): void {
  beginTurn()
  const body = process.body as Waits<unknown>
  const result = body.next(input)
  if (result.done === true) {
    process.body = null
    settle(node, process, result.value)
    return
  }
  const wanted = result.value
  if (wanted !== null && !(wanted instanceof Receive)) {
    throw new TypeError('yield only receive(): write `yield* receive()`')
  }
  process.wanted = wanted
  process.mailbox.rewind()
}

function handle(node: Node, process: Process, message: Term): void {
  const [module, func] = process.handler as readonly [string, string]
  const run = node.code.resolve(module, func)
  if (run === null) throw new Raised('error', ['undef', [module, func, 2]])
  beginTurn()
  settle(node, process, run(process.state, message))
}

/**
 * What a piece of code came back with: more to run, a life as a handler, a new state, or the end.
 */
function settle(node: Node, process: Process, result: unknown): void {
  if (isWaiting(result)) {
    process.body = result
    process.wanted = null
  } else if (result instanceof Become) {
    process.handler = result.handler
    rest(node, process, result.state)
  } else if (process.handler !== null) {
    rest(node, process, result as Term)
  } else {
    node.current = null
    terminate(node, process, process.doom?.reason ?? 'normal')
  }
}

function rest(node: Node, process: Process, state: Term): void {
  process.state = state
  process.wanted = null
  process.mailbox.rewind()
  const shown = forTrace(visibleState(state))
  if (process.tracedState !== undefined && equalTerms(shown, process.tracedState)) return
  process.tracedState = shown
  node.record('state', process.pid, null, shown)
}

/** A behaviour keeps the program's own state under `state`, beside its bookkeeping. */
function visibleState(state: Term): Term {
  const inner = (state as { state?: Term } | null)?.state
  return inner === undefined ? state : inner
}

function waitOn(node: Node, process: Process): void {
  const afterMs = process.wanted?.afterMs ?? null
  if (process.timedOut || (afterMs !== null && afterMs <= 0)) {
    stopWaiting(node, process)
    resume(node, process, undefined)
    return
  }
  process.status = 'waiting'
  if (afterMs === null || process.deadline !== null) return
  process.deadline = node.startTimer(afterMs, () => {
    process.deadline = null
    process.timedOut = true
    if (process.status !== 'waiting') return
    process.status = 'runnable'
    if (!process.suspended) node.queue.put(process)
  })
}

function stopWaiting(node: Node, process: Process): void {
  if (process.deadline !== null) node.timers.cancel(process.deadline)
  process.deadline = null
  process.timedOut = false
}
