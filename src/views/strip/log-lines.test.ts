/** Which lines the log lists, and which of them is the present one. */
import { describe, expect, it } from 'vitest'
import { killCounter, running } from '../sample.ts'
import { groups, lineAt, linesOf, markAt, shownAtFirst, signOf } from './log-lines.ts'
import { readOn, startReading } from './reading.ts'

function killed() {
  const cast = running()
  killCounter(cast)
  const { trace } = cast.sample
  return { trace, reading: readOn(startReading(), trace) }
}

describe('linesOf', () => {
  it('hides routine at first', () => {
    const { trace, reading } = killed()
    const kinds = linesOf(reading, trace, shownAtFirst).map((index) => trace.kindAt(index))
    expect(kinds).toContain('exit')
    expect(kinds).not.toContain('state')
    expect(kinds).not.toContain('link')
  })

  it('lists everything when all groups are shown', () => {
    const { trace, reading } = killed()
    expect(linesOf(reading, trace, groups)).toHaveLength(trace.end)
  })

  it('lists one group by itself', () => {
    const { trace, reading } = killed()
    const kinds = linesOf(reading, trace, ['hands']).map((index) => trace.kindAt(index))
    expect(kinds).toEqual(['op'])
  })
})

describe('lineAt', () => {
  it('is the last line at or before an event', () => {
    expect(lineAt([2, 5, 9], 5)).toBe(1)
    expect(lineAt([2, 5, 9], 8)).toBe(1)
    expect(lineAt([2, 5, 9], 1)).toBe(-1)
    expect(lineAt([], 1)).toBe(-1)
  })
})

describe('signs', () => {
  it('are those of the fault lane where there is a mark', () => {
    const { reading } = killed()
    const death = reading.marks.find(({ kind }) => kind === 'death')?.event ?? -1
    expect(signOf('exit', death, reading.marks)).toBe('kill')
    expect(signOf('exit', death + 1, reading.marks)).toBe('minus')
    expect(markAt(reading.marks, death)?.kind).toBe('death')
  })
})
