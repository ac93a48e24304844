/**
 * Whether one key's history is linearizable: goes through calls and returns and keeps every
 * configuration that is still possible; an operation is put in order only when one returns that
 * needs it (just-in-time linearization: Lowe 2017, §4). Where none is left, the history fails.
 */
import { type Config, nameOf } from './config.ts'
import type { Plan } from './plan.ts'
import { Possible } from './possible.ts'

export interface Budget {
  /** Configurations that may still be looked at. */
  steps: number
}

/** `failed`: no order explains what the operation with this index returned. */
export type Found = 'holds' | 'undecided' | { readonly failed: number }

/** At most so many configurations at one time: they are what takes memory. */
const mostConfigs = 200_000

/**
 * A history that holds mostly does so by the likeliest configurations: a few of them find an order,
 * which is proof enough. One that fails mostly does so even if each operation of unknown outcome
 * may take effect many times. Only where neither tells, all is looked at.
 */
export function search(plan: Plan, budget: Budget): Found {
  const ways = plan.loose.length > 0 ? [few, endless, more, everything] : [few, more, everything]
  for (const way of ways) {
    const share = way === everything ? budget.steps : Math.floor(budget.steps / 3)
    const own = { steps: share }
    const found = pass(plan, own, way)
    budget.steps -= share - Math.max(0, own.steps)
    // That it holds endlessly says nothing.
    if (found !== 'undecided' && !(found === 'holds' && way.isEndless)) return found
  }
  return 'undecided'
}

const few: Way = { beam: 4, isEndless: false }
const more: Way = { beam: 16, isEndless: false }
const endless: Way = { beam: Infinity, isEndless: true }
const everything: Way = { beam: Infinity, isEndless: false }

interface Way {
  /** At most so many configurations are kept from one return to the next. */
  readonly beam: number
  readonly isEndless: boolean
}

function pass(plan: Plan, budget: Budget, { beam, isEndless }: Way): Found {
  const possible = new Possible(plan, isEndless)
  let configs: readonly Config[] = [possible.start]
  let isCut = false
  for (const event of plan.events) {
    if (event.is === 'loose') possible.loosen(event.loose)
    else if (event.is === 'call') configs = possible.called(configs, event.entry)
    else {
      const left = returned(possible, configs, event.entry, 2 * beam, budget)
      if (left === null) return 'undecided'
      isCut ||= left.isCut
      if (left.configs.length === 0) {
        return isCut ? 'undecided' : { failed: plan.entries[event.entry]!.index }
      }
      configs = possible.settled(left.configs, event.entry, event.rank + 1)
      isCut ||= configs.length > beam
      if (configs.length > beam) configs = possible.best(configs, beam)
    }
    budget.steps -= configs.length
  }
  return 'holds'
}

/** What a return leaves: all that can be, or with `isCut` only part of it. */
interface Left {
  readonly configs: readonly Config[]
  readonly isCut: boolean
}

/** The configurations in which the entry has taken effect; null when they are too many. */
function returned(
  possible: Possible,
  configs: readonly Config[],
  entry: number,
  enough: number,
  budget: Budget,
): Left | null {
  const seen = new Set<string>()
  const done: Config[] = []
  const open: Config[] = []
  const meet = (config: Config, isStart: boolean) => {
    const name = nameOf(config)
    if (seen.has(name)) return
    seen.add(name)
    const status = possible.statusOf(config, entry)
    if (status === 'done' || (isStart && status === 'may')) done.push(config)
    if (status !== 'done') open.push(config)
  }
  for (const config of configs) meet(config, true)
  // The fewest steps come first, so that what is enough is also what takes the least.
  for (let at = 0; at < open.length; at++) {
    if (done.length >= enough) return { configs: done, isCut: true }
    budget.steps -= 1
    if (budget.steps < 0 || seen.size > mostConfigs) return null
    for (const next of possible.movesOf(open[at]!, entry)) meet(next, false)
  }
  return { configs: done, isCut: false }
}
