/** The bars of a history as SVG, with keys that walk from one to the next. */
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Operation } from '../../lab/index.ts'
import { useSize } from '../use-size.ts'
import { formatOffset, formatSpan } from '../words/time.ts'
import { useDareWords } from './challenge-words.ts'
import type { HistoryPartProps } from './history.tsx'
import {
  type Bar,
  type HistoryPicture,
  type HistoryWindow,
  historyTicks,
  layOutHistory,
} from './history-layout.ts'
import { type Spot, walked } from './history-walk.ts'
import { barWords, operationWords } from './history-words.ts'

const rowHeight = 32
const barHeight = 22
const axisHeight = 20
const letter = 7.6
/** Px for the clients' names. */
const names = 88

export function HistoryBars(props: HistoryPartProps) {
  const say = useDareWords()
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const [focus, setFocus] = useState<Spot | null>(null)
  const width = Math.max(0, (size?.width ?? 0) - names)
  const { history, fromMs, toMs, sight, lab, world } = props
  const window: HistoryWindow = { fromMs, toMs, width, nowMs: lab.nowMs, key: sight.key }
  const picture = width < 40 ? null : layOutHistory(history, window)
  const focused = focus === null ? undefined : picture?.rows[focus.row]?.bars[focus.bar]
  return (
    <div
      ref={box}
      className="lc-ops-bars"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys walk from bar to bar
      tabIndex={0}
      role="application"
      aria-label={say('history.label')}
      onKeyDown={(event) => picture !== null && onKey(event, picture, focus, setFocus, props)}
      onBlur={() => setFocus(null)}
    >
      {picture === null ? null : (
        <Paper {...props} picture={picture} window={window} focus={focus} />
      )}
      <p className="lc-hidden" aria-live="polite">
        {focused === undefined || focus === null
          ? ''
          : barWords(focused, picture?.rows[focus.row]?.name ?? '', history, world, say)}
      </p>
      {picture !== null && picture.leftOut > 0 ? (
        <p className="lc-soft">{say('history.leftOut', { count: picture.leftOut })}</p>
      ) : null}
    </div>
  )
}

interface PaperProps extends HistoryPartProps {
  readonly picture: HistoryPicture
  readonly window: HistoryWindow
  readonly focus: Spot | null
}

function Paper(props: PaperProps) {
  const { picture, window, focus, playback } = props
  const height = axisHeight + picture.rows.length * rowHeight
  const at = ((playback.time - window.fromMs) / (window.toMs - window.fromMs)) * window.width
  const isPast = playback.mode !== 'live'
  return (
    <svg width={names + window.width} height={height} aria-hidden="true">
      <defs>
        <pattern id="lc-hatch" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" className="lc-ops-hatch" />
        </pattern>
      </defs>
      <Axis {...props} height={height} />
      {picture.rows.map((row, r) => (
        <g key={row.name} transform={`translate(0 ${axisHeight + r * rowHeight})`}>
          <line x2={names + window.width} y1={rowHeight - 0.5} y2={rowHeight - 0.5} />
          <text x={0} y={rowHeight / 2} className="lc-ops-client">
            {clipped(row.name, names - 8)}
          </text>
          {litLast(row.bars).map(([bar, b]) => (
            <BarView
              key={bar.places[0]}
              {...props}
              bar={bar}
              client={row.name}
              isFocused={focus?.row === r && focus.bar === b}
            />
          ))}
        </g>
      ))}
      {at < 0 || at > window.width ? null : (
        <g className="lc-ops-clock" data-past={isPast ? '' : undefined}>
          <rect x={names + at} y={axisHeight} width={window.width - at} height={height} />
          <line x1={names + at} x2={names + at} y1={4} y2={height} />
        </g>
      )}
    </svg>
  )
}

