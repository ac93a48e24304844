/**
 * Measures the runtime against the BEAM, interleaved: a round here, a round there, so that a noisy
 * machine is noisy for both. Read ratios, not absolutes.
 */
import type { Io } from '../command.ts'
import { type Beam, startBeam } from './beam.ts'
import { type Asking, type Benchmark, benchmarks } from './catalogue.ts'
import { askPlace, figureOf } from './figures.ts'
import { openPeers } from './peers.ts'
import { onPlaces, type Place, type Places } from './places.ts'
import { type Result, resultOf } from './result.ts'

export interface RuntimeOptions {
  readonly names: readonly string[]
  readonly runs: number
  readonly browser: boolean
  readonly beam: boolean
  /** nact and XState, too, where they can do the work. */
  readonly peers: boolean
}

export interface RuntimeResults {
  /** What they were measured on: Node or Chromium, and the BEAM. */
  readonly versions: readonly string[]
  readonly results: readonly Result[]
  /** Benchmarks that couldn't be measured; it was said why. */
  readonly failed: readonly string[]
}

export async function measureRuntime(options: RuntimeOptions, io: Io): Promise<RuntimeResults> {
  const beams = options.beam ? startBeams() : null
  if (options.beam && beams === null) io.err('there is no erl here: no ratios')
  const asked = benchmarks.filter(({ name }) => options.names.includes(name))
  const results: Result[] = []
  const failed: string[] = []
  try {
    return await onPlaces(options.browser ? 'chromium-worker' : 'node', io, async (places) => {
      for (const benchmark of asked) {
        if (io.interrupted.aborted) break
        try {
          const result = await measure(benchmark, places, beams, options)
          results.push(result)
          io.err(progress(result))
        } catch (problem) {
          failed.push(benchmark.name)
          io.err(`${benchmark.name} ${benchmark.body ?? ''} FAILED: ${textOf(problem)}`)
        }
      }
      const versions = [places.version, ...(beams === null ? [] : [beams.version])]
      return { versions, results, failed }
    })
  } finally {
    await beams?.close()
  }
}

interface Beams {
  readonly version: string
  for(benchmark: Benchmark): Beam
  close(): Promise<void>
}

/** One that is alone and one that can be reached, which may be slower; started when needed. */
function startBeams(): Beams | null {
  const alone = startBeam()
  if (alone === null) return null
  let reachable: Beam | null = null
  return {
    version: alone.version,
    for: ({ isDistributed }) => {
      if (isDistributed !== true) return alone
      reachable ??= startBeam(true)
      return reachable ?? alone
    },
    close: async () => {
      await alone.close()
      await reachable?.close()
    },
  }
}

/** So many whole rounds are run and forgotten: it takes V8 as long to have optimised it all. */
const warmUps = 5

/** Somebody who does the work once, at that size, and answers a figure. */
type Contender = (size: number) => Promise<number>

async function measure(
  benchmark: Benchmark,
  places: Places,
  beams: Beams | null,
  { runs, peers: isWithPeers }: RuntimeOptions,
): Promise<Result> {
  const { size, beside } = benchmark
  const beam = beams?.for(benchmark)
  const onBeam = (program: string | null): Contender | null =>
    beam === undefined || program === null
      ? null
      : async (size) => figureOf(benchmark, await beam.ask(program, size))
  const peers = isWithPeers ? await openPeers(benchmark, places) : []
  const opened: Pick<Place, 'close'>[] = [...peers]
  const inPlace = async (question: Asking): Promise<Contender> => {
    const place = await places.open()
    opened.push(place)
    return (size) => askPlace(benchmark, question, place, size)
  }
  const other = async (): Promise<Contender | null> => {
    if (beside === undefined) return null
    return 'beam' in beside ? onBeam(beside.beam) : await inPlace(beside.question)
  }
  try {
    const ours = await inPlace(benchmark.question)
    const contenders = [ours, onBeam(benchmark.beam), await other()]
    for (let round = 0; round < warmUps; round++) {
      for (const contender of contenders) await contender?.(size)
      for (const peer of peers) await peer.round(false)
    }
    const figures: number[][] = [[], [], []]
    for (let run = 0; run < runs; run++) {
      for (const [index, contender] of contenders.entries()) {
        if (contender !== null) figures[index]?.push(await contender(size))
      }
      for (const peer of peers) await peer.round(true)
    }
    const result = resultOf(benchmark, places.where, figures)
    if (peers.length === 0) return result
    const theirs = peers.map((peer) => [peer.name, peer.figure(result.ours)])
    return { ...result, peers: Object.fromEntries(theirs) }
  } finally {
    for (const place of opened) await place.close()
  }
}

function progress({ name, body = '', unit, ours, beam, ratio }: Result): string {
  const against = beam === null ? '' : `, the BEAM ${beam}: ${ratio} ×`
  return `${name} ${body}: ${ours} ${unit}${against}`
}

export function textOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem)
}
