/**
 * Seeded chance: one stream for each component, so that a die thrown in one place doesn't shift the
 * others. (splitmix32; whole numbers only, the same in every engine.)
 */
import type { Random } from './environment.ts'

export function stream(seed: number, component: string): Random {
  const start = diceOf(seed, component)
  let thrown = 0
  return { next: () => die(start, thrown++) }
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
