/**
 * What the pending operations of a configuration could use: states to see or to swap from, any
 * other state than the present one, a text to append to.
 */
import type { Step } from './plan.ts'
import { type States, unseen } from './states.ts'

export class Wants {
  private readonly seen = new Set<number>()
  private readonly texts = new Set<string>()
  private wantsOther = false
  private hasHideable = false

  /** `hasMiss`: something may want the key not to have a value that it could have. */
  constructor(
    private readonly states: States,
    private readonly hasMiss: boolean,
  ) {}

  add(step: Step, state: number): void {
    if (step.does === 'see') this.seen.add(step.state)
    else if (step.does === 'swap') this.seen.add(step.from)
    else if (step.does === 'append') this.texts.add(step.text)
    else if (step.does === 'miss' && step.state === state) this.wantsOther = true
  }

  /** A write or an append that must take effect yet, and could do so just before another write. */
  addHideable(): void {
    this.hasHideable = true
  }

  /** Whether to go from `state` to `next` by this step, with nothing else, serves anything. */
  canUse(step: Step, state: number, next: number): boolean {
    if (next === state) {
      const goesOn = this.seen.has(state) || this.texts.size > 0
      return step.does === 'write' && this.hasHideable && goesOn
    }
    if (this.wantsOther || this.seen.has(next)) return true
    // What is appended to differs, and a difference is all that a miss needs.
    const mayMiss = this.hasMiss && this.texts.size > 0
    if (next === unseen) return mayMiss && step.does !== 'write'
    if (mayMiss || step.does === 'append') return true
    for (const text of this.texts) {
      if (this.states.append(next, text) !== unseen) return true
    }
    return false
  }
}
