/**
 * The least that shows why a key's history fails. An operation is no evidence when the history
 * fails even if that operation may as well not have happened; what stays is the smallest window.
 */
import type { Operation } from './operation.ts'
import { byReturn, byTime } from './order.ts'
import { planOf } from './plan.ts'
import { reasonOf } from './reason.ts'
import { type Budget, search } from './search.ts'

export interface Violation {
  readonly key: string
  readonly window: {
    readonly from: number
    readonly to: number
    /** Indices into the history, by call: no order of these, whatever else took effect. */
    readonly operations: readonly number[]
  }
  /** The index of the operation whose answer can't be explained; one of the window's. */
  readonly culprit: number
  readonly reason: string
}

/** Of one key: `chosen` are its operations, `failed` is what the search found. */
export function violationOf(
  operations: readonly Operation[],
  chosen: readonly number[],
  failed: number,
  budget: Budget,
): Violation {
  const culprit = operations[failed]!
  const past = new Past(operations, chosen, failed, budget)
  const evidence = [...past.smallest(), failed].sort(byTime(operations))
  return {
    key: culprit.key,
    window: {
      from: Math.min(...evidence.map((index) => operations[index]!.call)),
      to: culprit.ret!,
      operations: evidence,
    },
    culprit: failed,
    reason: reasonOf(operations, evidence, failed),
  }
}

/** What was called before the culprit returned; what hadn't returned by then is unknown. */
class Past {
  private readonly history: readonly Operation[]
  private readonly chosen: readonly number[]
  /** What had returned, oldest first. */
  private readonly suspects: readonly number[]

  constructor(
    operations: readonly Operation[],
    chosen: readonly number[],
    private readonly failed: number,
    private readonly budget: Budget,
  ) {
    const end = operations[failed]!.ret!
    const history = [...operations]
    this.chosen = chosen.filter((index) => operations[index]!.call <= end)
    for (const index of this.chosen) {
      const { ret: _, ...open } = operations[index]!
      const isOpen = (operations[index]!.ret ?? Infinity) > end
      if (isOpen) history[index] = { ...open, status: 'unknown' } as Operation
    }
    this.history = history
    this.suspects = this.chosen
      .filter((index) => index !== failed && history[index]!.status === 'ok')
      .sort(byReturn(operations))
  }

  /** First the longest stretch of old ones is let go, then others, in halves down to each alone. */
  smallest(): readonly number[] {
    let [known, tried] = [0, this.suspects.length]
    while (known < tried) {
      const middle = (known + tried + 1) >> 1
      if (this.failsWith(this.suspects.slice(middle))) known = middle
      else tried = middle - 1
    }
    let kept = this.suspects.slice(known)
    for (let size = kept.length >> 1; size >= 1; size >>= 1) {
      for (let at = 0; at < kept.length; ) {
        const fewer = [...kept.slice(0, at), ...kept.slice(at + size)]
        if (this.failsWith(fewer)) kept = fewer
        else at += size
      }
    }
    return kept
  }

  private failsWith(evidence: readonly number[]): boolean {
    if (this.budget.steps <= 0) return false
    const sure = new Set([...evidence, this.failed])
    const isOptional = (index: number) => !sure.has(index)
    const found = search(planOf(this.history, this.chosen, isOptional), this.budget)
    return typeof found === 'object' && found.failed === this.failed
  }
}
