/**
 * The tape: a chart recorder's paper with sprocket holes, the fault lane on top, the pen's swing
 * below, and a cursor to drag. It moves with the trace and with nothing else.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import type { Playback, Trace } from '../../lab/index.ts'
import type { Action, Dispatch } from '../action.ts'
import type { Names } from '../names.ts'
import { eventSentence } from '../sentences/event-sentence.ts'
import { useSize } from '../stage/size.ts'
import { useSay } from '../words/say.tsx'
import { formatOffset, type World } from '../words/time.ts'
import type { Say } from '../words/words.ts'
import { PULSE_MS, type Reading } from './reading.ts'
import { Signs } from './signs.tsx'
import {
  indexAt,
  type PaperMs,
  PEN_ROOM,
  penPath,
  stepOf,
  timeAtX,
  type Window,
  windowOf,
  xOf,
} from './tape.ts'

export interface TapeViewProps {
  readonly trace: Trace
  readonly reading: Reading
  readonly playback: Playback
  readonly world: World
  readonly names: Names
  readonly paperMs: PaperMs
  /** The cursor was dragged to the left edge, and there is more before it. */
  readonly onEdge: () => void
  /** What an arrow key does; an event further or back where nothing is said. */
  readonly step?: ((by: 1 | -1) => Action) | undefined
  /** What else lies on the paper. */
  readonly over?: ((window: Window, width: number) => ReactNode) | undefined
  readonly dispatch: Dispatch
}

function byEvent(by: 1 | -1): Action {
  return { type: 'step', by, to: 'event' }
}

/** So near to the left edge a drag asks for what was before, px. */
const EDGE = 4

export function TapeView(props: TapeViewProps) {
  const { trace, reading, playback, world, dispatch } = props
  const [frame, size] = useSize()
  const before = useRef<Window | null>(null)
  const dragging = useRef(false)
  const live = playback.mode === 'live'
  const window = windowOf(
    trace,
    playback.time,
    live && !dragging.current,
    props.paperMs,
    before.current,
  )
  before.current = window
  const seek = (event: PointerEvent<HTMLElement>) => {
    if (trace.end === trace.first) return
    const box = event.currentTarget.getBoundingClientRect()
    const x = event.clientX - box.left
    if (event.type === 'pointermove' && x <= EDGE && window.fromMs > trace.timeAt(trace.first)) {
      props.onEdge()
    }
    dispatch({ type: 'seek', index: indexAt(trace, timeAtX(x, window, box.width)) })
  }
  const width = size?.width ?? 0
  return (
    <div
      ref={frame}
      className="lc-tape"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        dragging.current = true
        event.currentTarget.setPointerCapture(event.pointerId)
        seek(event)
      }}
      onPointerMove={(event) => (dragging.current ? seek(event) : undefined)}
      onPointerUp={() => {
        dragging.current = false
      }}
      onPointerCancel={() => {
        dragging.current = false
      }}
    >
      {size === null ? null : (
        <>
          <Ruling window={window} width={width} height={size.height} world={world} />
          <Pen pulse={reading.pulse} window={window} width={width} height={size.height} />
          {props.over?.(window, width)}
          <Signs {...props} cursor={playback.cursor} window={window} width={width} />
          <Cursor {...props} x={Math.min(xOf(playback.time, window, width), width - PEN_ROOM)} />
        </>
      )}
    </div>
  )
}

function onKey(event: KeyboardEvent, props: TapeViewProps): void {
  const { trace, step = byEvent, dispatch } = props
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const action = ((): Action | null => {
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowDown':
        return step(-1)
      case 'ArrowRight':
      case 'ArrowUp':
        return step(1)
      case 'PageUp':
        return { type: 'step', by: -1, to: 'fault' }
      case 'PageDown':
        return { type: 'step', by: 1, to: 'fault' }
      case 'Home':
        return { type: 'seek', index: trace.first }
      case 'End':
        return { type: 'live' }
      default:
        return null
    }
  })()
  if (action === null) return
  event.preventDefault()
  event.stopPropagation()
  dispatch(action)
}

interface RulingProps {
  readonly window: Window
  readonly width: number
  readonly height: number
  readonly world: World
}

/** Sprocket holes, seconds and their labels: all nailed to the time of the trace. */
function Ruling({ window, width, height, world }: RulingProps) {
  const step = stepOf(window, width, 88)
  const lines: number[] = []
  const holes: number[] = []
  const first = Math.floor((window.fromMs - world.zeroMs) / step) * step + world.zeroMs
  for (let time = first; time <= window.toMs; time += step / 5) {
    const x = xOf(time, window, width)
    if (x < -4) continue
    const at = Math.round(((time - first) / step) * 5)
    if (at % 5 === 0) lines.push(time)
    holes.push(x)
  }
  return (
    <svg className="lc-tape-paper" width={width} height={height} aria-hidden="true">
      {holes.map((x) => (
        <g key={Math.round(x * 10)} className="lc-hole">
          <circle cx={x} cy={6} r={2} />
          <circle cx={x} cy={height - 6} r={2} />
        </g>
      ))}
      {lines.map((time) => (
        <g key={time}>
          <path className="lc-second" d={`M${xOf(time, window, width)} 12V${height - 12}`} />
          {time < world.zeroMs ? null : (
            <text className="lc-second-label" x={xOf(time, window, width) + 4} y={height - 16}>
              {axisLabel(time, step, world)}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}

function axisLabel(time: number, step: number, world: World): string {
  const text = formatOffset(time + 0.01, world)
  return step < 1_000 ? text.slice(0, -2) : text.slice(0, -4)
}

interface PenProps {
  readonly pulse: ReadonlyMap<number, number>
  readonly window: Window
  readonly width: number
  readonly height: number
}

function Pen({ pulse, window, width, height }: PenProps) {
  const reach = 9
  const path = penPath(pulse, window, width, PULSE_MS, reach)
  return (
    <svg className="lc-tape-paper" width={width} height={height} aria-hidden="true">
      <path className="lc-pen" d={path} transform={`translate(0 ${height - 26 - reach})`} />
    </svg>
  )
}

/** The pen: the slider's thumb. Dragging works anywhere on the paper, keys work here. */
function Cursor(props: TapeViewProps & { readonly x: number }) {
  const { trace, playback, x } = props
  const say = useSay()
  return (
    <div
      className="lc-cursor"
      style={{ transform: `translateX(${Math.round(Math.max(0, x))}px)` }}
      role="slider"
      tabIndex={0}
      aria-label={say('strip.cursor')}
      aria-valuemin={trace.first}
      aria-valuemax={trace.end}
      aria-valuenow={playback.cursor}
      aria-valuetext={valueText(props, say)}
      onKeyDown={(event) => onKey(event, props)}
    >
      <svg width={13} height={10} viewBox="0 0 13 10" aria-hidden="true">
        <path d="M.5.5h12L6.5 9.5z" />
      </svg>
    </div>
  )
}

/** The moment shown, as a slider says it. */
function valueText({ trace, playback, world, names }: TapeViewProps, say: Say): string {
  const time = formatOffset(playback.time, world)
  if (playback.mode === 'live' && playback.slow === null) return say('strip.cursor.live', { time })
  if (playback.cursor <= trace.first || playback.cursor > trace.end) return time
  const event = eventSentence(trace.at(playback.cursor - 1), names, say)
  return say('strip.cursor.text', { time, event })
}
