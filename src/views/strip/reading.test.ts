/** Marks, story and names: what the strip and the log know of a trace. */
import { describe, expect, it } from 'vitest'
import { pidKey } from '../../kernel/index.ts'
import { namesFrom } from '../names.ts'
import { addOtter, killCounter, running, type Sample } from '../sample.ts'
import { readOn, startReading } from './reading.ts'

const marksOf = ({ trace }: Sample) => readOn(startReading(), trace).marks.map(({ kind }) => kind)

describe('marks', () => {
  it('are none for a system that only starts', () => {
    expect(marksOf(running().sample)).toEqual([])
  })

  it('tell a hand, a death and a restart', () => {
    const cast = running()
    killCounter(cast)
    expect(marksOf(cast.sample)).toEqual(['hand', 'death', 'restart'])
  })

  it('tell a supervisor over its budget from one that was shut down', () => {
    const { sample, root, desk } = running()
    sample.supervise(desk, 2, [], [1, 2, 3])
    sample.die(desk, root, 'shutdown')
    expect(marksOf(sample)).toEqual(['gave_up'])
  })

  it('tell a machine’s coming and going once, however many nodes report it', () => {
    const cast = running()
    addOtter(cast)
    const { sample } = cast
    sample.add('host', 'n1@heron', {}, ['suspected', { machine: 'otter', silentMs: 1_500 }])
    sample.add('host', 'n1@heron', {}, ['down', { machine: 'otter', how: 'silence' }])
    for (const node of ['n1@heron', 'n2@heron']) {
      sample.add('nodedown', node, {}, { node: 'n1@otter', creation: 1, reason: 'silence' })
    }
    expect(marksOf(sample)).toEqual(['joined', 'suspected', 'lost'])
  })

  it('count no prediction as a deed, and new code as an edit', () => {
    const { sample } = running()
    sample.add('op', 'n1@heron', {}, { do: 'predict', step: 'a', choice: 'b' })
    sample.add('op', 'n1@heron', {}, { do: 'load', files: [] })
    expect(marksOf(sample)).toEqual(['edit'])
  })
})

describe('readOn', () => {
  it('goes on by the new tail only and comes to the same', () => {
    const cast = running()
    const { trace } = cast.sample
    const first = readOn(startReading(), trace)
    const { end } = first
    killCounter(cast)
    const second = readOn(first, trace)
    expect(end).toBeLessThan(second.end)
    const whole = readOn(startReading(), trace)
    expect(second.marks).toEqual(whole.marks)
    expect(second.story).toEqual(whole.story)
  })

  it('returns the same reading when nothing is new', () => {
    const { trace } = running().sample
    const reading = readOn(startReading(), trace)
    expect(readOn(reading, trace)).toBe(reading)
  })

  it('keeps routine out of the story', () => {
    const { sample, counter } = running()
    const before = readOn(startReading(), sample.trace).story.length
    sample.add('delivered', 'n2@heron', { subject: counter }, 'tick')
    sample.add('received', 'n2@heron', { subject: counter }, 'tick')
    sample.add('state', 'n2@heron', { subject: counter }, 43)
    expect(readOn(startReading(), sample.trace).story).toHaveLength(before)
  })

  it('remembers what the dead were called', () => {
    const cast = running()
    killCounter(cast)
    const { names, histories } = readOn(startReading(), cast.sample.trace)
    expect(namesFrom(names)(cast.counter)).toBe('counter')
    expect(histories.get(pidKey(cast.counter))?.length).toBeGreaterThan(1)
  })
})
