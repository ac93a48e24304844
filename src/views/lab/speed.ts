/** The speed of a simulated world: stops on a log scale from 1/1000 to 10. */

export const slowest = 0.001
export const fastest = 10

/** Virtual ms for each of the viewer's: slowest first. */
export const simSpeeds: readonly number[] = [
  slowest,
  0.002,
  0.005,
  0.01,
  0.02,
  0.05,
  0.1,
  0.2,
  0.5,
  1,
  2,
  5,
  fastest,
]

/** The next stop in that direction; the last one stays. */
export function nextSimSpeed(speed: number, by: 1 | -1): number {
  const next =
    by === 1
      ? simSpeeds.find((stop) => stop > speed * 1.01)
      : simSpeeds.findLast((stop) => stop < speed * 0.99)
  return next ?? (by === 1 ? fastest : slowest)
}

/** The nearest speed that a simulated world may have. */
export function withinSpeeds(factor: number): number {
  return Math.min(fastest, Math.max(slowest, factor))
}

/** Where on the scale that speed stands: the nearest stop. */
export function stopOf(speed: number): number {
  const distance = (stop: number) => Math.abs(Math.log(stop / speed))
  return simSpeeds.reduce(
    (best, stop, at) => (distance(stop) < distance(simSpeeds[best] ?? 1) ? at : best),
    0,
  )
}
