/** The verbs of the selected thing, beside it on the picture. */
import { type ReactNode, useLayoutEffect, useMemo } from 'react'
import type { ProcessRecord, System } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import { pairOf, type SimSight } from '../lab/sight.ts'
import { useSay } from '../words/say.tsx'
import { type Box, isBare, type Picture, type Size } from './boxes.ts'
import { chordOf } from './chords.ts'
import { isAlive } from './forest.ts'
import { placePanel } from './place-panel.ts'
import { type Places, placesIn } from './places.ts'
import { aloftOf } from './sim-words.ts'
import { useSize } from './size.ts'
import { describe } from './thing.ts'
import type { Cell } from './tidy.ts'
import { VerbPanel } from './verb-panel.tsx'
import { nameOfThing } from './walk.ts'
import { thingId } from './walker.ts'

interface PanelFacts {
  readonly current: Selection
  readonly size: Size
  readonly system: System
  readonly sim?: SimSight | undefined
  readonly sourceOf: (process: ProcessRecord) => string | null
  readonly dispatch: Dispatch
}

export interface ThingPanelProps extends PanelFacts {
  readonly picture: Picture
  readonly acting: boolean
}

/** Both edges of the panel, px. */
const EDGES = 3

export function ThingPanel(props: ThingPanelProps) {
  const { current, picture, system, acting } = props
  const say = useSay()
  const places = useMemo(() => placesIn(picture), [picture])
  const cell = picture.cells.find(
    ({ slot }) => current.thing === 'process' && slot.process.key === current.key,
  )
  const box = boxOf(current, picture, places, props.sim)
  if (box === null) return null
  const process = current.thing === 'process' ? system.processes.get(current.key) : undefined
  if (!acting || (process !== undefined && !isAlive(process))) return null
  // A node's own tree is the thing itself.
  const isOther = ({ slot }: Cell) => current.thing !== 'node' || slot.node !== current.name
  const others = [
    ...picture.cells.filter(isOther).map((cell) => cellBox(cell, picture)),
    ...picture.machines.map(tabBox),
    ...picture.nodes.filter(({ record }) => !isBare(record)).map(labelBox),
  ].filter((other) => other.x !== box.x || other.y !== box.y)
  const around = process === undefined ? undefined : places.get(process.pid.node)
  const id = current.thing === 'process' ? thingId(current, picture) : nameOfThing(current)
  return (
    <Beside
      {...props}
      box={box}
      around={around}
      others={others}
      whole={picture}
      id={id}
      acting={acting}
    >
      {cell === undefined ? null : (
        <p className="lc-panel-summary">{describe(cell.slot, system, say)}</p>
      )}
    </Beside>
  )
}

export interface PlacePanelProps extends PanelFacts {
  readonly sim: SimSight
  readonly places: Places
}

/** Beside a tile or a dot, or in the middle of a link. */
export function PlacePanel(props: PlacePanelProps) {
  const { current, places, sim, size } = props
  const box = placeBox(current, places, sim)
  if (box === null || current.thing === 'process') return null
  const whole = { width: size.width, height: Math.max(size.height, box.y + 200) }
  return <Beside {...props} box={box} others={[]} whole={whole} id={nameOfThing(current)} acting />
}

interface BesideProps extends PanelFacts {
  readonly box: Box
  /** The enclosure it is in. */
  readonly around?: Box | undefined
  readonly others: readonly Box[]
  readonly whole: Size
  readonly id: string
  readonly acting: boolean
  readonly children?: ReactNode
}

function Beside(props: BesideProps) {
  const { current, box, others, size, system, acting, sim, dispatch } = props
  const [panel, inner] = useSize()
  useFocusLeft()
  const { width, height } = inner ?? { width: 300, height: 36 }
  const measured = { width: width + EDGES, height: height + EDGES }
  const whole = { x: 0, y: 0, width: props.whole.width, height: props.whole.height }
  // Inside what is in sight, when the picture has to be scrolled and the thing can be seen.
  const bounds = box.x < size.width && box.y < size.height ? { x: 0, y: 0, ...size } : whole
  const { x, y } = placePanel(box, measured, others, bounds, props.around ?? box)
  const process = current.thing === 'process' ? system.processes.get(current.key) : undefined
  return (
    <div
      ref={panel}
      className="lc-panel"
      data-narrow={size.width < 560 ? '' : undefined}
      style={{ transform: `translate(${x}px, ${y}px)` }}
    >
      {props.children}
      <VerbPanel
        key={props.id}
        selection={current}
        {...{ system, acting, sim, dispatch }}
        source={process === undefined ? null : props.sourceOf(process)}
      />
    </div>
  )
}

/** When the panel goes with its thing, whoever was in it keeps the stage. */
function useFocusLeft(): void {
  useLayoutEffect(
    () => () => {
      const held = document.activeElement?.closest('.lc-panel')
      held?.closest<HTMLElement>('.lc-picture')?.focus()
    },
    [],
  )
}

function boxOf(
  thing: Selection,
  picture: Picture,
  places: Places,
  sim: SimSight | undefined,
): Box | null {
  switch (thing.thing) {
    case 'process': {
      const cell = picture.cells.find(({ slot }) => slot.process.key === thing.key)
      return cell === undefined ? null : cellBox(cell, picture)
    }
    case 'node': {
      const node = picture.nodes.find(({ record }) => record.name === thing.name)
      const bare = places.get(thing.name)
      if (bare !== undefined) return bare
      return node === undefined ? null : labelBox(node)
    }
    case 'machine': {
      const machine = picture.machines.find(({ record }) => record.name === thing.name)
      return machine === undefined ? null : tabBox(machine)
    }
    default:
      return sim === undefined ? null : placeBox(thing, places, sim)
  }
}

/** A panel doesn't run after a message: it stands at the handle of its link. */
function placeBox(thing: Selection, places: Places, sim: SimSight): Box | null {
  if (thing.thing === 'node') return places.get(thing.name) ?? null
  const aloft = thing.thing === 'message' ? aloftOf(thing, sim) : undefined
  const pair =
    thing.thing === 'link'
      ? pairOf(thing.from, thing.to)
      : aloft && pairOf(aloft.fromNode, aloft.toNode)
  const handle = pair && chordOf(pair, places)?.handle
  return handle ? { x: handle.x - 12, y: handle.y - 12, width: 24, height: 24 } : null
}

function tabBox({ x, y, width }: Box): Box {
  return { x, y, width: Math.min(width, 160), height: 28 }
}

function labelBox({ x, y, width }: Box): Box {
  return { x: x + width - 60, y, width: 60, height: 24 }
}

function cellBox(cell: { readonly x: number; readonly y: number }, picture: Picture): Box {
  return {
    x: cell.x,
    y: cell.y,
    width: picture.metrics.cellWidth,
    height: picture.metrics.cellHeight,
  }
}
