/**
 * What a program gains from more workers: speed-up, efficiency, and how much of it can't be shared
 * out (Amdahl 1967; as a measured figure: Karp and Flatt 1990). Times come in, in ms; nothing is
 * measured here.
 */

export interface ScalingPoint {
  readonly workers: number
  /** Median of the runs, with the least and the most, ms. */
  readonly ms: number
  readonly least: number
  readonly most: number
  /** How many times as fast as one worker: medians against medians. */
  readonly speedUp: number
  /** The speed-up of the slowest and of the fastest run. */
  readonly low: number
  readonly high: number
  /** The speed-up as a part of what so many workers could do at best. */
  readonly efficiency: number
}

/** `times[n]` are the runs of n + 1 workers, ms; who hasn't run yet has no point. */
export function scalingOf(times: readonly (readonly number[])[]): readonly ScalingPoint[] {
  const alone = median(times[0] ?? [])
  return times.flatMap((runs, at): ScalingPoint[] => {
    if (runs.length === 0 || !(alone > 0)) return []
    const [workers, ms] = [at + 1, median(runs)]
    const [least, most] = [Math.min(...runs), Math.max(...runs)]
    const speedUp = alone / ms
    const spread = { low: alone / most, high: alone / least }
    return [{ workers, ms, least, most, speedUp, ...spread, efficiency: speedUp / workers }]
  })
}

/**
 * The part of the work that can't be shared out, 0 … 1, as the least squares of Amdahl's law have
 * it over all points up to `cores`: beyond, workers share cores and prove nothing. Above 1 when
 * more workers are slower than one; null when no point can tell.
 */
export function serialPart(points: readonly ScalingPoint[], cores: number): number | null {
  const telling = points.filter(({ workers }) => workers > 1 && workers <= cores)
  if (telling.length === 0) return null
  let [above, below] = [0, 0]
  for (const { workers, speedUp } of telling) {
    const shared = 1 - 1 / workers
    above += shared * (1 / speedUp - 1 / workers)
    below += shared * shared
  }
  return Math.max(0, above / below)
}

/** How many times as fast that many workers are, by Amdahl's law. */
export function amdahl(serial: number, workers: number): number {
  return 1 / (serial + (1 - serial) / workers)
}

function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}
