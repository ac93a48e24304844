/** What is in a card changes without anything being placed anew. */
import { describe, expect, it } from 'vitest'
import { pidKey } from '../../kernel/index.ts'
import { type System, Timeline } from '../../lab/index.ts'
import { killCounter, running, type Sample } from '../sample.ts'
import { layout } from './layout.ts'
import { steady } from './steady.ts'

/** Always of the same timeline: records that didn't change are the same. */
function reader(sample: Sample): () => System {
  const timeline = new Timeline(sample.trace, 'heron')
  return () => timeline.systemAt(sample.trace.end)
}

const size = { width: 900, height: 600 }

describe('steady', () => {
  it('keeps every place when only a state is new, and shows it', () => {
    const { sample, counter } = running()
    const system = reader(sample)
    const before = system()
    const picture = layout(before, size)
    sample.add('state', 'n2@heron', { subject: counter }, 43)
    const now = system()
    const next = steady(picture, before, now)
    expect(next?.cords).toBe(picture.cords)
    expect(next).toEqual(layout(now, size))
    const cell = next?.cells.find(({ slot }) => slot.process.key === pidKey(counter))
    expect(cell?.slot.process.state).toBe(43)
  })

  it('is the very same picture when nothing on it changed', () => {
    const { sample } = running()
    const system = reader(sample)
    const before = system()
    const picture = layout(before, size)
    sample.add('op', 'n1@heron', {}, { do: 'predict', step: 'a', choice: 'b' })
    expect(steady(picture, before, system())).toBe(picture)
  })

  it('gives up when somebody has died, come or been suspended', () => {
    const cast = running()
    const { sample, counter, clock } = cast
    const system = reader(sample)
    const before = system()
    const picture = layout(before, size)
    sample.add('suspend', 'n2@heron', { subject: clock })
    expect(steady(picture, before, system())).toBeNull()
    killCounter(cast)
    expect(steady(picture, before, system())).toBeNull()
    expect(system().processes.get(pidKey(counter))?.exit).not.toBeNull()
  })
})
