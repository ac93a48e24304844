/** One to many cores for people: bars against the ideal, and in words what they mean. */
import { amdahl, type ScalingPoint } from '../../lab/index.ts'
import type { CoresCurve, CoresResults } from './cores.ts'
import type { Result } from './result.ts'

/** Columns that the ideal of the most workers takes. */
const barColumns = 36

/** Lines of text. */
export function drawCores(results: CoresResults): readonly string[] {
  const { cores, curves } = results
  const drawn = curves.flatMap((curve) => [
    '',
    titleOf(curve),
    ...tableOf(curve.points),
    `  ${gainOf(curve, cores)}`,
  ])
  return [...drawn, '', ...circumstancesOf(results)]
}

/** A row for each number of workers, as all other benchmarks have them. */
export function rowsOfCores({ where, curves }: CoresResults): readonly Result[] {
  return curves.flatMap(({ jobs, points }) =>
    points.map(({ workers, ms, least, most }): Result => {
      const body = `${jobs} jobs, ${workers} ${workers === 1 ? 'worker' : 'workers'}`
      const figures = { ours: ms, least, most, beam: null, ratio: null, bound: null }
      return { name: 'cores', body, where, unit: 'ms', ...figures }
    }),
  )
}

function titleOf({ jobs, limit, grain, primes }: CoresCurve): string {
  const each = grain === 1 ? 'one number each' : `${count(grain)} numbers each`
  return `cores, ${jobs} jobs: ${count(primes)} primes below ${count(limit)}, ${each}`
}

function tableOf(points: readonly ScalingPoint[]): readonly string[] {
  const most = points.at(-1)?.workers ?? 1
  const head = ['workers', 'ms', '(least … most)', 'speed-up', 'efficiency']
  return [
    cells(head, '  against the ideal ┊'),
    ...points.map((point) => {
      const { workers, ms, least, most: longest, speedUp, efficiency } = point
      const spread = `(${figure(least)} … ${figure(longest)})`
      const row = [`${workers}`, figure(ms), spread, speedUp.toFixed(2), percent(efficiency)]
      return cells(row, `  ${barOf(speedUp, workers, barColumns / most)}`)
    }),
  ]
}

const widths = [9, 8, 20, 10, 12]

function cells(row: readonly string[], rest: string): string {
  return row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('') + rest
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar as long as the speed-up, and a mark where it would be ideal. */
export function barOf(speedUp: number, ideal: number, columns: number): string {
  const length = Math.round(Math.max(0, speedUp) * columns * 8)
  const bar = '█'.repeat(length >> 3) + eighths[length & 7]
  const mark = Math.round(ideal * columns)
  if (bar.length > mark) return `${bar.slice(0, mark)}┊${bar.slice(mark + 1)}`
  return `${bar.padEnd(mark)}┊`
}

/** What the figures say, in a sentence: of as many workers as there are cores. */
export function gainOf({ points, serial }: CoresCurve, cores: number): string {
  const last = points.findLast(({ workers }) => workers <= cores)
  if (last === undefined || serial === null) return 'There is nothing to compare.'
  const { workers, speedUp } = last
  const did = `${workers} workers did it ${speedUp.toFixed(2)} × as fast as one`
  if (serial >= 1) return `${did}: more of them don't help.`
  if (serial < 0.005) return `${did}: by Amdahl's law all of it can be shared out.`
  const ceiling = amdahl(serial, Number.POSITIVE_INFINITY)
  const most = ceiling.toFixed(ceiling < 10 ? 1 : 0)
  const law = `by Amdahl's law ${percent(serial)} of it can't be shared out`
  return `${did}: ${law}, so it can never be more than ${most} × as fast.`
}

/** Under which of them the figures came about. */
export function circumstancesOf(results: CoresResults): readonly string[] {
  const { cores, curves, loadBefore } = results
  const most = Math.max(...curves.map(({ points }) => points.length))
  const said: string[] = []
  if (cores === 1) said.push('There is one core here: workers can only take turns on it.')
  else if (most > cores) said.push(`There are ${cores} cores here; more workers share them.`)
  if (loadBefore >= 0.5) {
    const load = `load ${loadBefore} on ${cores}`
    said.push(`Others worked here before this began (${load}): what they take, workers can't gain.`)
  }
  return said
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`
}

function figure(ms: number): string {
  return ms.toLocaleString('en', { maximumSignificantDigits: ms < 1000 ? 3 : 4 })
}

function count(whole: number): string {
  return whole.toLocaleString('en')
}
