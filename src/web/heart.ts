/**
 * Whether a node that died is started again (Erlang: heart): at once, unless it died too often
 * within the window. Times are arguments.
 */
import { limits } from './limits.ts'

export type Deaths = readonly number[]

export interface Verdict {
  readonly restart: boolean
  /** The deaths that still count. */
  readonly deaths: Deaths
}

export function afterDeath(deaths: Deaths, now: number): Verdict {
  const counting = [...deaths.filter((at) => now - at < limits.deathWindowMs), now]
  return { restart: counting.length < limits.deaths, deaths: counting }
}
