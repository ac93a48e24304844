/**
 * Messages on their way between nodes: tags with a word, to be taken hold of; above sixty they flow
 * together, with their number. Where each stands is the time shown and nothing else.
 */
import { type KeyboardEvent, memo, useEffect, useRef } from 'react'
import type { Selection } from '../action.ts'
import { Icon } from '../icon.tsx'
import { deedSigns } from '../lab/deeds.ts'
import type { Aloft } from '../lab/sight.ts'
import { useSay } from '../words/say.tsx'
import { formatCount } from '../words/time.ts'
import { beside, between, type Flow, flowsOf, middleOf, wallOf } from './chords.ts'
import type { Places } from './places.ts'
import { describeMessage } from './sim-words.ts'

interface Spot {
  readonly x: number
  readonly y: number
}

export interface AloftLayerProps {
  readonly aloft: readonly Aloft[]
  readonly places: Places
  readonly width: number
  readonly height: number
  readonly selected: Selection | null
  readonly choose: (thing: Selection) => void
}

export function AloftLayer(props: AloftLayerProps) {
  const { aloft, places, width, height } = props
  const say = useSay()
  const flows = flowsOf(aloft)
  if (flows === null) return <Tags {...props} />
  return (
    <svg className="lc-flows" width={width} height={height}>
      <title>{say('nodes.aloft', { count: formatCount(aloft.length) })}</title>
      {flows.map((flow) => (
        <FlowLine key={`${flow.from} ${flow.to}`} flow={flow} places={places} />
      ))}
    </svg>
  )
}

/** Between its tags a selected one may land: whoever held it keeps the stage. */
function Tags({ aloft, places, selected, choose }: AloftLayerProps) {
  const held = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const { current } = held
    if (current === null || current.isConnected) return
    held.current = null
    if (document.activeElement === document.body) {
      document.querySelector<HTMLElement>('.lc-picture')?.focus()
    }
  })
  const chosen = selected?.thing === 'message' ? selected.sent.join('/') : null
  const hasChosen = aloft.some(({ id }) => id === chosen)
  const small = aloft.length > 24
  const standing = aloft.map((each) => {
    const ends = endsOf(each, places)
    if (ends === null) return null
    return { ...between(ends[0], ends[1], each.part), width: widthOf(each.word, small) }
  })
  const put = apart(standing)
  return aloft.map((each, at) => {
    const spot = put[at] ?? null
    if (spot === null) return null
    const { x, y } = spot
    return (
      <Tag
        key={each.id}
        aloft={each}
        number={at + 1}
        small={small}
        x={Math.round(x * 2) / 2}
        y={Math.round(y * 2) / 2}
        selected={each.id === chosen}
        reachable={hasChosen ? each.id === chosen : at === 0}
        choose={choose}
        hold={(element) => {
          held.current = element
        }}
      />
    )
  })
}

interface TagProps {
  readonly aloft: Aloft
  readonly number: number
  readonly small: boolean
  readonly x: number
  readonly y: number
  readonly selected: boolean
  readonly reachable: boolean
  readonly choose: (thing: Selection) => void
  readonly hold: (element: HTMLElement | null) => void
}

function Tag({ aloft, number, small, x, y, selected, reachable, choose, hold }: TagProps) {
  const say = useSay()
  const transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`
  const words = (
    <>
      <span className="lc-aloft-number">{number}</span>
      {aloft.meddled === null ? null : <Icon sign={deedSigns[aloft.meddled]} size={12} />}
      {aloft.word}
    </>
  )
  if (aloft.kind === 'exit') {
    return (
      <span className="lc-aloft" data-kind="exit" style={{ transform }} aria-hidden="true">
        {say('signal.exit')} {words}
      </span>
    )
  }
  return (
    <button
      type="button"
      className="lc-aloft"
      data-thing={`message:${aloft.id}`}
      data-meddled={aloft.meddled ?? undefined}
      data-small={small ? '' : undefined}
      style={{ transform }}
      aria-label={describeMessage(aloft, say)}
      aria-pressed={selected}
      tabIndex={reachable ? 0 : -1}
      onFocus={(event) => hold(event.currentTarget)}
      onBlur={() => hold(null)}
      onKeyDown={walkOn}
      onClick={() => choose({ thing: 'message', sent: aloft.sent })}
    >
      {words}
    </button>
  )
}

/** Arrow keys go from tag to tag. */
function walkOn(event: KeyboardEvent<HTMLElement>): void {
  const forth = event.key === 'ArrowRight' || event.key === 'ArrowDown'
  if (!forth && event.key !== 'ArrowLeft' && event.key !== 'ArrowUp') return
  event.preventDefault()
  event.stopPropagation()
  const paper = event.currentTarget.parentElement
  const tags = [...(paper?.querySelectorAll<HTMLElement>('button.lc-aloft') ?? [])]
  const at = tags.indexOf(event.currentTarget) + (forth ? 1 : -1)
  const next = tags[(at + tags.length) % tags.length]
  next?.focus()
  next?.click()
}

/** About how wide a tag is, px. */
function widthOf(word: string, small: boolean): number {
  return small ? 56 : 8 * word.length + 16
}

interface Standing extends Spot {
  readonly width: number
}

/** Height of a tag and the least room between two, px. */
const TAG = 23

/** Tags that would hide each other stand below each other. */
export function apart(tags: readonly (Standing | null)[]): readonly (Spot | null)[] {
  const put: (Standing | null)[] = []
  for (const tag of tags) {
    let y = tag?.y ?? 0
    const hides = (other: Standing | null) =>
      tag !== null &&
      other !== null &&
      Math.abs(other.y - y) < TAG - 1 &&
      Math.abs(other.x - tag.x) < (other.width + tag.width) / 2
    for (let tries = 0; tries < 6 && put.some(hides); tries++) y += TAG
    put.push(tag && { ...tag, y })
  }
  return put
}

/** From wall to wall; beside the link, so that those that meet pass each other. */
function endsOf({ fromNode, toNode }: Aloft, places: Places): readonly [Spot, Spot] | null {
  const [a, b] = [places.get(fromNode), places.get(toNode)]
  if (a === undefined || b === undefined) return null
  const start = wallOf(a, middleOf(b))
  const end = wallOf(b, middleOf(a))
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1
  const upright = Math.abs(end.y - start.y) / length
  return beside(start, end, 12 + 16 * upright)
}

interface FlowLineProps {
  readonly flow: Flow
  readonly places: Places
}

const FlowLine = memo(function FlowLine({ flow, places }: FlowLineProps) {
  const say = useSay()
  const [a, b] = [places.get(flow.from), places.get(flow.to)]
  if (a === undefined || b === undefined) return null
  const [start, end] = beside(wallOf(a, middleOf(b)), wallOf(b, middleOf(a)), 5)
  const width = Math.min(8, 1 + Math.log2(flow.count))
  const middle = between(start, end, 0.6)
  return (
    <g className="lc-flow">
      <title>{say('flow.describe', flow)}</title>
      <path
        d={`M${start.x} ${start.y}L${end.x} ${end.y}${headOf(start, end)}`}
        strokeWidth={width}
      />
      <text x={middle.x} y={middle.y + 4}>
        {formatCount(flow.count)}
      </text>
    </g>
  )
})

function headOf(start: Spot, end: Spot): string {
  const angle = Math.atan2(end.y - start.y, end.x - start.x)
  const barb = (turn: number) =>
    `${end.x - 10 * Math.cos(angle + turn)} ${end.y - 10 * Math.sin(angle + turn)}`
  return `M${barb(0.5)}L${end.x} ${end.y}L${barb(-0.5)}`
}
