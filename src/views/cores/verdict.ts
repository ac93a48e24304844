/** What the points mean, in sentences; nothing is claimed that no point has shown. */
import { amdahl, type ScalingPoint } from '../../lab/index.ts'
import type { CoresState, Curve } from './state.ts'
import type { SayCores } from './words.tsx'

/** Below that a gain is hard to tell from chance. */
const leastGain = 1.1
/** One point against another. */
const clearlyMore = 1.15
/** The slowest run against the fastest from which on a point is unsteady. */
const unsteadyFrom = 1.4

/** The most telling first; none while there is nothing to compare. */
export function verdictOf(state: CoresState, say: SayCores): readonly string[] {
  const said: string[] = []
  for (const curve of state.curves) {
    const point = tellingPoint(curve, state.cores)
    if (point === null) continue
    if (curve.jobs === 'large')
      said.push(largeVerdict(curve, point, say) + bestOf(curve, point, say))
    else said.push(tinyVerdict(point, say))
  }
  if (said.length === 0) return []
  if (isUnsteady(state.curves)) said.push(say('verdict.unsteady'))
  const { repeated: count } = state
  if (count > 0) said.push(say('verdict.repeated', { count }))
  return said
}

/** That of as many workers as there are cores, or of the most that were measured. */
export function tellingPoint({ points }: Curve, cores: number): ScalingPoint | null {
  const point = points.findLast(({ workers }) => workers <= Math.max(2, cores))
  return point === undefined || point.workers === 1 ? null : point
}

function largeVerdict({ serial }: Curve, { workers, speedUp }: ScalingPoint, say: SayCores) {
  const values = { workers: say('workers', { count: workers }), times: formatTimes(speedUp) }
  if (speedUp < leastGain) return say('verdict.none', values)
  const gain = say('verdict.gain', values)
  if (serial === null) return gain
  const percent = formatPercent(serial)
  const rest = serial < 0.005 ? say('verdict.whole') : say('verdict.serial', { percent })
  return `${gain} ${rest}`
}

/** Where fewer than all were clearly faster than all: cores aren't all alike. */
function bestOf({ points }: Curve, { speedUp: ofAll }: ScalingPoint, say: SayCores): string {
  const best = points.reduce((a, b) => (b.speedUp > a.speedUp ? b : a))
  if (best.speedUp < leastGain || best.speedUp < ofAll * clearlyMore) return ''
  const { workers: count, speedUp } = best
  const workers = say('workers', { count })
  return ` ${say('verdict.best', { workers, times: formatTimes(speedUp) })}`
}

function tinyVerdict({ workers, speedUp }: ScalingPoint, say: SayCores): string {
  const values = { workers: say('workers', { count: workers }), times: formatTimes(speedUp) }
  return say(speedUp < leastGain ? 'verdict.tiny.none' : 'verdict.tiny.gain', values)
}

/** Whether most points have runs that are far from each other. */
export function isUnsteady(curves: readonly Curve[]): boolean {
  const points = curves.flatMap(({ points: all }) => all)
  const wide = points.filter(({ least, most }) => most > least * unsteadyFrom)
  return points.length > 0 && wide.length * 2 > points.length
}

/** By Amdahl's law, of any number of cores; null where it has no end in sight. */
export function ceilingOf(curves: readonly Curve[]): string | null {
  const serial = curves.find(({ jobs }) => jobs === 'large')?.serial ?? null
  if (serial === null || serial < 0.005 || serial >= 1) return null
  return formatTimes(amdahl(serial, Number.POSITIVE_INFINITY))
}

/** 0.93, 3.1, 12. */
export function formatTimes(factor: number): string {
  const digits = factor < 0.995 ? 2 : factor < 9.95 ? 1 : 0
  return factor.toFixed(digits)
}

export function formatPercent(part: number): string {
  return `${Math.round(part * 100)}\u00a0%`
}
