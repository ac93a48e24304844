/** When a promise is said to be broken: as soon as that was certain. */
import { describe, expect, it } from 'vitest'
import { failed } from '../../lab/index.ts'
import { running } from '../sample.ts'
import { momentOf } from './promises.tsx'

describe('the moment of a broken promise', () => {
  const { trace } = running().sample
  const world = { kind: 'sim', zeroMs: 0 } as const

  it('is when it was known, not when what it waits for began', () => {
    expect(momentOf(failed('', '', 0, 32_800), trace, world)).toBe('32.8 s')
  })

  it('is the event that broke it, where that says all', () => {
    const shown = momentOf(failed('', '', 0), trace, world)
    expect(shown).toBe(momentOf(failed('', '', 0, trace.timeAt(0)), trace, world))
    expect(momentOf(failed('', '', trace.end), trace, world)).toBeNull()
  })
})
