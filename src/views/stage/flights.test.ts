/** Signals on the picture come from trace events and from nothing else. */
import { describe, expect, it } from 'vitest'
import { pidKey } from '../../kernel/index.ts'
import { atStart, goLive, seek } from '../../lab/index.ts'
import { killCounter, running } from '../sample.ts'
import { flightsAt, flightsOf, wordOf } from './flights.ts'

describe('flightsOf', () => {
  it('shows an exit signal on its way from the dead to its supervisor', () => {
    const cast = running()
    const { sample, desk, counter } = cast
    killCounter(cast)
    const { trace } = sample
    const arrival = indexOf('exit_arrived')
    const shown = flightsOf(trace, seek(atStart, trace, arrival))
    expect(shown).toMatchObject([
      { kind: 'exit', from: pidKey(counter), to: pidKey(desk), word: 'killed' },
    ])
    expect(flightsOf(trace, seek(atStart, trace, arrival + 1))).toEqual([])

    function indexOf(kind: string): number {
      for (let at = 0; at < trace.end; at++) if (trace.kindAt(at) === kind) return at
      return -1
    }
  })

  it('keeps the same id from the sending to the landing', () => {
    const { sample, desk, operator } = running()
    const about = { subject: operator, other: desk }
    const sent = sample.add('sent', 'n1@heron', about, [null, ['hello', 1]])
    const flying = flightsAt(sample.trace, sample.trace.end, sample.trace.end - 1)
    const landing = { subject: desk, other: operator, cause: sent }
    sample.add('delivered', 'n1@heron', landing, ['hello', 1])
    const landed = flightsAt(sample.trace, sample.trace.end, sample.trace.end - 1)
    expect(flying).toMatchObject([{ kind: 'message', word: 'hello' }])
    expect(landed.map(({ id }) => id)).toEqual(flying.map(({ id }) => id))
  })

  it('draws no timer’s message and no exit twice', () => {
    const { sample, desk, counter } = running()
    const before = sample.trace.end
    sample.add('delivered', 'n2@heron', { subject: counter }, 'tick')
    const mail = { subject: desk, other: counter }
    sample.add('delivered', 'n1@heron', mail, ['EXIT', counter, 'killed'])
    expect(flightsAt(sample.trace, sample.trace.end, before)).toEqual([])
  })

  it('forgets in Live what landed a while ago', () => {
    const { sample, desk, operator } = running()
    sample.add('sent', 'n1@heron', { subject: operator, other: desk }, [null, 'hello'])
    sample.wait(5_000)
    sample.add('boot', 'n1@heron')
    expect(flightsOf(sample.trace, goLive(atStart, sample.trace))).toEqual([])
  })
})

describe('flights in Live', () => {
  it('are gone when the clock has gone on, though nothing more happens', () => {
    const { sample, desk, operator } = running()
    sample.add('sent', 'n1@heron', { subject: operator, other: desk }, [null, 'hello'])
    const live = goLive(atStart, sample.trace)
    expect(flightsOf(sample.trace, live)).toHaveLength(1)
    expect(flightsOf(sample.trace, { ...live, time: live.time + 1_000 })).toEqual([])
  })

  it('show routine traffic of two processes as one at a time', () => {
    const { sample, desk, operator } = running()
    for (let round = 0; round < 5; round++) {
      sample.add('sent', 'n1@heron', { subject: operator, other: desk }, [null, 'ping'])
      sample.add('sent', 'n1@heron', { subject: desk, other: operator }, [null, 'pong'])
      sample.wait(10)
    }
    expect(flightsOf(sample.trace, goLive(atStart, sample.trace))).toHaveLength(1)
  })
})

describe('wordOf', () => {
  it.each([
    ['tick', 'tick'],
    [['$gen_call', null, ['add', 3]], 'add'],
    [['$gen_cast', 'stop'], 'stop'],
    [[7, 'answer'], 'reply'],
    [{ a: 1 }, '{…}'],
    ['a_message_with_a_long_name', 'a_message_with_…'],
  ])('tells %j as %s', (message, word) => {
    expect(wordOf(message)).toBe(word)
  })
})
