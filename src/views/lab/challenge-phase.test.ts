/** What a dare advises next. */
import { describe, expect, it } from 'vitest'
import { hintOf } from './challenge-phase.tsx'

const crash = { fault: { do: 'crash', node: 'n1' }, sinceMs: 2_000 } as const
const hint = (faults: number, inForce: readonly (typeof crash)[], nowMs: number) =>
  hintOf({ dare: { faults }, lab: { inForce, nowMs } as Parameters<typeof hintOf>[0]['lab'] })

describe('hintOf', () => {
  it('says how to begin as long as no fault is used: also after an undo', () => {
    expect(hint(0, [], 9_000)).toBe('dare.how')
  })

  it('asks for patience after a fault, and for another one when nothing came of it', () => {
    expect(hint(1, [crash], 3_000)).toBe('dare.wait')
    expect(hint(1, [crash], 20_000)).toBe('dare.nothing')
  })
})
