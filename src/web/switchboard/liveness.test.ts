/** Suspicion from silence, with times as arguments. */
import { describe, expect, it } from 'vitest'
import {
  answered,
  excuse,
  heard,
  judge,
  type Liveness,
  lateness,
  pinged,
  silence,
  startLiveness,
} from './liveness.ts'

const patience = { suspectMs: 1_500, lostMs: 4_000 }

/** Pings every 500 ms; `answers` says whether the ping sent at that time is answered. */
function changesIn(ms: number, answers: (at: number) => boolean) {
  let liveness: Liveness = startLiveness(0)
  const changes: [at: number, change: string][] = []
  for (let now = 0; now <= ms; now += 100) {
    const result = judge(liveness, now, patience)
    liveness = result.liveness
    if (result.change !== null) changes.push([now, result.change])
    if (now % 500 !== 0) continue
    liveness = pinged(liveness)
    if (answers(now)) liveness = answered(liveness, liveness.lastPing, now)
  }
  return changes
}

describe('a liveness', () => {
  it('says nothing about somebody who answers', () => {
    expect(changesIn(60_000, () => true)).toEqual([])
  })

  it('suspects after 1.5 s of silence and gives up after 4 s', () => {
    expect(changesIn(9_000, (at) => at <= 2_000)).toEqual([
      [3_500, 'suspected'],
      [6_000, 'lost'],
    ])
  })

  it('takes a suspicion back when an answer comes', () => {
    expect(changesIn(9_000, (at) => at <= 2_000 || at >= 4_000)).toEqual([
      [3_500, 'suspected'],
      [4_100, 'heard_again'],
    ])
  })

  it('stays given up: what comes later belongs to a new life', () => {
    expect(changesIn(20_000, (at) => at <= 1_000 || at >= 9_000)).toEqual([
      [2_500, 'suspected'],
      [5_000, 'lost'],
    ])
  })

  it('suspects somebody who is heard but doesn’t hear us: a one-way cut', () => {
    let liveness = startLiveness(0)
    for (let now = 0; now <= 1_500; now += 100) liveness = heard(pinged(liveness), now)
    expect(judge(liveness, 1_500, patience).change).toBe('suspected')
    expect(silence(liveness, 1_500)).toBe(1_500)
  })

  it('believes no answer to a ping that was never sent, nor the same one twice', () => {
    let liveness = pinged(startLiveness(0))
    liveness = answered(liveness, 7, 1_000)
    expect(liveness.answeredAt).toBe(0)
    liveness = answered(liveness, 1, 1_100)
    liveness = answered(liveness, 1, 1_400)
    expect(liveness.answeredAt).toBe(1_100)
  })
})

describe('own lateness', () => {
  it('is nothing while it is less than one period', () => {
    expect(lateness(1_000, 1_400, 500)).toBe(0)
    expect(lateness(1_000, 9_000, 500)).toBe(8_000)
  })

  it('is taken out of everybody’s silence: a laptop that slept accuses nobody', () => {
    const liveness = answered(pinged(startLiveness(0)), 1, 900)
    const now = 60_000
    const fair = excuse(liveness, lateness(1_000, now, 500), now)
    expect(judge(fair, now, patience).change).toBe(null)
    expect(silence(fair, now)).toBe(100)
    expect(judge(fair, now + 1_400, patience).change).toBe('suspected')
  })
})
