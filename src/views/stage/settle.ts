/**
 * Layout shifts, but never under a pointer: while the pointer rests on a thing, what is there stays
 * where it is; it keeps telling what happens, and moves when the pointer has gone or rested long
 * enough.
 */
import { useEffect, useRef, useState } from 'react'
import type { Picture, Size } from './boxes.ts'

/** A pointer that hasn't moved for so long no longer holds the picture, ms. */
const HOLD_MS = 1_200

/** A moving pointer is noted again after so long, ms. */
const AGAIN_MS = 300

/** The old places with the new contents: what is new or gone waits for the next shift. */
export function holdStill(old: Picture, next: Picture): Picture {
  const cells = new Map(next.cells.map((cell) => [cell.id, cell]))
  const cords = new Map(next.cords.map((cord) => [cord.id, cord]))
  const nodes = new Map(next.nodes.map((node) => [node.record.name, node]))
  const machines = new Map(next.machines.map((machine) => [machine.record.name, machine]))
  return {
    ...old,
    cells: old.cells.flatMap((cell) => {
      const slot = cells.get(cell.id)?.slot
      return slot === undefined ? [] : [{ ...cell, slot }]
    }),
    cords: old.cords.flatMap((cord) => {
      const now = cords.get(cord.id)
      return now === undefined ? [] : [{ ...cord, whole: now.whole, cut: now.cut }]
    }),
    nodes: old.nodes.map((node) => ({
      ...node,
      record: nodes.get(node.record.name)?.record ?? node.record,
    })),
    machines: old.machines.map((machine) => ({
      ...machine,
      record: machines.get(machine.record.name)?.record ?? machine.record,
    })),
  }
}

/** Whether something that stands in both pictures stands elsewhere in the new one. */
export function moves(old: Picture, next: Picture): boolean {
  const places = new Map(old.cells.map((cell) => [cell.id, cell]))
  const shifted = next.cells.some((cell) => {
    const before = places.get(cell.id)
    return before !== undefined && (before.x !== cell.x || before.y !== cell.y)
  })
  return shifted || old.metrics.density !== next.metrics.density
}

/** The picture to show, and handlers that tell whether a pointer is on a thing. */
export function useSettled(next: Picture | null, size: Size | null) {
  const shown = useRef<Picture | null>(null)
  const [movedAt, setMovedAt] = useState<number | null>(null)
  useEffect(() => {
    if (movedAt === null) return
    const timer = setTimeout(() => setMovedAt(null), HOLD_MS)
    return () => clearTimeout(timer)
  }, [movedAt])
  const old = shown.current
  const fits = old !== null && size !== null && old.width <= size.width
  const held = movedAt !== null && fits && next !== null && moves(old, next)
  const picture = held ? holdStill(old, next) : next
  useEffect(() => {
    if (!held) shown.current = next
  })
  const onPointerMove = (event: {
    readonly target: EventTarget
    readonly pointerType: string
    readonly timeStamp: number
  }) => {
    const on = event.target instanceof Element && event.target.closest('[data-thing]') !== null
    if (event.pointerType !== 'mouse') return
    const fresh = movedAt !== null && event.timeStamp - movedAt < AGAIN_MS
    if (!on) setMovedAt(null)
    else if (!fresh) setMovedAt(event.timeStamp)
  }
  return { picture, onPointerMove, onPointerLeave: () => setMovedAt(null) }
}
