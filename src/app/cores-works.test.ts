/** How much is counted fits the machine, and its answer is known. */
import { describe, expect, it } from 'vitest'
import { fitting, type Work, worksFor } from './cores-works.ts'

/** How many primes are below each number (Eratosthenes). */
function sieve(limit: number): Uint32Array {
  const composite = new Uint8Array(limit + 1)
  const below = new Uint32Array(limit + 1)
  for (let n = 2; n <= limit; n++) {
    below[n] = (below[n - 1] ?? 0) + (composite[n - 1] === 0 && n > 2 ? 1 : 0)
    if (composite[n] === 1) continue
    for (let multiple = n * n; multiple <= limit; multiple += n) composite[multiple] = 1
  }
  return below
}

const below = sieve(10_000_000)

/** A machine on which the smallest taste takes that long; the rest by the work there is. */
function machine(tasteMs: number) {
  const asked: Work[] = []
  const run = (work: Work) => {
    asked.push(work)
    return Promise.resolve(tasteMs * (work.limit / 200_000) ** 1.45)
  }
  return { asked, run }
}

describe('the work', () => {
  it.each([100_000, 200_000, 1_000_000, 3_000_000, 10_000_000])(
    'below %d has the answer that there is, in large jobs and in tiny ones',
    (limit) => {
      const works = worksFor(limit)
      expect(works.map(({ jobs }) => jobs)).toEqual(['large', 'tiny'])
      for (const work of works) expect(work.primes).toBe(below[work.limit])
      expect(works[1]?.grain).toBe(1)
      expect(works[1]?.limit).toBeLessThan(limit)
    },
  )

  it('is known wherever a limit may be chosen', () => {
    expect(() => worksFor(123_456)).toThrow(/nobody knows/)
  })
})

describe('a fitting limit', () => {
  it('keeps one worker busy for about half a second', async () => {
    expect(await fitting(2, machine(12).run)).toBe(2_000_000)
  })

  it('is larger where more workers share it', async () => {
    expect(await fitting(16, machine(12).run)).toBe(5_000_000)
  })

  it('is small on a slow machine, and never nothing', async () => {
    expect(await fitting(2, machine(200).run)).toBe(200_000)
    expect(await fitting(2, machine(60_000).run)).toBe(200_000)
  })

  it('is tried out with code that is warm', async () => {
    const { asked, run } = machine(12)
    await fitting(4, run)
    expect(asked).toHaveLength(2)
    expect(asked[0]?.primes).toBe(below[asked[0]?.limit ?? 0])
  })
})
