/** From a dare to the sender's run: what may follow what. */
import { describe, expect, it } from 'vitest'
import type { Dare } from './dare.ts'
import { type DareEvent, type DareState, dared, openDare } from './dare-state.ts'

const begin = { seed: 1, nodes: 3, untilMs: 30_000, options: {} }
const dare: Dare = { program: 'kv-store', promise: 'no-acknowledged-write-lost', par: 1, begin }
const sender = { faults: 3, atMs: 4_200 }
const ran = (faults: number | null, brokenAtMs: number | null = null): DareEvent => ({
  now: 'ran',
  faults,
  brokenAtMs,
})
const through = (state: DareState, ...events: readonly DareEvent[]) => events.reduce(dared, state)
const giveUp = { now: 'giveUp' } as const
const senderRun = { now: 'senderRun' } as const
const again = { now: 'again' } as const

describe('a dare', () => {
  it('is a try from the first fault on, and broken by what was used until then', () => {
    const opened = openDare(dare)
    expect(through(opened, ran(0))).toMatchObject({ phase: 'opened', tried: false })
    expect(through(opened, ran(1))).toMatchObject({ phase: 'trying', tried: true, faults: 1 })
    const broken = through(opened, ran(1), ran(2, 4_000))
    expect(broken).toMatchObject({ phase: 'broken', faults: 2, brokenAtMs: 4_000, best: 2 })
    expect(through(broken, ran(5, 4_000))).toBe(broken)
  })

  it('isn’t broken by what breaks of itself, nor by another program', () => {
    expect(through(openDare(dare), ran(0, 4_000)).phase).toBe('opened')
    expect(through(openDare(dare), ran(null, 4_000)).phase).toBe('opened')
  })

  it('goes on when the deed is undone, and remembers the best of all tries', () => {
    const broken = through(openDare(dare), ran(3, 4_000))
    expect(through(broken, ran(2))).toMatchObject({ phase: 'trying', faults: 2, brokenAtMs: null })
    const twice = through(broken, again, ran(1, 6_000), again, ran(2, 5_000))
    expect(twice).toMatchObject({ phase: 'broken', faults: 2, best: 1 })
  })

  it('begins again as it was opened, and the try still counts', () => {
    const state = through(openDare(dare, sender), ran(2), again)
    expect(state).toMatchObject({ phase: 'opened', faults: 0, tried: true, sender })
    expect(through(state, giveUp).phase).toBe('gaveUp')
  })

  it('is given up only after a try', () => {
    const opened = openDare(dare)
    expect(through(opened, giveUp)).toBe(opened)
    const over = through(opened, ran(1), giveUp)
    expect(over.phase).toBe('gaveUp')
    expect(through(over, ran(1, 4_000))).toBe(over)
  })

  it('shows the sender’s run only after a try that ended', () => {
    const opened = openDare(dare, sender)
    expect(through(opened, senderRun)).toBe(opened)
    expect(through(opened, ran(1), senderRun).phase).toBe('trying')
    expect(through(opened, ran(1, 4_000), senderRun).phase).toBe('senderRun')
    expect(through(opened, ran(1), giveUp, senderRun).phase).toBe('senderRun')
    expect(through(openDare(dare), ran(1, 4_000), senderRun).phase).toBe('broken')
  })
})
