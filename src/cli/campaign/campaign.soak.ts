/** All programs, ever new seeds: the same run twice, in storms too; all is well without them. */
import { expect, test } from 'vitest'
import { type FaultStep, type Program, programs } from '../../lab/index.ts'
import { judge, type Run } from '../../sim/index.ts'
import { compiled } from '../compiled.ts'

const first = Number(process.env.LET_IT_CRASH_SEED ?? 1) >>> 0
const minutes = Number(process.env.LET_IT_CRASH_MINUTES ?? 1)

/** A ball is hit so often that little time tells as much. */
const untilMsOf = ({ id }: Program) => (id === 'ping-pong' ? 300 : 20_000)

const storm = {
  atMs: 0,
  do: 'random',
  lossPercent: 5,
  jitterMs: 3,
  duplicatePercent: 5,
  reorderPercent: 5,
  corruptPercent: 1,
  crashPerMin: 20,
  pausePerMin: 20,
  partitionPerMin: 20,
  diskFaultPerMin: 20,
} as const

test(`a seed is one run, and breaks nothing by itself, from seed ${first} on`, async () => {
  const codes = await Promise.all(programs.map(compiled))
  const until = performance.now() + minutes * 60_000
  let seeds = 0
  let broken = 0
  for (; performance.now() < until; seeds++) {
    for (const [place, program] of programs.entries()) {
      const seed = (first + seeds) >>> 0
      const untilMs = untilMsOf(program)
      const newCode = codes[place] as Run['newCode']
      const quiet: Run = { program, seed, nodes: program.nodes ?? 1, untilMs, newCode }
      const faults: readonly FaultStep[] = [{ ...storm, untilMs: untilMs * 0.9 }]
      const about = `${program.id}, seed ${seed}`
      expect(twiceAlike(quiet, about).failure, about).toBe(null)
      if (twiceAlike({ ...quiet, faults }, `${about}, in a storm`).failure !== null) broken++
    }
  }
  const figures = `${seeds} seeds of ${programs.length} programs from ${first}`
  process.stderr.write(`${figures}, each twice; storms broke a promise ${broken} times\n`)
  expect(seeds).toBeGreaterThan(0)
})

function twiceAlike(run: Run, about: string) {
  const [once, again] = [judge(run), judge(run)]
  expect(again, about).toEqual(once)
  return once
}
