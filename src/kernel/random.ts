/**
 * Seeded chance: one stream for each component, so that a die thrown in one place doesn't shift the
 * others. (splitmix32; whole numbers only, the same in every engine.)
 */
import type { Random } from './environment.ts'

export function stream(seed: number, component: string): Random {
  let state = seed >>> 0
  for (let i = 0; i < component.length; i++) state = mix(state ^ component.charCodeAt(i))
  return {
    next() {
      state = (state + 0x9e3779b9) >>> 0
      return mix(state)
    },
  }
}

function mix(value: number): number {
  let x = value >>> 0
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  return (x ^ (x >>> 15)) >>> 0
}
