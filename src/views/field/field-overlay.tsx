/** What lies over the field's cells: the blocks' names, the brush's frame, marks around one cell. */
import type { Bed } from '../observer/state.ts'
import { useWords } from '../observer/words.tsx'
import { formatCount } from '../words/time.ts'
import type { Frame } from './brush.ts'
import { type Cursor, pointOf } from './cursor.ts'
import type { FieldLayout } from './layout.ts'

interface NamesProps {
  readonly layout: FieldLayout
  readonly beds: readonly Bed[]
  readonly scale: number
}

export function Names({ layout, beds, scale }: NamesProps) {
  const say = useWords()
  return layout.plots.map(({ parent, x, y, width }) => {
    const bed = beds.find((each) => each.parent === parent)
    const name = bedName(bed, parent, say)
    return (
      <span
        key={parent}
        className="lc-field-name"
        style={{ left: x / scale, top: (y - layout.label) / scale, width: width / scale }}
        aria-hidden="true"
      >
        <b className="lc-clip">{name}</b> {formatCount(bed?.alive ?? 0)}
      </span>
    )
  })
}

interface FrameBoxProps {
  readonly frame: Frame
  readonly scale: number
  readonly what: string
}

export function FrameBox({ frame, scale, what }: FrameBoxProps) {
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
export function Mark({ layout, at, scale, what }: MarkProps) {
  const point = pointOf(layout, at)
  if (point === null) return null
  const half = Math.max(point.cell / 2 + 2 * scale, 6 * scale)
  const middle = point.cell / 2
  const [x, y] = [point.x + middle, point.y + middle]
  return (
    <FrameBox
      frame={{ x1: x - half, y1: y - half, x2: x + half, y2: y + half }}
      scale={scale}
      what={what}
    />
  )
}

/** Who started a block's processes; a parent that died unseen leaves no name. */
export function bedName(
  bed: Bed | undefined,
  parent: number,
  say: ReturnType<typeof useWords>,
): string {
  return bed?.label || say(parent === 0 ? 'field.outside' : 'field.orphans')
}
