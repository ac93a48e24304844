/** A node that died is started again, but not for ever. */
import { expect, it } from 'vitest'
import { afterDeath, type Deaths } from './heart.ts'
import { limits } from './limits.ts'

function die(...times: number[]): boolean[] {
  let deaths: Deaths = []
  return times.map((at) => {
    const verdict = afterDeath(deaths, at)
    deaths = verdict.deaths
    return verdict.restart
  })
}

it('starts a node again at once', () => {
  expect(die(0, 1_000)).toEqual([true, true])
})

it('gives up at the third death within the window', () => {
  expect(die(0, 10_000, 20_000)).toEqual([true, true, false])
})

it('forgets a death that is longer ago than the window', () => {
  expect(die(0, 10_000, limits.deathWindowMs, 45_000)).toEqual([true, true, true, true])
})
