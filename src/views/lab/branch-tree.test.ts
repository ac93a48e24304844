/** Branches as a tree of lines. */
import { describe, expect, it } from 'vitest'
import { lab } from '../words/en/lab.ts'
import { sayFrom } from '../words/words.ts'
import { branchLines, branchName, labelAt } from './branch-tree.ts'
import type { Branch } from './state.ts'

function branch(id: number, parent: number | null, fromMs: number, untilMs: number): Branch {
  return { id, parent, fromMs, fromTurn: 0, untilMs, deed: '', without: '' }
}

/** So many, each from an earlier one, at times that look like chance. */
function many(count: number): readonly Branch[] {
  return Array.from({ length: count }, (_, id) => {
    const parent = id === 0 ? null : (id * 7) % id
    const fromMs = id === 0 ? 0 : 100 + ((id * 37) % 83) * 10
    return branch(id, parent, fromMs, 2_000 + id)
  })
}

describe('branchName', () => {
  it('is what was done first in it, else what was taken back', () => {
    const say = sayFrom(lab, 'en')
    const branch = { id: 1, parent: 0, fromMs: 0, fromTurn: 0, untilMs: 0 }
    const deed = 'n1 crashes'
    expect(branchName({ ...branch, deed, without: 'n2 crashes' }, say)).toBe(deed)
    expect(branchName({ ...branch, deed: '', without: deed }, say)).toBe('without: n1 crashes')
    expect(branchName({ ...branch, deed: '', without: '' }, say)).toBe('a fork')
    expect(branchName({ ...branch, parent: null, deed: '', without: '' }, say)).toBe('as it began')
  })
})

describe('branchLines', () => {
  it('gives each branch a row of its own, under its parent', () => {
    const lines = branchLines(many(100))
    expect(new Set(lines.map(({ row }) => row)).size).toBe(100)
    for (const { row, parentRow, branch } of lines) {
      if (branch.parent === null) expect(parentRow).toBeNull()
      else expect(parentRow).toBeLessThan(row)
    }
  })

  it('lets no connector cross the line of another branch', () => {
    // Times of siblings that leave later than their parent began.
    const tree = [
      branch(0, null, 0, 1_000),
      branch(1, 0, 200, 900),
      branch(2, 0, 600, 1_000),
      branch(3, 1, 500, 700),
      branch(4, 0, 400, 800),
      branch(5, 2, 700, 1_200),
    ]
    const lines = branchLines(tree)
    for (const { row, parentRow, from } of lines) {
      const between = lines.filter((other) => other.row > (parentRow ?? row) && other.row < row)
      for (const other of between) expect(other.from >= from || other.until < from).toBe(true)
    }
    expect(lines.map(({ branch: { id } }) => id)).toEqual([0, 2, 5, 4, 1, 3])
  })

  it('measures all by the longest, and stays on the paper', () => {
    const lines = branchLines([branch(0, null, 0, 500), branch(1, 0, 250, 1_000)])
    expect(lines.map(({ from, until }) => [from, until])).toEqual([
      [0, 0.5],
      [0.25, 1],
    ])
    for (const line of branchLines(many(100))) {
      expect(line.from).toBeLessThanOrEqual(line.until)
      expect(line.until).toBeLessThanOrEqual(1)
      const at = labelAt(line, 800, 300)
      expect('left' in at ? at.left + 294 : 800 - at.right).toBeLessThanOrEqual(800)
    }
  })

  it('keeps a branch whose parent is gone', () => {
    expect(branchLines([branch(4, 2, 100, 200)])).toHaveLength(1)
  })
})
