/** How many faults a dare counts of what hands did. */
import { describe, expect, it } from 'vitest'
import type { Fault, FaultStep, Op } from '../index.ts'
import { usedFaults } from './used-faults.ts'

const world = { seed: 1, nodes: 3 }
const hands = (...ops: readonly Op[]) => ops.map((op, atMs) => ({ atMs, op }))
const faults = (...list: readonly Fault[]) =>
  hands(...list.map((fault): Op => ({ do: 'fault', fault })))
const crash = (node: string) => ({ do: 'crash', node }) as const

describe('used faults', () => {
  it('are beginnings, each with what ends it', () => {
    const cut = { from: 'n1', to: 'n2' }
    const ops = faults(
      crash('n1'),
      { do: 'restart', node: 'n1' },
      { do: 'cut', ...cut },
      { do: 'mend', ...cut },
      { do: 'kill', process: 'store', node: 'n2' },
    )
    expect(usedFaults({ ops }, world)).toBe(3)
  })

  it('are none when what is well is healed', () => {
    const ops = faults(
      { do: 'heal', all: true },
      { do: 'partition', groups: [] },
      { do: 'slow', node: 'n1', factor: 1 },
      { do: 'undo', fault: crash('n1') },
    )
    expect(usedFaults({ ops }, world)).toBe(0)
    expect(usedFaults({ ops: faults({ do: 'restart', node: 'n1' }) }, world)).toBe(1)
  })

  it('count what hands do to processes, a pause with its end', () => {
    const target = { name: 'store' }
    const ops = hands(
      { do: 'kill', target },
      { do: 'crash', target, reason: 'oops' },
      { do: 'suspend', target },
      { do: 'resume', target },
      { do: 'send', target, message: 'hello' },
      { do: 'predict', step: 'a', choice: 'b' },
    )
    expect(usedFaults({ ops }, world)).toBe(4)
  })

  it('of a storm are all that it stands for', () => {
    const storm = { do: 'random', untilMs: 60_000, crashPerMin: 4 } as const
    expect(usedFaults({ ops: faults(storm) }, world)).toBe(4)
  })

  it('of a script count too, whatever the order in which they are told', () => {
    const script: readonly FaultStep[] = [{ atMs: 5, ...crash('n1') }]
    const ops = [{ atMs: 9, op: { do: 'fault', fault: { do: 'restart', node: 'n1' } } as const }]
    expect(usedFaults({ ops, faults: script }, world)).toBe(1)
  })

  it('are those that were struck by a time, of a storm too', () => {
    const ops = faults(crash('n1'), crash('n2'), { do: 'restart', node: 'n1' }, crash('n3'))
    expect(usedFaults({ ops }, world, 2)).toBe(2)
    const storm = { atMs: 0, do: 'random', untilMs: 60_000, crashPerMin: 4 } as const
    const used = [0, 60_000].map((ms) => usedFaults({ ops: [], faults: [storm] }, world, ms))
    expect(used).toEqual([0, 4])
    const later = hands({ do: 'predict', step: 'a', choice: 'b' }, { do: 'scale', nodes: 9 })
    expect(usedFaults({ ops: later }, world, 0)).toBe(0)
  })

  it('can’t be told when the program was changed', () => {
    expect(usedFaults({ ops: hands({ do: 'load', files: [] }) }, world)).toBe(null)
    expect(usedFaults({ ops: hands({ do: 'scale', nodes: 9 }) }, world)).toBe(null)
  })
})
