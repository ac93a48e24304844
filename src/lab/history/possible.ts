/**
 * How configurations of one key follow from each other. What only compares takes effect as soon as
 * it can; what changes the key does so only where something needs it, or when it returns. So a
 * history whose values tell writes apart has few configurations at a time.
 */
import { type Config, letters, pruned, withLetter } from './config.ts'
import { leadsTo, type Plan, type Step } from './plan.ts'
import { Slots } from './slots.ts'
import { absent, unseen } from './states.ts'
import { nothingUsed, Uses } from './uses.ts'
import { Wants } from './wants.ts'

/** To look for what sets have in common costs more than it saves beyond so many. */
const mostRebased = 64

export class Possible {
  readonly start: Config = { state: absent, slots: '', used: nothingUsed }
  private readonly slots: Slots
  private readonly uses: Uses
  private readonly hasMiss: boolean
  /** Of the next return. */
  private rank = 0

  constructor(
    private readonly plan: Plan,
    isEndless: boolean,
  ) {
    this.uses = new Uses(isEndless)
    this.slots = new Slots(plan, (step, state) => this.after(step, state))
    this.hasMiss = plan.entries.some(({ step }) => step.does === 'miss')
  }

  statusOf(config: Config, entry: number): 'must' | 'may' | 'done' {
    const letter = config.slots[this.slots.of(entry)]
    if (letter === letters.done) return 'done'
    return letter === letters.may ? 'may' : 'must'
  }

  /** One more of this sort of unknown outcome may take effect from now on. */
  loosen(sort: number): void {
    this.uses.add(sort)
  }

  called(configs: readonly Config[], entry: number): readonly Config[] {
    const slot = this.slots.take(entry)
    return configs.map(({ state, slots, used }) => {
      const wide = slots.padEnd(slot, letters.free)
      const letter = this.slots.fresh(entry, state, wide)
      return { state, slots: withLetter(wide, slot, letter), used }
    })
  }

  /** The `most` that leave the most open, it seems. */
  best(configs: readonly Config[], most: number): readonly Config[] {
    const cost = ({ slots, used }: Config) => {
      return 4 * this.uses.sizeOf(used) + slots.split(letters.must).length
    }
    const ranked = configs.map((config) => [config, cost(config)] as const)
    return ranked
      .sort(([, a], [, b]) => a - b)
      .slice(0, most)
      .map(([config]) => config)
  }

  /** After a return: its slot is free, and what nobody can see from `rank` on is forgotten. */
  settled(configs: readonly Config[], entry: number, rank: number): readonly Config[] {
    this.rank = rank
    const slot = this.slots.release(entry)
    const next = this.unblocked(configs, entry).map((config) => {
      const slots = withLetter(config.slots, slot, letters.free)
      const state = this.plan.states.from(rank, config.state)
      const isSame = state === config.state && !slots.includes(letters.blocked)
      return {
        state,
        slots: isSame ? slots : this.slots.settle(slots, state, false),
        used: config.used,
      }
    })
    this.forgetIdle()
    const left = pruned(next, this.uses, (at) => this.slots.stepAt(at))
    if (left.length > mostRebased) return left
    const used = this.uses.rebase(left.map((config) => config.used))
    return left.map((config, at) => ({ ...config, used: used[at]! }))
  }

  /** Unknown outcomes that only had to wait for their own client's `entry` are loose from now on. */
  private unblocked(configs: readonly Config[], entry: number): readonly Config[] {
    let next = configs
    for (const waiting of this.slots.waitingFor(entry)) {
      const { sort } = this.plan.entries[waiting]!
      if (sort < 0) continue
      const slot = this.slots.release(waiting)
      this.uses.add(sort)
      next = next.map(({ state, slots, used }) => ({
        state,
        slots: withLetter(slots, slot, letters.free),
        used: slots[slot] === letters.done ? this.uses.with(used, sort) : used,
      }))
    }
    return next
  }

  /** What may take effect next so that `entry` can return: something that is of use, or itself. */
  movesOf(config: Config, entry: number): readonly Config[] {
    const { state, slots, used } = config
    const wants = this.wantsOf(config)
    const moves: Config[] = []
    const move = (slot: number, next: number, isWrite: boolean) => {
      const slotsAfter = withLetter(slots, slot, letters.done)
      moves.push({ state: next, slots: this.slots.settle(slotsAfter, next, isWrite), used })
    }
    for (let slot = 0; slot < slots.length; slot++) {
      const letter = slots[slot]
      if (letter !== letters.must && letter !== letters.may) continue
      const { step, optional } = this.plan.entries[this.slots.at(slot)]!
      const isAwaited = this.slots.isAwaited(slot, slots)
      if (isAwaited && letter === letters.may) move(slot, state, false)
      const next = this.after(step, state)
      if (next === null) continue
      const isDue = this.slots.at(slot) === entry || isAwaited
      const isOwed = step.does === 'swap' && !optional
      if (isDue || isOwed || wants.canUse(step, state, next))
        move(slot, next, step.does === 'write')
    }
    return [...moves, ...this.looseMoves(config, wants)]
  }

  private looseMoves({ state, slots, used }: Config, wants: Wants): readonly Config[] {
    const moves: Config[] = []
    let hasUnseen = false
    for (const sort of this.uses.sorts()) {
      if (!this.uses.hasFree(used, sort)) continue
      const { step } = this.plan.loose[sort]!
      const next = this.after(step, state)
      if (next === null || !wants.canUse(step, state, next)) continue
      const isWrite = step.does === 'write'
      // Writes of what nobody sees are all the same: one of them is enough.
      if (isWrite && next === unseen && hasUnseen) continue
      hasUnseen ||= isWrite && next === unseen
      const settled = this.slots.settle(slots, next, isWrite)
      moves.push({ state: next, slots: settled, used: this.uses.with(used, sort) })
    }
    return moves
  }

  private wantsOf({ state, slots, used }: Config): Wants {
    const wants = new Wants(this.plan.states, this.hasMiss)
    for (let slot = 0; slot < slots.length; slot++) {
      const letter = slots[slot]
      if (letter !== letters.must && letter !== letters.may) continue
      const step = this.slots.stepAt(slot)!
      wants.add(step, state)
      const isChange = step.does === 'write' || step.does === 'append'
      if (isChange && letter === letters.must) wants.addHideable()
    }
    for (const sort of this.uses.sorts()) {
      if (this.uses.hasFree(used, sort)) wants.add(this.plan.loose[sort]!.step, state)
    }
    return wants
  }

  /** The state after a step; null when it can't be taken here or changes nothing anywhere. */
  private after(step: Step, state: number): number | null {
    const { states } = this.plan
    switch (step.does) {
      case 'write':
        return states.from(this.rank, step.state)
      case 'append':
        return states.from(this.rank, states.append(state, step.text))
      case 'swap':
        return step.from === state ? states.from(this.rank, step.to) : null
      case 'see':
      case 'miss':
        return null
    }
  }

  private forgetIdle(): void {
    if (this.hasMiss) return
    for (const sort of this.uses.sorts()) {
      const target = leadsTo(this.plan.loose[sort]!.step)
      if (target !== null && this.plan.states.from(this.rank, target) === unseen) {
        this.uses.forget(sort)
      }
    }
  }
}
