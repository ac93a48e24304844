/** A pointer on the picture: a press chooses, a drag moves it, a wheel scrolls or zooms. */
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { indexAt } from '../strip/tape.ts'
import type { DiagramProps } from './diagram.tsx'
import { axisRoom, type Frame, spotAt } from './frame.ts'
import { eventsAt, flagAt } from './reach.ts'

/** A pointer that moved less than this was pressed, not dragged; px. */
const still = 4
const mouse = { dot: 13, line: 6 }
const finger = { dot: 24, line: 14 }

interface Drag {
  readonly x: number
  readonly y: number
  readonly onAxis: boolean
  moved: boolean
  lastX: number
  lastY: number
}

export function usePointer(props: DiagramProps, setFocus: (index: number | null) => void) {
  const drag = useRef<Drag | null>(null)
  const { frame, pan } = props
  const placeOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      const { x, y } = placeOf(event)
      event.currentTarget.setPointerCapture(event.pointerId)
      const onAxis = isOnAxis(frame, x, y)
      drag.current = { x, y, onAxis, moved: false, lastX: x, lastY: y }
      if (onAxis) seek(props, x, y)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const { current } = drag
      if (current === null) return
      const { x, y } = placeOf(event)
      current.moved ||= Math.hypot(x - current.x, y - current.y) > still
      if (!current.moved) return
      if (current.onAxis) return seek(props, x, y)
      const [dx, dy] = [current.lastX - x, current.lastY - y]
      current.lastX = x
      current.lastY = y
      if (frame.down) pan(dy, dx)
      else pan(dx, dy)
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const { current } = drag
      drag.current = null
      if (current === null || current.moved || current.onAxis) return
      const near = event.pointerType === 'mouse' ? mouse : finger
      const { x, y } = placeOf(event)
      const index = chosenAt(props, x, y, near)
      if (index === null) return
      setFocus(index)
      props.choose(index)
    },
    onPointerCancel: () => {
      drag.current = null
    },
  }
}

function isOnAxis({ down }: Frame, x: number, y: number): boolean {
  return down ? x < axisRoom.down : y < axisRoom.right
}

/** The page's clock is taken along the axis. */
function seek({ trace, frame, model, dispatch }: DiagramProps, x: number, y: number): void {
  if (trace.end === trace.first) return
  const { along } = spotAt(frame, x, y)
  const { stretch, picture } = model
  if (stretch.axis === 'time') {
    const { fromMs, toMs, length } = stretch
    const time = fromMs + (along / length) * (toMs - fromMs)
    return dispatch({ type: 'seek', index: indexAt(trace, time) })
  }
  if (picture.events === 0) return
  const nearest = stretch.events.reduce((best, index) =>
    Math.abs(stretch.alongOf(index) - along) < Math.abs(stretch.alongOf(best) - along)
      ? index
      : best,
  )
  dispatch({ type: 'seek', index: nearest })
}

/** Of several events in one place the one after the selected, so that pressing goes through all. */
function chosenAt(
  { model, frame }: DiagramProps,
  x: number,
  y: number,
  near: typeof mouse,
): number | null {
  const spot = spotAt(frame, x, y)
  const onFlags = frame.down ? x < frame.left : y < frame.top
  const events = onFlags
    ? flagAt(model.picture, spot.along, near.dot)
    : eventsAt(model.picture, spot, near)
  if (events === null) return null
  const at = model.selected === null ? -1 : events.indexOf(model.selected)
  return events[(at + 1) % events.length] ?? null
}

/** React's own wheel listeners can't keep the page from scrolling. */
export function useWheel(canvas: RefObject<HTMLCanvasElement | null>, props: DiagramProps): void {
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    const { current } = canvas
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const { frame, model, pan, zoom } = latest.current
      const { deltaX, deltaY, ctrlKey, metaKey, shiftKey } = event
      if (ctrlKey || metaKey) {
        const { along } = spotAt(frame, event.offsetX, event.offsetY)
        return zoom(deltaY < 0 ? 1 : -1, along / model.stretch.length)
      }
      const [side, ahead] = shiftKey ? [deltaY, 0] : [deltaX, deltaY]
      const scrolls = model.picture.depth > frame.height - frame.top
      if (frame.down) pan(ahead, side)
      else if (scrolls) pan(side, ahead)
      else pan(side + ahead, 0)
    }
    current?.addEventListener('wheel', onWheel, { passive: false })
    return () => current?.removeEventListener('wheel', onWheel)
  }, [canvas])
}
