/** A node's answers as rows, rates and charts. */
import { describe, expect, it } from 'vitest'
import { Pid } from '../../kernel/index.ts'
import { observer } from '../words/en/observer.ts'
import { sayFrom } from '../words/words.ts'
import { linePath } from './chart.ts'
import { formatBytes } from './process-table.tsx'
import { readApps, readNames, readRows, readSample } from './read.ts'

const totals = { processes: 3, spawned: 9, reductions: 500, dropped: 1, timers: 0, names: 2 }

describe('a reading of the totals', () => {
  it('has rates since the one before', () => {
    const first = readSample(totals, 1_000, undefined)
    expect(first).toMatchObject({ processes: 3, reductionsPerSecond: 0 })
    const now = { ...totals, reductions: 1_500, dropped: 2, spawned: 19 }
    const rates = { reductionsPerSecond: 500, droppedPerSecond: 0.5, startsPerSecond: 5 }
    expect(readSample(now, 3_000, first)).toMatchObject(rates)
  })
})

describe('a page of rows', () => {
  it('names functions as Erlang does', () => {
    const row = { initialCall: ['m', 'f'], currentFunction: ['gen_server', 'loop'] }
    expect(readRows({ total: 1, rows: [row] })).toMatchObject({
      total: 1,
      rows: [{ initialCall: 'm:f', currentFunction: 'gen_server:loop' }],
    })
  })

  it('has applications with their root supervisors as rows', () => {
    const root = { initialCall: ['supervisor', 'shop'], currentFunction: ['gen_server', 'loop'] }
    const apps = readApps([
      { name: 'shop', root },
      { name: 'stdlib', root: null },
    ])
    expect(apps).toMatchObject([{ root: { initialCall: 'supervisor:shop' } }, { root: null }])
  })

  it('has names in their order', () => {
    const pid = new Pid('n1@a', 1, 7)
    expect(
      readNames([
        ['root', pid],
        ['desk', pid],
      ]).map(([name]) => name),
    ).toEqual(['desk', 'root'])
  })

  it('tells sizes in few digits', () => {
    expect([410, 4_200, 997_000, 1_300_000].map(formatBytes)).toEqual([
      '410 B',
      '4.2 kB',
      '997 kB',
      '1.3 MB',
    ])
  })
})

describe('a small chart', () => {
  it('stands on the ground and ends at the right edge', () => {
    const size = { width: 90, height: 20, most: 10 }
    expect(linePath([0, 5, 10], size)).toBe('M70 19L80 10L90 1')
    expect(linePath([], size)).toBe('')
  })
})

describe('the observer’s words', () => {
  it('fill their placeholders and pick the plural', () => {
    const say = sayFrom(observer, 'en')
    expect(say('trees.count', { count: 1, n: '1' })).toBe('1 child')
    expect(say('trees.count', { count: 2_000, n: '2 000' })).toBe('2 000 children')
  })
})
