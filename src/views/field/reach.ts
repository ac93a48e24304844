/**
 * What of the field is out of sight: a million cells are taller than a window. Whoever is looked at
 * is scrolled to, and it is counted how many blocks are further down.
 */
import { type RefObject, useCallback, useEffect } from 'react'
import { type Cursor, pointOf } from './cursor.ts'
import type { FieldLayout } from './layout.ts'

export interface Scene {
  readonly box: RefObject<HTMLElement | null>
  readonly layout: FieldLayout | null
  /** Where the chosen process lives. */
  readonly place: Cursor | null
  readonly scale: number
  /** How many blocks begin below what is seen. */
  onBelow(count: number): void
}

/** What is to be called when somebody has scrolled. */
export function useReach({ box, layout, place, scale, onBelow }: Scene): () => void {
  const look = useCallback(() => {
    const { current } = box
    if (current === null || layout === null) return
    const end = (current.scrollTop + current.clientHeight) * scale
    onBelow(layout.plots.filter(({ y }) => y > end).length)
  }, [box, layout, scale, onBelow])
  useEffect(look, [look])
  const { parent, at } = place ?? { parent: -1, at: 0 }
  useEffect(() => {
    const { current } = box
    const point = layout === null ? null : pointOf(layout, { parent, at })
    if (current === null || point === null) return
    const top = point.y / scale
    const { scrollTop, clientHeight } = current
    const isSeen = top >= scrollTop && top + point.cell / scale <= scrollTop + clientHeight
    if (!isSeen) current.scrollTop = top - clientHeight / 2
  }, [box, layout, parent, at, scale])
  return look
}
