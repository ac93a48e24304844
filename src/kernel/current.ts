/**
 * Whose code is running now. Programs call `self()` or `send()` without naming their node; a realm
 * may hold ten thousand nodes, but only one process runs at a time.
 */
import { Doomed, Raised } from './exit.ts'
import { limits } from './limits.ts'
import type { Node } from './node.ts'
import type { Process } from './process.ts'

export interface Running {
  readonly node: Node
  readonly process: Process
}

let running: Running | null = null
let rounds = 0

export function enter(node: Node, process: Process): Running | null {
  const before = running
  running = { node, process }
  node.current = process
  return before
}

export function leave(before: Running | null): void {
  if (running !== null) running.node.current = null
  running = before
  if (before !== null) before.node.current = before.process
}

/** @throws when no process is running: a verb was called from outside. */
export function here(): Running {
  if (running === null) throw new Raised('error', ['badarg', 'called outside a process'])
  return running
}

/** A fresh budget of loop rounds for guarded code. */
export function beginTurn(): void {
  rounds = 0
}

/**
 * Counts one loop round or call of guarded code. A program that never gives way is ended with
 * `['endless_loop', 'counter.ts', 7]`: no catch of its own can hold that.
 */
export function guard(file: string, line: number): void {
  if (++rounds <= limits.guardRounds) return
  const reason = ['endless_loop', file, line]
  // Remembered, so that a `finally` that returns can't let it live on.
  if (running !== null) running.process.doom ??= { reason }
  throw new Doomed('exit', reason)
}

/** First thing in every catch of guarded code: what must end the process goes on doing so. */
export function caught(thrown: unknown): void {
  if (thrown instanceof Doomed) throw thrown
}
