/** How long a line that is said stands. */
import { describe, expect, it } from 'vitest'
import type { Wishes } from './lab-state.ts'
import { Said } from './said.ts'

class Page {
  wishes: Pick<Wishes, 'said'> = { said: null }

  wish(change: Pick<Wishes, 'said'>): void {
    this.wishes = change
  }
}

describe('what is said', () => {
  it('stands until the run has gone on for a while; another one stands as long', () => {
    const page = new Page()
    const said = new Said(page)
    said.wear(60_000)
    const [one, other] = [1_000, 2_000].map((atMs) => ({ what: 'branched', atMs }) as const)
    page.wish({ said: one! })
    said.wear(5_000)
    expect(page.wishes.said).toBe(one)
    page.wish({ said: other! })
    said.wear(5_000)
    expect(page.wishes.said).toBe(other)
    said.wear(5_000)
    expect(page.wishes.said).toBeNull()
  })
})
