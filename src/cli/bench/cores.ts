/**
 * One to many cores: the same program on 1, 2, … node workers, joined by ports. Once with jobs that
 * are worth a message, once with jobs that aren't, so that it is seen where more cores don't help.
 */
import { availableParallelism, loadavg } from 'node:os'
import {
  coresProgram,
  inTurn,
  primesOf,
  type ScalingPoint,
  scalingOf,
  serialPart,
} from '../../lab/index.ts'
import { type CompiledModule, loadCompiler } from '../../web/index.ts'
import type { Io } from '../command.ts'
import { onPlaces, type Place } from './places.ts'
import type { ForTeam, Noted } from './team.ts'

export interface CoresOptions {
  readonly runs: number
  readonly browser: boolean
  /** Null: as many as there are cores, and at least four. */
  readonly workers: number | null
}

/** What one way to cut the work gave: points for 1, 2, … workers. */
export interface CoresCurve {
  readonly jobs: 'large' | 'tiny'
  /** The primes below `limit` were counted in jobs of `grain` numbers, and there are so many. */
  readonly limit: number
  readonly grain: number
  readonly primes: number
  readonly points: readonly ScalingPoint[]
  /** Null where no number of workers can tell it: there is one core. */
  readonly serial: number | null
}

export interface CoresResults {
  readonly where: 'node' | 'chromium-worker'
  readonly versions: readonly string[]
  readonly cores: number
  /** Of the minute before: what others worked here. */
  readonly loadBefore: number
  readonly curves: readonly CoresCurve[]
}

const works = [
  { jobs: 'large', limit: 3_000_000, grain: 2_000, primes: primesOf(3_000_000) },
  { jobs: 'tiny', limit: 200_000, grain: 1, primes: primesOf(200_000) },
] as const

type Work = Pick<CoresCurve, 'jobs' | 'limit' | 'grain' | 'primes'>

/** Rounds that are run and forgotten, so that every worker's code is optimised. */
const warmUps = 2

export function measureCores(
  { runs, browser, workers }: CoresOptions,
  io: Io,
  measured: readonly Work[] = works,
): Promise<CoresResults> {
  return onPlaces(browser ? 'chromium-worker' : 'node', io, async ({ where, version, open }) => {
    const cores = availableParallelism()
    const most = workers ?? Math.max(4, cores)
    const loadBefore = Number((loadavg()[0] ?? 0).toFixed(1))
    const modules = await compiled()
    const place = await open()
    const times = measured.map(() => Array.from({ length: most }, (): number[] => []))
    try {
      for (let round = -warmUps; round < runs && !io.interrupted.aborted; round++) {
        io.err(round < 0 ? 'cores: warming up …' : `cores: round ${round + 1} of ${runs} …`)
        for (const [index, work] of measured.entries()) {
          for (const count of inTurn(most, round)) {
            const ms = await runOnce(place, modules, work, count, most)
            if (round >= 0) times[index]?.[count - 1]?.push(ms)
          }
        }
      }
    } finally {
      await place.close()
    }
    const curves = measured.map((work, index): CoresCurve => {
      const points = scalingOf(times[index] ?? [])
      return { ...work, points, serial: serialPart(points, cores) }
    })
    return { where, versions: [version], cores, loadBefore, curves }
  })
}

async function compiled(): Promise<readonly CompiledModule[]> {
  const { compileProgram } = await loadCompiler()
  const made = compileProgram(coresProgram)
  if (!made.ok) throw new Error(made.errors[0]?.message)
  return made.modules
}

/** @throws when the answer is wrong, or fewer workers than asked for took part. */
async function runOnce(
  place: Place,
  modules: readonly CompiledModule[],
  { limit, grain, primes }: Work,
  count: number,
  team: number,
): Promise<number> {
  const question: ForTeam = { team, modules, run: ['cores', [limit, grain, count]] }
  const { noted } = await place.ask<Noted>(question)
  const [workers, found, ms] = noted as readonly [number, number, number]
  if (workers !== count) throw new Error(`${workers} workers took part instead of ${count}`)
  if (found !== primes) throw new Error(`${count} workers counted ${found} primes, not ${primes}`)
  return ms
}
