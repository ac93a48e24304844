/**
 * The tree of branches as lines: each leaves its parent where it was forked and ends where it was
 * run to. A row for each, the later fork nearer to its parent, so that no connector crosses a line.
 */
import type { Branch } from './state.ts'
import type { SayLab } from './words.tsx'

export interface BranchLine {
  readonly branch: Branch
  /** 0 is the top. */
  readonly row: number
  /** Parts of the width: where it leaves its parent, and where it ends. */
  readonly from: number
  readonly until: number
  /** Row of its parent; null for the first. */
  readonly parentRow: number | null
}

/** In the order of their rows. A branch whose parent isn't there stands as one of the first. */
export function branchLines(branches: readonly Branch[]): readonly BranchLine[] {
  const most = Math.max(1, ...branches.map(({ untilMs }) => untilMs))
  const ids = new Set(branches.map(({ id }) => id))
  const lines: BranchLine[] = []
  const put = (branch: Branch, parentRow: number | null): void => {
    const row = lines.length
    const from = parentRow === null ? 0 : branch.fromMs / most
    lines.push({ branch, row, from, until: Math.max(from, branch.untilMs / most), parentRow })
    const children = branches.filter(({ parent }) => parent === branch.id)
    children.sort((a, b) => b.fromMs - a.fromMs || b.id - a.id)
    for (const child of children) put(child, row)
  }
  for (const branch of branches) {
    if (branch.parent === null || !ids.has(branch.parent)) put(branch, null)
  }
  return lines
}

/** Beside the fork: after it, or before it where there is no room after it. */
export function labelAt(
  line: BranchLine,
  width: number,
  least: number,
): { readonly left: number } | { readonly right: number } {
  const x = line.from * width
  if (x + least <= width || x < width / 2) return { left: x + 6 }
  return { right: width - x + 6 }
}

/** What a branch is called: by what was done first in it, else by what was taken back. */
export function branchName({ parent, deed, without }: Branch, say: SayLab): string {
  if (deed !== '') return deed
  if (without !== '') return say('lab.branch.without', { deed: without })
  return say(parent === null ? 'lab.branch.first' : 'lab.branch.nothing')
}
