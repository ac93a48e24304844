/** The dares that are known: of each program those promises that faults can break. */
import type { Par } from './dare.ts'
import { pars } from './pars.ts'

export function parOf(program: string, promise: string): Par | null {
  return pars.find((each) => each.program === program && each.promise === promise) ?? null
}

/** The one that a program is known for; null when nothing breaks what it promises. */
export function dareOf(program: string): Par | null {
  return pars.find((each) => each.program === program) ?? null
}
