/** Results are printed with their circumstances, for people and for programs. */
import { describe, expect, it } from 'vitest'
import { printJson, printTable } from './print.ts'
import type { Result } from './result.ts'

const result: Result = {
  ...{ name: 'ring', body: 'handler', where: 'chromium-worker', unit: 'ops/s' },
  ...{ ours: 5_000_000, least: 4_000_000, most: 6_000_000, beam: 2_000_000, ratio: 2.5 },
  bound: { of: 'ratio', must: 4, aim: 7 },
}

function linesOf(print: typeof printTable, results: readonly Result[]): string[] {
  const lines: string[] = []
  const io = { out: (line: string) => lines.push(line), err: () => {}, app: '' }
  const printed = { results, versions: ['Chromium 1', 'OTP 25'], cores: null }
  print(printed, { ...io, interrupted: new AbortController().signal })
  return lines
}

describe('the table', () => {
  it('begins with the machine and what was compared', () => {
    expect(linesOf(printTable, [])[0]).toMatch(/ × .*, Chromium 1, OTP 25, load \d/)
  })

  it('has a verdict for what is held against a bound', () => {
    const [, , slow] = linesOf(printTable, [result])
    expect(slow).toMatch(
      /^ring +handler +5,000,000 ops\/s \(.*\) +2,000,000 +2.5 +≥ 4 +7 +TOO SLOW$/,
    )
    const [, , fast] = linesOf(printTable, [{ ...result, ratio: 4 }])
    expect(fast).toMatch(/holds$/)
  })

  it('leaves out what was not measured', () => {
    const alone = { ...result, beam: null, ratio: null, bound: null }
    expect(linesOf(printTable, [alone])[2]).toMatch(/^ring +handler +5,000,000 ops\/s \(.*\)$/)
  })

  it('says what is beside a figure', () => {
    const [, , row] = linesOf(printTable, [{ ...result, beside: { hibernated: 895 } }])
    expect(row).toMatch(/TOO SLOW; hibernated 895$/)
  })
})

describe('the table of other libraries', () => {
  const peers = { nact: { figure: 500_000, ratio: 10 }, xstate: { cannot: 'it has none' } }

  it('has their figures, and ours against them', () => {
    const [, , , , head, row] = linesOf(printTable, [{ ...result, peers }])
    expect(head).toMatch(/^ +ours +nact +ratio +xstate +ratio$/)
    expect(row).toMatch(/^ring +handler +5,000,000 ops\/s +500,000 +10 × +can’t$/)
  })

  it('says below what they can’t do, once for all', () => {
    const lines = linesOf(printTable, [
      { ...result, peers },
      { ...result, body: 'generator', peers },
    ])
    expect(lines.slice(8)).toEqual(['  can’t do ring handler, ring generator: xstate: it has none'])
  })

  it('isn’t there when nobody asked', () => {
    expect(linesOf(printTable, [result])).toHaveLength(3)
  })
})

describe('the JSON', () => {
  it('is one object with the names that outsiders rely on', () => {
    const [line = '', ...rest] = linesOf(printJson, [result])
    expect(rest).toEqual([])
    const { machine, results } = JSON.parse(line)
    expect(machine).toMatchObject({ versions: ['Chromium 1', 'OTP 25'] })
    expect(results).toEqual([
      {
        ...{ name: 'ring', body: 'handler', where: 'chromium-worker', unit: 'ops/s' },
        ...{ ours: 5_000_000, least: 4_000_000, most: 6_000_000, beam: 2_000_000, ratio: 2.5 },
        ...{ must: 4, aim: 7, holds: false },
      },
    ])
  })
})
