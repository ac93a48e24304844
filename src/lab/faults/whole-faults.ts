/**
 * A script's faults as people count them: what begins and what ends it are one. A partition and its
 * heal, a crash and its restart; a restart that ends nothing is a fault of its own.
 */
import { after, type InForce } from './in-force.ts'
import type { FaultStep } from './script.ts'

/** Places in a script: of the fault's beginning, then of what ends it. */
export type WholeFault = readonly [begin: number, ...ends: number[]]

/** `steps` in the order of time. One `heal` may be the end of several. */
export function wholeFaults(steps: readonly FaultStep[]): readonly WholeFault[] {
  const found = new Map<number, [number, ...number[]]>()
  const begunAt = new Map<InForce, number>()
  let known: readonly InForce[] = []
  for (const [place, step] of steps.entries()) {
    const next = after(known, step)
    const ended = known.filter((each) => !next.includes(each))
    const begun = next.filter((each) => !known.includes(each))
    known = next
    const ends = ended.map((each) => begunAt.get(each) as number)
    // What is left of a cut when it is mended one way is still that cut.
    const isRest = step.do === 'mend'
    for (const each of begun) begunAt.set(each, isRest ? (ends[0] as number) : place)
    // It also ends a pause, but what it does is another life.
    const isCrash = step.do === 'restart' && !ended.some(({ fault }) => fault.do === 'crash')
    const isOwn = ends.length === 0 || isCrash || (begun.length > 0 && !isRest)
    if (isOwn) found.set(place, [place])
    else for (const begin of new Set(ends)) found.get(begin)?.push(place)
  }
  return [...found.values()]
}

/** The script with no others of its faults than those. */
export function withOnly(
  steps: readonly FaultStep[],
  faults: readonly WholeFault[],
): readonly FaultStep[] {
  const kept = new Set(faults.flat())
  return steps.filter((_, place) => kept.has(place))
}
