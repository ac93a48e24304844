/** One block's cells on a canvas of their own: what hasn't changed is neither painted nor copied. */
import { useLayoutEffect, useRef } from 'react'
import type { Known } from './freshness.ts'
import type { Plot } from './layout.ts'
import { inksOf, paintPlot } from './paint.ts'

interface PlotCanvasProps {
  readonly plot: Plot
  /** Of one cell, in device pixels. */
  readonly edge: number
  readonly scale: number
  readonly known: Known | null
}

export function PlotCanvas({ plot, edge, scale, known }: PlotCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const painted = useRef<readonly unknown[]>([])
  // At every render: the theme may have changed, and to find out costs little.
  useLayoutEffect(() => {
    if (canvas.current === null || known === null) return
    const inks = inksOf(canvas.current)
    const picture = [plot, edge, known, ...Object.values(inks)]
    if (picture.every((part, at) => part === painted.current[at])) return
    painted.current = picture
    paintPlot(canvas.current, plot, edge, known, inks)
  })
  return (
    <canvas
      ref={canvas}
      style={{
        left: plot.x / scale,
        top: plot.y / scale,
        width: (plot.columns * edge) / scale,
        height: (plot.rows * edge) / scale,
      }}
    />
  )
}
