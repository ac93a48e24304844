/**
 * Seeded chance: one stream for each component, so that a die thrown in one place doesn't shift the
 * others. (splitmix32; whole numbers only, the same in every engine.)
 */
import type { Random } from './environment.ts'

export interface Stream extends Random {
  /** How many numbers it has given so far. */
  readonly thrown: number
}

/** The stream of a component, from its beginning or after so many numbers. */
export function stream(seed: number, component: string, thrown = 0): Stream {
  const start = diceOf(seed, component)
  let n = thrown
  return {
    next: () => die(start, n++),
    get thrown() {
      return n
    },
  }
}

/** Where the stream of a component begins. */
export function diceOf(seed: number, component: string): number {
  let state = seed >>> 0
  for (let i = 0; i < component.length; i++) state = mix(state ^ component.charCodeAt(i))
  return state
}

/** The n-th number (from 0 on) of a stream, without those before it: 0 … 2^32 − 1. */
export function die(start: number, n: number): number {
  return mix((start + Math.imul(n + 1, 0x9e3779b9)) >>> 0)
}

function mix(value: number): number {
  let x = value >>> 0
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  return (x ^ (x >>> 15)) >>> 0
}
