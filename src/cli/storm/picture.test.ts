/**
 * The picture says what the kernels hold, in storms of 20 seeds; `npm run soak` takes many more.
 */
import { expect, it } from 'vitest'
import { wrongInStorm } from './picture.ts'

it.each(Array.from({ length: 20 }, (_, i) => i + 1))('the picture is true in storm %i', (seed) => {
  expect(wrongInStorm(seed)).toEqual([])
})
