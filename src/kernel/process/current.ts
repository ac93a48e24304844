/**
 * Whose code is running now, and how much it may still do. Programs call `self()` or `send()`
 * without naming their node; a realm may hold ten thousand nodes, but only one process runs.
 */

import { limits } from '../limits.ts'
import type { Node } from '../node.ts'
import { Doomed, Raised } from '../terms/exit.ts'
import type { Term } from '../terms/term.ts'
import type { Process } from './process.ts'

let running: Process | null = null
/** The node that shows a state: verbs don't work meanwhile, but calls by name. */
let lookedAt: Node | null = null
/** Why the running process must end; set when an exit signal met it in its own turn. */
let doom: { readonly reason: Term } | null = null
/** Reductions left in this turn. */
let left = 0
/** How many events its node had told when its turn began. */
let toldBefore = 0
let rounds = 0

/** The running process. @throws badarg when a verb was called from outside. */
export function here(): Process {
  if (running === null) throw new Raised('error', ['badarg', 'called outside a process'])
  return running
}

/** The node whose code is called by name: the running process's, or that of one being looked at. */
export function nodeHere(): Node {
  return lookedAt ?? here().node
}

export function isRunning(process: Process): boolean {
  return process === running
}

/** Event number of what the running process is handling, when it is one of that node. */
export function causeNow(node: Node): number | null {
  return running === null || running.node !== node ? null : running.cause
}

/** Event number of what the running process has just done or, before that, of what it handles. */
export function deedNow(node: Node): number | null {
  const { count } = node.log
  return running?.node === node && count > toldBefore ? count : causeNow(node)
}

export function beginTurn(process: Process): void {
  running = process
  doom = null
  toldBefore = process.node.log.count
  left = limits.turnReductions
}

/** Runs `act` between two pieces of the running process's code, when nobody runs. */
export function aside<T>(act: () => T): T {
  const process = running
  running = null
  try {
    return act()
  } finally {
    running = process
  }
}

/** Runs what only shows something: no verb works, so that looking changes nothing. */
export function looking<T>(node: Node, show: () => T): T {
  lookedAt = node
  try {
    return aside(show)
  } finally {
    lookedAt = null
  }
}

/** Answers the reductions that the turn used. */
export function endTurn(): number {
  running = null
  return limits.turnReductions - left
}

/** Reductions are what scheduling counts by: messages sent, taken and looked at. */
export function spend(reductions: number): void {
  left -= reductions
}

export function isSpent(): boolean {
  return left <= 0
}

export function doomRunning(reason: Term): void {
  doom ??= { reason }
}

export function runningDoom(): { readonly reason: Term } | null {
  return doom
}

/** A fresh budget of loop rounds for guarded code. */
export function beginRounds(): void {
  rounds = 0
}

/**
 * The process's code has run so far: its rounds are reductions, too. Else one that computes would
 * keep its node from all others and from the post, for as long as it has messages.
 */
export function spendRounds(): void {
  if (rounds > 0) left -= Math.floor(rounds / limits.roundsPerReduction)
}

/**
 * Counts one loop round or call of guarded code. A program that never gives way is ended with
 * `['endless_loop', 'counter.ts', 7]`: no catch of its own can hold that.
 */
export function guard(file: string, line: number): void {
  if (++rounds <= limits.guardRounds) return
  const reason = ['endless_loop', file, line]
  // Remembered, so that a `finally` that returns can't let it live on.
  if (running !== null) doomRunning(reason)
  throw new Doomed('exit', reason)
}

/** First thing in every catch of guarded code: what must end the process goes on doing so. */
export function caught(thrown: unknown): void {
  if (thrown instanceof Doomed) throw thrown
}
