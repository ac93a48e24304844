/**
 * Nodes of a simulated world as enclosures, their links as chords between them, and on each link a
 * handle to take hold of it. Sides of a partition are hatched, closed links are broken.
 */
import { type KeyboardEvent, memo } from 'react'
import type { Selection } from '../action.ts'
import { Icon } from '../icon.tsx'
import {
  conditionsOf,
  isTroubled,
  linkState,
  type Pair,
  type SimSight,
  sideOf,
  type WayState,
} from '../lab/sight.ts'
import { useSay } from '../words/say.tsx'
import { beside, type Chord, chordOf } from './chords.ts'
import type { Places } from './places.ts'
import { describeLink, linkWords } from './sim-words.ts'
import './links.css'

export interface FramesProps {
  readonly places: Places
  /** Links that are drawn. */
  readonly pairs: readonly Pair[]
  readonly inForce: SimSight['inForce']
  readonly brush: SimSight['brush']
  readonly width: number
  readonly height: number
  /** Name of the selected node; null: none. */
  readonly selected: string | null
  readonly selectedPair: Pair | null
}

export const NodeFrames = memo(function NodeFrames(props: FramesProps) {
  const { places, pairs, inForce, brush, selected } = props
  return (
    <svg className="lc-frames" width={props.width} height={props.height} aria-hidden="true">
      <Hatches />
      {pairs.map((pair) => (
        <ChordLines key={`${pair.from}>${pair.to}`} pair={pair} {...props} />
      ))}
      {[...places].map(([name, box]) => {
        const side = brush?.includes(name) ? 'brush' : sideOf(name, inForce)
        const [condition] = conditionsOf(name, inForce)
        return (
          <g key={name}>
            <rect
              className="lc-frame"
              data-node={name}
              data-condition={condition?.do}
              data-selected={name === selected ? '' : undefined}
              rx={2}
              {...box}
            />
            {side === null || side === 0 ? null : (
              <rect
                className="lc-frame-side"
                fill={`url(#lc-side-${side === 'brush' ? 'brush' : ((side - 1) % 3) + 1})`}
                {...box}
              />
            )}
          </g>
        )
      })}
    </svg>
  )
})

/** Sides differ by the slant of their hatching. */
function Hatches() {
  const slants = [
    ['1', 'M-2 10L10 -2M-2 2L2 -2M6 10L10 6'],
    ['2', 'M-2 -2L10 10M-2 6L2 10M6 -2L10 2'],
    ['3', 'M0 4H8'],
    ['brush', 'M-2 10L10 -2M-2 2L2 -2M6 10L10 6M-2 -2L10 10M-2 6L2 10M6 -2L10 2'],
  ]
  return (
    <defs>
      {slants.map(([id, path]) => (
        <pattern
          key={id}
          id={`lc-side-${id}`}
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          data-side={id}
        >
          <path d={path} />
        </pattern>
      ))}
    </defs>
  )
}

interface ChordLinesProps extends FramesProps {
  readonly pair: Pair
}

function ChordLines({ pair, places, inForce, selectedPair }: ChordLinesProps) {
  const chord = chordOf(pair, places)
  if (chord === null) return null
  const ways = linkState(pair, inForce)
  const [forth, back] = ways
  const alike = lookOf(forth) === lookOf(back)
  const selected = selectedPair?.from === pair.from && selectedPair.to === pair.to
  return (
    <g className="lc-chord" data-selected={selected ? '' : undefined}>
      <path
        className="lc-chord-reach"
        data-from={pair.from}
        data-to={pair.to}
        d={`M${chord.start.x} ${chord.start.y}L${chord.end.x} ${chord.end.y}`}
      />
      {alike ? (
        <ChordLine chord={chord} look={lookOf(forth)} />
      ) : (
        ways.map((way, at) => (
          <ChordLine key={way.from} chord={chord} look={lookOf(way)} way={at === 0 ? 1 : -1} />
        ))
      )}
    </g>
  )
}

