/** Storms for as long as there is time: the picture must say what the kernels hold. */
import { expect, test } from 'vitest'
import { wrongInStorm } from './picture.ts'

const first = Number(process.env.LET_IT_CRASH_SEED ?? 1) >>> 0
const minutes = Number(process.env.LET_IT_CRASH_MINUTES ?? 1)

test(`the picture is true in storms from seed ${first} on`, () => {
  const until = performance.now() + minutes * 60_000
  let seeds = 0
  for (; performance.now() < until; seeds++) {
    expect(wrongInStorm((first + seeds) >>> 0), `seed ${(first + seeds) >>> 0}`).toEqual([])
  }
  process.stderr.write(`${seeds} storms of 60 virtual seconds, from seed ${first}\n`)
  expect(seeds).toBeGreaterThan(0)
})
