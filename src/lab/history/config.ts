/**
 * A configuration: one way in which what has happened up to now may have happened (Lowe 2017, §4),
 * as plain values, and which of two leaves at least as much open as the other.
 */
import type { Step } from './plan.ts'
import type { Uses } from './uses.ts'

/** Of an operation that was called and hasn't returned; one letter for each slot. */
export const letters = {
  /** Nobody is in this slot. */
  free: '.',
  must: 'm',
  /**
   * It may take effect; if it doesn't, it had its place in the past, where nobody saw it: before
   * a write that came after its call, or where it changed nothing.
   */
  may: 'o',
  done: 'd',
  /** The operation before it of the same client comes first. */
  blocked: 'b',
} as const

export interface Config {
  readonly state: number
  readonly slots: string
  /** Which operations of unknown outcome have taken effect: a number of `Uses`. */
  readonly used: number
}

export function nameOf({ state, used, slots }: Config): string {
  return `${state},${used},${slots}`
}

export function withLetter(slots: string, slot: number, letter: string): string {
  return slots.slice(0, slot) + letter + slots.slice(slot + 1)
}

/** To compare each with each costs more than it saves beyond so many of one state. */
const mostCompared = 64

/** Without what another one covers. `stepAt` tells whose slot it is. */
export function pruned(
  configs: readonly Config[],
  uses: Uses,
  stepAt: (slot: number) => Step | null,
): readonly Config[] {
  if (configs.length < 2) return configs
  const byState = new Map<number, Config[]>()
  const names = new Set<string>()
  for (const config of configs) {
    const name = nameOf(config)
    if (names.has(name)) continue
    names.add(name)
    const group = byState.get(config.state)
    if (group === undefined) byState.set(config.state, [config])
    else if (group.length > mostCompared) group.push(config)
    else if (!group.some((other) => covers(other, config, uses, stepAt))) {
      const kept = group.filter((other) => !covers(config, other, uses, stepAt))
      byState.set(config.state, [...kept, config])
    }
  }
  return [...byState.values()].flat()
}

/** Whether all that can follow from `lesser` can follow from `greater`, of the same state, too. */
function covers(
  greater: Config,
  lesser: Config,
  uses: Uses,
  stepAt: (slot: number) => Step | null,
): boolean {
  if (!uses.isWithin(greater.used, lesser.used)) return false
  for (let slot = 0; slot < lesser.slots.length; slot++) {
    const [more, less] = [greater.slots[slot]!, lesser.slots[slot]!]
    if (more === less) continue
    if (less === letters.blocked || more === letters.blocked) return false
    if (more === letters.may) continue
    const does = stepAt(slot)?.does
    if (more === letters.done && less === letters.must && (does === 'see' || does === 'miss')) {
      continue
    }
    return false
  }
  return true
}