type ChordLook = 'well' | 'closed' | 'troubled'

function lookOf(way: WayState): ChordLook {
  if (way.closed !== null) return 'closed'
  return isTroubled(way) ? 'troubled' : 'well'
}

interface ChordLineProps {
  readonly chord: Chord
  readonly look: ChordLook
  /** One of two ways: 1 from its first node to the second, −1 back. */
  readonly way?: 1 | -1
}

function ChordLine({ chord, look, way }: ChordLineProps) {
  const [start, end] = way === undefined ? [chord.start, chord.end] : endsOf(chord, way)
  const angle = (Math.atan2(end.y - start.y, end.x - start.x) * 180) / Math.PI
  return (
    <>
      <path
        className="lc-chord-line"
        data-look={look}
        d={`M${round(start.x)} ${round(start.y)}L${round(end.x)} ${round(end.y)}`}
      />
      {way === undefined ? null : (
        <path
          className="lc-chord-head"
          d="M-9 -4L0 0L-9 4"
          transform={`translate(${round(end.x)} ${round(end.y)}) rotate(${round(angle)})`}
        />
      )}
    </>
  )
}

function endsOf(chord: Chord, way: 1 | -1) {
  const [a, b] = way === 1 ? [chord.start, chord.end] : [chord.end, chord.start]
  return beside(a, b, 4)
}

function round(value: number): number {
  return Math.round(value * 2) / 2
}

export interface LinkHandlesProps {
  readonly pairs: readonly Pair[]
  readonly places: Places
  readonly sim: Pick<SimSight, 'inForce'>
  readonly selectedPair: Pair | null
  readonly choose: (thing: Selection) => void
}

export const LinkHandles = memo(function LinkHandles(props: LinkHandlesProps) {
  const { pairs, places, sim, selectedPair, choose } = props
  const say = useSay()
  const chords = pairs.flatMap((pair) => chordOf(pair, places) ?? [])
  const sight = { ...sim, brush: null, pairs: [], aloft: [] }
  return (
    <ul className="lc-links" aria-label={say('list.links')}>
      {chords.map(({ pair, handle }, at) => {
        const words = linkWords(pair, sight, say)
        const isClosed = linkState(pair, sim.inForce).some(({ closed }) => closed !== null)
        const selected = selectedPair?.from === pair.from && selectedPair.to === pair.to
        return (
          <li
            key={`${pair.from}>${pair.to}`}
            className="lc-link"
            style={{ transform: `translate(${round(handle.x)}px, ${round(handle.y)}px)` }}
          >
            <button
              type="button"
              className="lc-link-face"
              data-thing={`link:${pair.from}>${pair.to}`}
              data-look={isClosed ? 'closed' : words === '' ? 'well' : 'troubled'}
              aria-label={describeLink(pair, sight, say)}
              aria-pressed={selected}
              tabIndex={selected || (selectedPair === null && at === 0) ? 0 : -1}
              onClick={() => choose({ thing: 'link', ...pair })}
              onKeyDown={(event) => walkOn(event, chords, at, choose)}
            >
              {isClosed ? <Icon sign="lost" size={12} /> : null}
              {words}
            </button>
          </li>
        )
      })}
    </ul>
  )
})

const steps: Readonly<Record<string, 1 | -1>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
}

function walkOn(
  event: KeyboardEvent<HTMLElement>,
  chords: readonly Chord[],
  at: number,
  choose: (thing: Selection) => void,
): void {
  const by = steps[event.key]
  if (by === undefined) return
  event.preventDefault()
  event.stopPropagation()
  const next = (at + by + chords.length) % chords.length
  const chord = chords[next]
  if (chord === undefined) return
  choose({ thing: 'link', ...chord.pair })
  const list = event.currentTarget.closest('ul')
  list?.querySelectorAll<HTMLElement>('.lc-link-face')[next]?.focus()
}