function Axis({ window, world, height }: PaperProps & { readonly height: number }) {
  const ticks = historyTicks(window, 84)
  const step = (ticks[1]?.atMs ?? 0) - (ticks[0]?.atMs ?? 0)
  const label = (atMs: number) =>
    step >= 1_000 ? formatSpan(atMs) : formatOffset(atMs + 0.0005, world)
  return ticks.map(({ x, atMs }) => (
    <g key={atMs} className="lc-ops-tick">
      <line x1={names + x} x2={names + x} y1={axisHeight} y2={height} />
      {x > window.width - 40 ? null : (
        <text x={names + x} y={axisHeight / 2}>
          {label(atMs)}
        </text>
      )}
    </g>
  ))
}

interface BarProps extends PaperProps {
  readonly bar: Bar
  readonly client: string
  readonly isFocused: boolean
}

function BarView(props: BarProps) {
  const { bar, client, history, world, isFocused } = props
  const say = useDareWords()
  const { places, x, width, isOpen, isFailed, lit } = bar
  const only = history.operations[places[0] as number] as Operation
  const word = places.length > 1 ? `× ${places.length}` : operationWords(only)
  const mark = lit === 'culprit' ? '✕ ' : isFailed ? '! ' : ''
  const top = (rowHeight - barHeight) / 2
  const sides = isOpen
    ? `M${x + width} ${top}H${x}v${barHeight}H${x + width}`
    : `M${x} ${top}h${width}v${barHeight}h${-width}z`
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its keys are those of the whole picture
    <g
      className="lc-ops-bar"
      transform={`translate(${names} 0)`}
      data-op={places.length > 1 ? 'many' : only.op}
      data-open={isOpen ? '' : undefined}
      data-failed={isFailed ? '' : undefined}
      data-lit={lit === 'no' ? undefined : lit}
      data-focused={isFocused ? '' : undefined}
      onClick={() => pick(bar, props)}
    >
      <title>{barWords(bar, client, history, world, say)}</title>
      <rect x={x} y={top} width={width} height={barHeight} className="lc-ops-fill" />
      {lit === 'no' ? null : (
        <rect x={x} y={top} width={width} height={barHeight} fill="url(#lc-hatch)" />
      )}
      <path d={sides} className="lc-ops-edge" />
      <BarText bar={bar} word={mark + word} room={props.window.width} />
    </g>
  )
}

/** Their words may lie over those beside them. */
function litLast(bars: readonly Bar[]): readonly (readonly [Bar, number])[] {
  const numbered = bars.map((bar, at) => [bar, at] as const)
  const isLit = ([bar]: readonly [Bar, number]) => bar.lit !== 'no'
  return [...numbered.filter((each) => !isLit(each)), ...numbered.filter(isLit)]
}

/** Inside, if there is room; what is lit says it beside itself. */
function BarText({ bar, word, room }: { bar: Bar; word: string; room: number }) {
  const { x, width, lit } = bar
  const needed = word.length * letter + 8
  const y = rowHeight / 2
  if (lit !== 'no' && width < needed) {
    const isLeft = x + width + needed > room
    const from = isLeft ? Math.max(0, x - needed) : x + width
    return (
      <g className="lc-ops-beside">
        <rect x={from} y={(rowHeight - barHeight) / 2 + 2} width={needed} height={barHeight - 4} />
        <text x={from + 4} y={y}>
          {word}
        </text>
      </g>
    )
  }
  return width < 34 ? null : (
    <text x={x + 5} y={y}>
      {clipped(word, width - 8)}
    </text>
  )
}

function clipped(text: string, px: number): string {
  const most = Math.floor(px / letter)
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1))}…`
}

/** One operation is gone to; of several the window goes closer. */
function pick({ places, fromMs, toMs }: Bar, { choose, wish }: HistoryPartProps): void {
  if (places.length === 1) choose(places[0] as number)
  else wish({ wish: 'stretch', fromMs, toMs })
}

function onKey(
  event: KeyboardEvent,
  { rows }: HistoryPicture,
  focus: Spot | null,
  setFocus: (spot: Spot) => void,
  props: HistoryPartProps,
): void {
  const bar = focus === null ? undefined : rows[focus.row]?.bars[focus.bar]
  const spot = walked(rows, focus, event.key)
  if (spot !== null) setFocus(spot)
  else if (event.key === 'Enter' && bar !== undefined) pick(bar, props)
  else return
  event.preventDefault()
  event.stopPropagation()
}
