/** The pointer over the field: a drag draws a frame, a click or a tap takes one cell. */
import { type PointerEvent, useRef } from 'react'
import type { Frame } from './brush.ts'
import { cellUnder, type FieldLayout } from './layout.ts'

interface BrushProps {
  onFrame(frame: Frame | null, layout: FieldLayout): void
  onCell(parent: number, at: number): void
}

export function useBrush(layout: FieldLayout | null, scale: number, props: BrushProps) {
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null)
  const dragged = useRef(false)
  const at = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - left) * scale, y: (event.clientY - top) * scale }
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      start.current = at(event)
      dragged.current = false
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = start.current
      if (from === null || layout === null) return
      const to = at(event)
      if (Math.hypot(to.x - from.x, to.y - from.y) > 4 * scale) dragged.current = true
      if (!dragged.current) return
      props.onFrame({ x1: from.x, y1: from.y, x2: to.x, y2: to.y }, layout)
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const from = start.current
      start.current = null
      if (from === null || layout === null || dragged.current) return
      props.onFrame(null, layout)
      const found = cellUnder(layout, at(event).x, at(event).y)
      if (found !== null) props.onCell(found.parent, found.at)
    },
    // The browser takes the finger for scrolling: nothing was chosen.
    onPointerCancel: () => {
      if (dragged.current && layout !== null) props.onFrame(null, layout)
      start.current = null
    },
  }
}
