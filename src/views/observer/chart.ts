/** A small chart's line: newest at the right edge, zero at the ground. */

interface ChartSize {
  readonly width: number
  readonly height: number
  /** Readings for which the whole width has room. */
  readonly most: number
}

/** The path of the line; a reading that stays the same draws one level stroke. */
export function linePath(values: readonly number[], { width, height, most }: ChartSize): string {
  const top = Math.max(1, ...values)
  const step = width / (most - 1)
  const points = values.map((value, at) => {
    const x = width - (values.length - 1 - at) * step
    const y = height - 1 - (value / top) * (height - 2)
    return `${round(x)} ${round(y)}`
  })
  return points.length === 0 ? '' : `M${points.join('L')}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
