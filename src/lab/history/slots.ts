/**
 * Who is pending, each in a slot, and what a configuration's letters become when an operation is
 * called, when the state changes and when one of the same client makes room.
 */
import { letters } from './config.ts'
import type { Plan, Step } from './plan.ts'

export class Slots {
  private readonly slotOf: Int32Array
  /** By slot; -1 for a free one. */
  private readonly entryAt: number[] = []

  /** `after` gives the state after a step from a state. */
  constructor(
    private readonly plan: Plan,
    private readonly after: (step: Step, state: number) => number | null,
  ) {
    this.slotOf = new Int32Array(plan.entries.length).fill(-1)
  }

  take(entry: number): number {
    const free = this.entryAt.indexOf(-1)
    const slot = free < 0 ? this.entryAt.length : free
    this.entryAt[slot] = entry
    this.slotOf[entry] = slot
    return slot
  }

  release(entry: number): number {
    const slot = this.slotOf[entry]!
    this.slotOf[entry] = -1
    this.entryAt[slot] = -1
    return slot
  }

  of(entry: number): number {
    return this.slotOf[entry]!
  }

  at(slot: number): number {
    return this.entryAt[slot]!
  }

  stepAt(slot: number): Step | null {
    return this.plan.entries[this.entryAt[slot]!]?.step ?? null
  }

  /** The letter of an operation that is called, or let go on, in this state. */
  fresh(entry: number, state: number, slots: string | readonly string[]): string {
    const { step, optional, after } = this.plan.entries[entry]!
    const before = after < 0 ? -1 : this.slotOf[after]!
    if (before >= 0 && slots[before] !== letters.done) return letters.blocked
    if (step.does === 'see') return step.state === state ? letters.done : letters.must
    if (step.does === 'miss') return step.state !== state ? letters.done : letters.must
    const isIdle = step.does !== 'swap' && this.after(step, state) === state
    return optional || isIdle ? letters.may : letters.must
  }

  /** The letters once the state is `state`, by a write or not. */
  settle(slots: string, state: number, isWrite: boolean): string {
    const next = [...slots]
    let isBlocked = false
    for (let slot = 0; slot < next.length; slot++) {
      if (next[slot] === letters.blocked) isBlocked = true
      if (next[slot] !== letters.must) continue
      const does = this.stepAt(slot)!.does
      const isHidden = isWrite && (does === 'write' || does === 'append')
      next[slot] = isHidden ? letters.may : this.fresh(this.entryAt[slot]!, state, next)
    }
    for (let isMoving = isBlocked; isMoving; ) {
      isMoving = false
      for (let slot = 0; slot < next.length; slot++) {
        if (next[slot] !== letters.blocked) continue
        next[slot] = this.fresh(this.entryAt[slot]!, state, next)
        isMoving ||= next[slot] === letters.done
      }
    }
    return next.join('')
  }

  /** Operations of the same client that were called when `entry` returned. */
  waitingFor(entry: number): readonly number[] {
    return this.entryAt.filter((other) => this.plan.entries[other]?.after === entry)
  }

  /** Whether another operation of the same client waits for the one in this slot. */
  isAwaited(slot: number, slots: string): boolean {
    if (!slots.includes(letters.blocked)) return false
    for (let other = 0; other < slots.length; other++) {
      const entry = this.plan.entries[this.entryAt[other]!]
      if (slots[other] === letters.blocked && entry?.after === this.entryAt[slot]) return true
    }
    return false
  }
}
