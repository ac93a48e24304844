/** Who has talked to whom, and what is on its way at a moment. */
import { describe, expect, it } from 'vitest'
import { type EventId, Pid, type Term } from '../../kernel/index.ts'
import { Sample } from '../sample.ts'
import { Wires } from './wires.ts'

const a = new Pid('n1', 1, 5)
const b = new Pid('n2', 1, 5)
const c = new Pid('n1', 1, 6)

function send(sample: Sample, from: Pid, to: Pid, message: Term): EventId {
  return sample.add('sent', from.node, { subject: from, other: to }, ['there', message])
}

function arrive(sample: Sample, from: Pid, to: Pid, message: Term, cause: EventId): void {
  sample.add('delivered', to.node, { subject: to, other: from, cause }, message)
}

function read(sample: Sample): Wires {
  const wires = new Wires(sample.trace)
  wires.read()
  return wires
}

/** A ping of 80 ms is over, then another is sent at 200 ms. */
function twoPings(): { readonly sample: Sample; readonly second: EventId } {
  const sample = new Sample()
  const first = send(sample, a, b, 'ping')
  sample.wait(80)
  arrive(sample, a, b, 'ping', first)
  sample.wait(120)
  const second = send(sample, a, b, ['ask', 3])
  return { sample, second }
}

describe('Wires', () => {
  it('sees a message on its way until it arrives, as far as it has come', () => {
    const { sample, second } = twoPings()
    const wires = read(sample)
    expect(wires.aloftAt(1, 20).map(({ word, part }) => [word, part])).toEqual([['ping', 0.25]])
    expect(wires.aloftAt(2, 100)).toEqual([])
    const [aloft] = wires.aloftAt(3, 240)
    expect(aloft).toMatchObject({ word: 'ask', sent: second, fromNode: 'n1', toNode: 'n2' })
    expect(aloft?.part).toBeCloseTo(0.5)
  })

  it('never puts one at its end that hasn’t arrived, and gives up one that is lost', () => {
    const { sample } = twoPings()
    const wires = read(sample)
    expect(wires.aloftAt(3, 310)[0]?.part).toBe(0.92)
    expect(wires.aloftAt(3, 700)).toEqual([])
  })

  it('forgets what a hand has dropped, and waits for what it has delayed', () => {
    const { sample, second } = twoPings()
    const third = send(sample, b, a, 'pong')
    sample.add('op', 'world', {}, { do: 'fault', fault: { do: 'drop', sent: [...second] } })
    const delay = { do: 'delay', sent: [...third], delayMs: 1_000 }
    sample.add('op', 'world', {}, { do: 'fault', fault: delay })
    const wires = read(sample)
    expect(wires.aloftAt(4, 210)).toHaveLength(2)
    const late = wires.aloftAt(6, 900)
    expect(late.map(({ word, meddled }) => [word, meddled])).toEqual([['pong', 'delay']])
  })

  it('loses what is on a way that is cut, and what goes to a node that has crashed', () => {
    const { sample } = twoPings()
    const fault = (what: object) =>
      sample.add('op', 'world', {}, { do: 'fault', fault: { ...what } })
    fault({ do: 'cut', from: 'n1', to: 'n2' })
    send(sample, a, b, 'into the cut')
    fault({ do: 'heal', all: true })
    send(sample, a, b, 'after it')
    fault({ do: 'crash', node: 'n2' })
    const wires = read(sample)
    const words = (cursor: number) => wires.aloftAt(cursor, 205).map(({ word }) => word)
    expect(words(3)).toEqual(['ask'])
    expect(words(5)).toEqual([])
    expect(words(7)).toEqual(['after it'])
    expect(words(8)).toEqual([])
  })

  it('knows pairs of nodes from their first word on, and nothing of talk inside one', () => {
    const { sample } = twoPings()
    send(sample, a, c, 'beside')
    const wires = read(sample)
    expect(wires.pairsAt(0)).toEqual([])
    expect(wires.pairsAt(1)).toEqual([{ from: 'n1', to: 'n2' }])
    expect(wires.pairsAt(4)).toBe(wires.pairsAt(3))
  })

  it('goes on by the new tail only', () => {
    const { sample, second } = twoPings()
    const wires = read(sample)
    arrive(sample, a, b, ['ask', 3], second)
    wires.read()
    expect(wires.aloftAt(4, 205)).toEqual([])
  })
})
