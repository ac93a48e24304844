/** What a generator of scenarios asks of its seed: one stream, read in small questions. */
import { stream } from '../../kernel/index.ts'

export interface Dice {
  /** 0 … below - 1. */
  upTo(below: number): number
  /** True in so many of a hundred cases. */
  chance(percent: number): boolean
  /** @throws when there is nothing to choose from. */
  pick<T>(from: readonly T[]): T
  /** One of the values, as often as its weight says. */
  weigh<T>(table: readonly (readonly [weight: number, value: T])[]): T
}

export function diceOf(seed: number, component: string): Dice {
  const random = stream(seed, component)
  const upTo = (below: number) => random.next() % below
  return {
    upTo,
    chance: (percent) => upTo(100) < percent,
    pick: (from) => at(from, upTo(from.length)),
    weigh: (table) => {
      let left = upTo(table.reduce((sum, [weight]) => sum + weight, 0))
      return at(
        table,
        table.findIndex(([weight]) => {
          left -= weight
          return left < 0
        }),
      )[1]
    },
  }
}

function at<T>(from: readonly T[], index: number): T {
  const found = from[index]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}
