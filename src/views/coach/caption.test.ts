/** The coach's words for each frame of the first minute, with the trace's own figures. */
import { describe, expect, it } from 'vitest'
import { firstMinute, readOn } from '../../tutor/index.ts'
import { addOtter, type Cast, killCounter, running } from '../sample.ts'
import { sayIn } from '../words/words.ts'
import { type CaptionFacts, captionOf } from './caption.ts'
import { noticeWords } from './notice.ts'

const say = sayIn('en')

function caption({ sample }: Cast, more: Partial<CaptionFacts> = {}) {
  const { trace } = sample
  return captionOf(
    {
      at: 0,
      minute: readOn(firstMinute, trace, trace.end, 'heron'),
      system: sample.system(),
      part: 'home',
      machine: 'heron',
      room: 'KQPMR',
      behindMs: null,
      periodMs: 10_000,
      ...more,
    },
    say,
  )
}

describe('captionOf', () => {
  it('asks to break what runs', () => {
    expect(caption(running()).text).toBe('This is running now, in your browser. Break it.')
  })

  it('says how long the restart took and what it doesn’t bring back', () => {
    const cast = running()
    killCounter(cast)
    expect(caption(cast).text).toMatch(/^desk started a new counter after 0.2 ms. It counts from 0/)
  })

  it('offers to pull the plug of a machine that joined, and to put it back', () => {
    const cast = running()
    addOtter(cast)
    expect(caption(cast).buttons).toEqual([])
    const echo = cast.sample.spawn('n1@otter', cast.root, 'echo-otter')
    expect(echo.node).toBe('n1@otter')
    expect(caption(cast).buttons.map(({ button }) => button)).toEqual(['cut:otter'])
    cast.sample.add('op', 'n1@heron', {}, { do: 'cut', machine: 'otter' })
    expect(caption(cast).buttons.map(({ button }) => button)).toEqual(['mend:otter'])
  })

  it('says how the loss became known', () => {
    const cast = running()
    addOtter(cast)
    const down = { machine: 'otter', how: 'goodbye', lastHeardMs: 100, tookMs: 40 }
    cast.sample.add('host', 'n1@heron', {}, ['down', down])
    expect(caption(cast).text).toBe('otter said goodbye; known after 40 ms.')
  })

  it('tells the past from the present', () => {
    const cast = running()
    addOtter(cast)
    cast.sample.add('host', 'n1@heron', {}, ['down', { machine: 'otter', how: 'silence' }])
    const { text } = caption(cast, { behindMs: 38_000 })
    expect(text).toBe('A recording. The live system is 38 s ahead.')
  })

  it('keeps the plug at hand while it is pulled, also when the machine is given up', () => {
    const cast = running()
    addOtter(cast)
    const { sample } = cast
    sample.add('op', 'n1@heron', {}, { do: 'cut', machine: 'otter' })
    const down = { machine: 'otter', how: 'silence', lastHeardMs: 4_000, tookMs: null }
    sample.add('host', 'n1@heron', {}, ['down', down])
    expect(caption(cast).buttons.map(({ button }) => button)).toEqual(['mend:otter'])
    sample.add('op', 'n1@heron', {}, { do: 'mend', machine: 'otter' })
    const linked = { machine: 'otter', how: 'same_computer', tookMs: 90, again: true }
    sample.add('host', 'n1@heron', {}, ['linked', linked])
    expect(caption(cast).text).toBe('otter is back.')
  })
})

describe('noticeWords', () => {
  it('tells what happened, how we know, and one button', () => {
    expect(noticeWords({ what: 'system_lost', machine: 'heron' }, say)).toEqual({
      tone: 'error',
      text: 'The system lived on heron, which is gone.',
      evidence: 'Its root supervisor can’t be reached; nobody is left to restart it.',
      link: null,
      button: { button: 'startHere', label: 'Start the system here' },
    })
  })

  it('tells a guest where it stands: coming in, with nothing there, or alone', () => {
    const system = running().sample.system()
    const guest = { part: 'guest', machine: 'otter' } as const
    expect(caption(running(), guest).text).toContain('Starting a node for KQPMR')
    const empty = { ...system, processes: new Map() }
    const nothing = caption(running(), { ...guest, system: empty })
    expect(nothing.text).toContain('Nothing runs in room KQPMR')
    expect(nothing.buttons.map(({ button }) => button)).toEqual(['startHere'])
    const gone = [...system.machines].map(([name, m]) => [name, { ...m, status: 'down' }] as const)
    const alone = { ...system, machines: new Map(gone) }
    expect(caption(running(), { ...guest, system: alone }).text).toContain('alone now')
  })
})
