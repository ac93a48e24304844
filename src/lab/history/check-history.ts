/**
 * Whether a history of clients on a key-value store is linearizable (Herlihy and Wing 1990): each
 * operation seems to take effect at one moment between call and return. Each key is judged by
 * itself (locality, ibid. §3.3). Equal times count as overlapping, except for one client's own
 * operations on a key.
 */
import type { Operation } from './operation.ts'
import { planOf } from './plan.ts'
import { type Budget, search } from './search.ts'
import { type Violation, violationOf } from './violation.ts'

export interface HistoryLimits {
  /** Configurations looked at, over all keys, before it gives up. */
  readonly steps: number
}

/** How many operations and keys there were, and what came out. */
export type HistoryVerdict = { readonly operations: number; readonly keys: number } & (
  | { readonly verdict: 'linearizable' }
  /** One violation for each failing key, the smallest first. */
  | { readonly verdict: 'not linearizable'; readonly violations: readonly Violation[] }
  /** No key is known to fail, but these are too hard to know. */
  | {
      readonly verdict: 'undecided'
      readonly undecided: readonly string[]
      readonly reason: string
    }
)

export const historyLimits: HistoryLimits = { steps: 5_000_000 }

/** Operations as `HistoryReader` or `ClientHistory` give them, in any order. */
export function checkHistory(
  operations: readonly Operation[],
  limits: HistoryLimits = historyLimits,
): HistoryVerdict {
  const keys = indicesByKey(operations)
  const about = { operations: operations.length, keys: keys.size }
  const { failed, undecided } = judge(operations, keys, limits)
  if (failed.length > 0) {
    const budget = { steps: limits.steps }
    const violations = failed
      .map((index) => violationOf(operations, keys.get(operations[index]!.key)!, index, budget))
      .sort((a, b) => a.window.operations.length - b.window.operations.length)
    return { verdict: 'not linearizable', ...about, violations }
  }
  if (undecided.length === 0) return { verdict: 'linearizable', ...about }
  const many = `${undecided.length} of ${keys.size} keys`
  const reason = `${many} would take more than ${limits.steps} steps, or too much memory`
  return { verdict: 'undecided', ...about, undecided, reason }
}

/** Each key gets a fair share of the steps; then those that need more share what is left. */
function judge(
  operations: readonly Operation[],
  keys: ReadonlyMap<string, readonly number[]>,
  limits: HistoryLimits,
) {
  const failed: number[] = []
  let undecided = [...keys.keys()]
  let left = limits.steps
  for (const share of [2 * keys.size, 1]) {
    const open: string[] = []
    const each = Math.floor(left / share)
    for (const key of undecided) {
      const budget: Budget = { steps: Math.min(each, left) }
      const before = budget.steps
      const found = search(planOf(operations, keys.get(key)!), budget)
      left -= before - Math.max(0, budget.steps)
      if (found === 'undecided') open.push(key)
      else if (found !== 'holds') failed.push(found.failed)
    }
    undecided = open
  }
  return { failed, undecided }
}

function indicesByKey(operations: readonly Operation[]): ReadonlyMap<string, readonly number[]> {
  const keys = new Map<string, number[]>()
  for (const [index, { key }] of operations.entries()) {
    const indices = keys.get(key)
    if (indices === undefined) keys.set(key, [index])
    else indices.push(index)
  }
  return keys
}
