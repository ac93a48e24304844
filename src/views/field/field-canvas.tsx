/**
 * The field itself: a canvas for each block, a brush for those who have a pointer, a cursor for
 * those who have none, and the way to what is further down.
 */
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { cell } from '../../kernel/index.ts'
import type { Bed } from '../observer/state.ts'
import { useWords } from '../observer/words.tsx'
import { type Size, useSize } from '../use-size.ts'
import { formatCount } from '../words/time.ts'
import type { Frame } from './brush.ts'
import { useBrush } from './brush-pointer.ts'
import { type Cursor, frameBetween, moved } from './cursor.ts'
import { bedName, FrameBox, Mark, Names } from './field-overlay.tsx'
import { Freshness } from './freshness.ts'
import { type FieldLayout, layField } from './layout.ts'
import { PlotCanvas } from './plot-canvas.tsx'
import { useReach } from './reach.ts'

export interface FieldCanvasProps {
  readonly node: string
  readonly beds: readonly Bed[]
  readonly frame: Frame | null
  /** Where the chosen process lives. */
  readonly place: Cursor | null
  onFrame(frame: Frame | null, layout: FieldLayout): void
  onCell(parent: number, at: number): void
  onKill(): void
  /** What is scrolled, and how many blocks begin further down. */
  readonly box: RefObject<HTMLDivElement | null>
  onBelow(count: number): void
}

export function FieldCanvas(props: FieldCanvasProps) {
  const { node, beds, frame, place, box, onBelow } = props
  const say = useWords()
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
  const onScroll = useReach({ box, layout, place, scale, onBelow })
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
    <div className="lc-field-box">
      <div ref={box} className="lc-field-scroll" onScroll={onScroll}>
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
                  edge={plot.cell}
                  scale={scale}
                  known={fresh.current.of(plot.parent)}
                />
              ))}
            </div>
            <Names layout={layout} beds={beds} scale={scale} />
            {frame === null ? null : <FrameBox frame={frame} scale={scale} what="brush" />}
            {place === null ? null : <Mark layout={layout} at={place} scale={scale} what="place" />}
            {cursor === null ? null : (
              <Mark layout={layout} at={cursor} scale={scale} what="cursor" />
            )}
          </div>
        )}
      </div>
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
  const name = bedName(bed, cursor.parent, say)
  return say('field.cursor', { at: formatCount(cursor.at + 1), name, look: say(`look.${look}`) })
}

/** The sheet's distance from its frame, as field.css has it; CSS pixels. */
const inset = 8

/** Laid out anew only when a block has grown or shrunk: cells that change stay where they are. */
function useLaid(beds: readonly Bed[], size: Size | null, scale: number): FieldLayout | null {
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
