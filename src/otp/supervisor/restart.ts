/**
 * The decisions of a supervisor as pure functions: who is started again after which end, how many
 * restarts are too many, which stop is worth a report (Erlang: supervisor's do_restart,
 * add_restart and shutdown; otp-semantics D3, D6, D8).
 */
import type { Term } from '../../kernel/index.ts'
import type { Restart, Shutdown } from './child-spec.ts'

/** An end that was meant: a transient child isn't restarted after it (otp-semantics D6). */
export function isOrderly(reason: Term): boolean {
  return reason === 'normal' || isShutdown(reason)
}

/**
 * What follows a child's end: `restart` (and a report), `lost` (a report, no restart), `done`
 * (neither).
 */
export function fateOf(restart: Restart, reason: Term): 'restart' | 'lost' | 'done' {
  if (restart === 'permanent') return 'restart'
  if (isOrderly(reason)) return 'done'
  return restart === 'transient' ? 'restart' : 'lost'
}

/** Whether a child that its supervisor stopped ended as it was asked to. */
export function isCleanStop(shutdown: Shutdown, restart: Restart, reason: Term): boolean {
  if (reason === (shutdown === 'brutal_kill' ? 'killed' : 'shutdown')) return true
  return restart !== 'permanent' && isOrderly(reason)
}

/** The restarts that still count, oldest first from `first` on; times in ms of the node. */
export interface Budget {
  times: number[]
  first: number
}

export function newBudget(): Budget {
  return { times: [], first: 0 }
}

export function spentOf({ times, first }: Budget): number {
  return times.length - first
}

/**
 * Counts one more restart; whether it is within the budget. OTP reads its clock in whole seconds
 * and lets a restart count while the second it fell in is no more than `period` behind: from
 * `period` to `period` + 1 s, according to where in their seconds the two fell.
 */
export function countRestart(
  budget: Budget,
  { intensity, period }: { readonly intensity: number; readonly period: number },
  nowMs: number,
): boolean {
  const oldest = secondOf(nowMs) - period
  budget.times.push(nowMs)
  while (secondOf(budget.times[budget.first] as number) < oldest) budget.first++
  if (budget.first > 64 && budget.first * 2 > budget.times.length) {
    budget.times = budget.times.slice(budget.first)
    budget.first = 0
  }
  return spentOf(budget) <= intensity
}

/** Erlang's clock may tick anywhere in a second: no program can rely on where. */
function secondOf(timeMs: number): number {
  return Math.round(timeMs / 1000)
}

function isShutdown(reason: Term): boolean {
  return (
    reason === 'shutdown' ||
    (Array.isArray(reason) && reason.length === 2 && reason[0] === 'shutdown')
  )
}
