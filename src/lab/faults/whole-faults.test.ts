/** Faults as people count them: with what ends them. */
import { describe, expect, it } from 'vitest'
import type { Fault, FaultStep } from './script.ts'
import { stormSteps } from './storm.ts'
import { wholeFaults, withOnly } from './whole-faults.ts'

const script = (...faults: readonly Fault[]): readonly FaultStep[] =>
  faults.map((fault, atMs) => ({ atMs, ...fault }))
const crash = (node: string) => ({ do: 'crash', node }) as const
const restart = (node: string) => ({ do: 'restart', node }) as const
const cut = { do: 'cut', from: 'n1', to: 'n2' } as const
const rule = { do: 'link', from: '*', to: '*' } as const

describe('whole faults', () => {
  it('are a beginning and its end, however they interleave', () => {
    const steps = script(crash('n1'), crash('n2'), restart('n1'), restart('n2'))
    expect(wholeFaults(steps)).toEqual([
      [0, 2],
      [1, 3],
    ])
  })

  it('may be over at once, without an end, or share it', () => {
    const steps = script(
      { do: 'kill', process: 'counter' },
      restart('n1'),
      cut,
      { do: 'partition', groups: [['n1']] },
      { do: 'heal' },
      { ...rule, lossPercent: 5 },
    )
    expect(wholeFaults(steps)).toEqual([[0], [1], [2, 4], [3, 4], [5]])
  })

  it('begin anew where another one takes their place', () => {
    const steps = script({ ...rule, lossPercent: 5 }, { ...rule, lossPercent: 9 }, rule)
    expect(wholeFaults(steps)).toEqual([[0], [1, 2]])
  })

  it('of a cut last until both ways are mended', () => {
    const mend = { do: 'mend', from: 'n1', to: 'n2', oneWay: true } as const
    const steps = script(cut, mend, { ...mend, from: 'n2', to: 'n1' })
    expect(wholeFaults(steps)).toEqual([[0, 1, 2]])
  })

  it('are taken away with their end, which stays for others', () => {
    const steps = script(crash('n1'), cut, restart('n1'), { do: 'heal', all: true })
    const [first, second] = wholeFaults(steps)
    expect(withOnly(steps, [first as [number]]).map((step) => step.do)).toEqual([
      'crash',
      'restart',
    ])
    expect(withOnly(steps, [second as [number]]).map((step) => step.do)).toEqual(['cut', 'heal'])
    expect(withOnly(steps, [])).toEqual([])
  })

  it('of a storm are all that it says', () => {
    const storm = {
      atMs: 0,
      do: 'random',
      untilMs: 60_000,
      crashPerMin: 20,
      pausePerMin: 9,
    } as const
    const steps = stormSteps({ ...storm, partitionPerMin: 6 }, 1, ['n1', 'n2', 'n3', 'n4', 'n5'])
    const whole = wholeFaults(steps)
    expect(withOnly(steps, whole)).toEqual(steps)
    const begins = whole.map(([begin]) => steps[begin]?.do)
    expect(begins.filter((word) => word === 'partition')).toHaveLength(6)
    expect(begins).not.toContain('restart')
    expect(begins).not.toContain('undo')
  })
})
