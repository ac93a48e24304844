/**
 * A node's own clock: as fast as the world's, or drifting away from it by so many millionths. It
 * never goes back.
 */
export class DriftingClock {
  rate = 1
  /** When the rate was set: the world's time, and what the clock showed. */
  since = 0
  shown = 0

  /** What it shows at that time of the world, ms. */
  at(worldMs: number): number {
    return this.shown + (worldMs - this.since) * this.rate
  }

  /** Whether it has ever gone wrong. */
  get isWrong(): boolean {
    return this.rate !== 1 || this.shown !== this.since
  }

  /** The world's time when it first shows that. */
  when(shownMs: number): number {
    let worldMs = this.since + (shownMs - this.shown) / this.rate
    // Rounding must not wake anybody too early.
    for (let step = 2 ** -20; this.at(worldMs) < shownMs; step *= 2) worldMs += step
    return worldMs
  }

  /** From now on it goes wrong by that much: 100 is 0.36 s fast in an hour. */
  drift(ppm: number, worldMs: number): void {
    this.shown = this.at(worldMs)
    this.since = worldMs
    this.rate = 1 + ppm / 1_000_000
  }
}
