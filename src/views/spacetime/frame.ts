/** Where on the screen a picture's two directions lie, and how much room each has. */
import type { Spot } from './marks.ts'

export interface Frame {
  readonly width: number
  readonly height: number
  /** Time runs downwards, lanes stand beside each other. */
  readonly down: boolean
  /** Left of the picture, and above it: names of lanes, times, flags. */
  readonly left: number
  readonly top: number
  /** Scrolled from lane to lane, px. */
  readonly scroll: number
  /** Px from lane to lane. */
  readonly gap: number
}

/** Room for the times and the flags, across the direction of time. */
export const axisRoom = { right: 20, down: 62 } as const
export const flagRoom = 26

export type FrameOptions = Pick<Frame, 'width' | 'height' | 'down' | 'scroll'>

export function frameOf({ width, height, down, scroll }: FrameOptions): Frame {
  const left = down ? axisRoom.down + flagRoom : width < 620 ? 118 : 156
  const top = down ? 44 : axisRoom.right + flagRoom
  return { width, height, down, left, top, scroll, gap: 0 }
}

/** Px of a node's heading above its lanes. */
export function headingOf({ down }: Frame): number {
  return down ? 0 : 20
}

/** Px from lane to lane: as many as there is room for, but not so many that few look lost. */
export function gapFor(frame: Frame, lanes: number, headings: number): number {
  const { across } = roomOf(frame)
  const room = (across - headings * headingOf(frame)) / Math.max(1, lanes)
  return frame.down ? Math.min(140, Math.max(86, room)) : Math.min(84, Math.max(32, room))
}

/** The lanes on the screen, and those at its edges. */
export function sightOf(frame: Frame) {
  const edge = 100
  return { from: frame.scroll - edge, to: frame.scroll + roomOf(frame).across + edge }
}

/** Px of time in sight, and of lanes. */
export function roomOf({ width, height, left, top, down }: Frame) {
  const [along, across] = down ? [height - top, width - left] : [width - left, height - top]
  return { along: Math.max(1, along), across: Math.max(1, across) }
}

export function pointOf({ left, top, scroll, down }: Frame, { along, across }: Spot) {
  return down
    ? { x: left + across - scroll, y: top + along }
    : { x: left + along, y: top + across - scroll }
}

export function spotAt({ left, top, scroll, down }: Frame, x: number, y: number): Spot {
  return down
    ? { along: y - top, across: x - left + scroll }
    : { along: x - left, across: y - top + scroll }
}

/** Whether a lane at that place is on the screen. */
export function isSeen(across: number, frame: Frame): boolean {
  const at = across - frame.scroll
  return at > -frame.gap && at < roomOf(frame).across + frame.gap
}
