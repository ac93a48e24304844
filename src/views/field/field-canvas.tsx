/**
 * The field itself: the canvas, the blocks' names over it, the frame of the brush and a cursor for
 * those who have no pointer.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { cell } from '../../kernel/index.ts'
import type { Bed } from '../observer/state.ts'
import { useWords } from '../observer/words.tsx'
import { formatCount } from '../words/time.ts'
import type { Frame } from './brush.ts'
import { type Cursor, frameBetween, moved, pointOf } from './cursor.ts'
import { Freshness } from './freshness.ts'
import { cellUnder, type FieldLayout, layField } from './layout.ts'
import { PlotCanvas } from './plot-canvas.tsx'

export interface FieldCanvasProps {
  readonly node: string
  readonly beds: readonly Bed[]
  readonly frame: Frame | null
  /** Where the chosen process lives. */
  readonly place: Cursor | null
  onFrame(frame: Frame | null, layout: FieldLayout): void
  onCell(parent: number, at: number): void
  onKill(): void
}

export function FieldCanvas(props: FieldCanvasProps) {
  const { node, beds, frame, place } = props
  const say = useWords()
  const box = useRef<HTMLDivElement>(null)
  const fresh = useRef(new Freshness())
  const size = useSize(box)
  const scale = globalThis.devicePixelRatio || 1
  const layout = useLaid(beds, size, scale)
  const [cursor, setCursor] = useState<Cursor | null>(null)
  const anchor = useRef<Cursor | null>(null)
  useMemo(() => fresh.current.look(beds, performance.now()), [beds])
  const { onFrame } = props
  // A frame over cells that have moved would mean others than it shows.
  useEffect(() => {
    if (layout !== null) onFrame(null, layout)
  }, [layout, onFrame])
  const brush = useBrush(layout, scale, props)
  const living = beds.reduce((sum, { alive }) => sum + alive, 0)
  const onKey = (event: KeyboardEvent) => {
    if (layout === null || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape' && frame === null) return
    const next = moved(layout, cursor, event.key)
    if (next !== null) {
      if (event.shiftKey) anchor.current ??= cursor ?? next
      else anchor.current = null
      setCursor(next)
      const from = anchor.current
      props.onFrame(from === null ? null : frameBetween(layout, from, next), layout)
    } else if (event.key === 'Enter' && cursor !== null) props.onCell(cursor.parent, cursor.at)
    else if (event.key.toLowerCase() === 'k') props.onKill()
    else if (event.key === 'Escape') props.onFrame(null, layout)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const blocks = say('field.blocks', { count: beds.length, n: beds.length })
  return (
    <div ref={box} className="lc-field-box">
      {layout === null ? null : (
        <div
          className="lc-field-sheet"
          style={{ width: layout.width / scale, height: layout.height / scale }}
        >
          <div
            className="lc-field-cells"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move a cursor over the cells
            tabIndex={0}
            role="application"
            aria-label={say('field.canvas', { node, n: formatCount(living), blocks })}
            aria-describedby="field-help"
            onKeyDown={onKey}
            onBlur={() => setCursor(null)}
            {...brush}
          >
            {layout.plots.map((plot) => (
              <PlotCanvas
                key={plot.parent}
                plot={plot}
                edge={layout.cell}
                scale={scale}
                known={fresh.current.of(plot.parent)}
              />
            ))}
          </div>
          <Names layout={layout} beds={beds} scale={scale} />
          {frame === null ? null : <Box frame={frame} scale={scale} what="brush" />}
          {place === null ? null : <Mark layout={layout} at={place} scale={scale} what="place" />}
          {cursor === null ? null : (
            <Mark layout={layout} at={cursor} scale={scale} what="cursor" />
          )}
        </div>
      )}
      <p className="lc-hidden" aria-live="polite">
        {cursor === null ? '' : cursorWords(cursor, beds, say)}
      </p>
    </div>
  )
}

const looks = ['dark', 'waiting', 'runnable', 'held', 'young'] as const

function cursorWords(cursor: Cursor, beds: readonly Bed[], say: ReturnType<typeof useWords>) {
  const bed = beds.find(({ parent }) => parent === cursor.parent)
  const look = looks[bed?.cells[cursor.at] ?? cell.dark] ?? 'dark'
  const name = bed?.label || say('field.outside')
  return say('field.cursor', { at: formatCount(cursor.at + 1), name, look: say(`look.${look}`) })
}

/** The sheet's distance from its frame, as field.css has it; CSS pixels. */
const inset = 8

function useSize(box: React.RefObject<HTMLDivElement | null>) {
  const [size, setSize] = useState<{ readonly width: number; readonly height: number } | null>(null)
  useEffect(() => {
    const { current } = box
    if (current === null) return
    const watch = new ResizeObserver(() => {
      setSize({ width: current.clientWidth, height: current.clientHeight })
    })
    watch.observe(current)
    return () => watch.disconnect()
  }, [box])
  return size
}

/** Laid out anew only when a block has grown or shrunk: cells that change stay where they are. */
function useLaid(
  beds: readonly Bed[],
  size: { readonly width: number; readonly height: number } | null,
  scale: number,
): FieldLayout | null {
  const shape = beds.map(({ parent, cells }) => `${parent}:${cells.length}`).join()
  return useMemo(() => {
    if (size === null || size.width === 0) return null
    const sized = shape === '' ? [] : shape.split(',').map((part) => part.split(':').map(Number))
    return layField(
      sized.map(([parent = 0, count = 0]) => ({ parent, count })),
      {
        width: Math.floor((size.width - 2 * inset) * scale),
        height: Math.floor((size.height - inset) * scale),
        label: Math.round(22 * scale),
        gap: Math.round(12 * scale),
      },
    )
  }, [shape, size, scale])
}

/** A drag chooses a frame, a click one cell. */
function useBrush(layout: FieldLayout | null, scale: number, props: FieldCanvasProps) {
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
    onPointerCancel: () => {
      start.current = null
    },
  }
}

function Names({
  layout,
  beds,
  scale,
}: {
  layout: FieldLayout
  beds: readonly Bed[]
  scale: number
}) {
  const say = useWords()
  return layout.plots.map(({ parent, x, y, width }) => {
    const bed = beds.find((each) => each.parent === parent)
    const name = bed === undefined || bed.label === '' ? say('field.outside') : bed.label
    return (
      <span
        key={parent}
        className="lc-field-name lc-clip"
        style={{ left: x / scale, top: (y - layout.label) / scale, width: width / scale }}
        aria-hidden="true"
      >
        <b>{name}</b> {formatCount(bed?.alive ?? 0)}
      </span>
    )
  })
}

function Box({ frame, scale, what }: { frame: Frame; scale: number; what: string }) {
  const { x1, y1, x2, y2 } = frame
  const style = {
    left: Math.min(x1, x2) / scale,
    top: Math.min(y1, y2) / scale,
    width: Math.abs(x2 - x1) / scale,
    height: Math.abs(y2 - y1) / scale,
  }
  return <span className="lc-field-frame" data-what={what} style={style} aria-hidden="true" />
}

interface MarkProps {
  readonly layout: FieldLayout
  readonly at: Cursor
  readonly scale: number
  readonly what: string
}

/** A square around one cell, never smaller than the eye finds. */
function Mark({ layout, at, scale, what }: MarkProps) {
  const point = pointOf(layout, at)
  if (point === null) return null
  const half = Math.max(layout.cell / 2 + 2 * scale, 6 * scale)
  const middle = layout.cell / 2
  const [x, y] = [point.x + middle, point.y + middle]
  return (
    <Box
      frame={{ x1: x - half, y1: y - half, x2: x + half, y2: y + half }}
      scale={scale}
      what={what}
    />
  )
}
