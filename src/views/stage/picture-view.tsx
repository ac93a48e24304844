/**
 * The picture: a supervision tree over nodes and machines, drawn from a System alone. Clicking,
 * Enter or a long press selects and puts the verbs beside the thing; arrow keys walk; K kills.
 */
import { type MouseEvent, useMemo } from 'react'
import type { ProcessRecord, System } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import { useMedia } from '../media.ts'
import { useSay } from '../words/say.tsx'
import type { World } from '../words/time.ts'
import type { Picture, Size } from './boxes.ts'
import { CellView } from './cell.tsx'
import { FlightTags } from './flight-tags.tsx'
import type { Flight } from './flights.ts'
import { standing } from './forest.ts'
import { MachineTab, NodeLabel, StackView } from './labels.tsx'
import { layout } from './layout.ts'
import { useSettled } from './settle.ts'
import { useSize } from './size.ts'
import { ThingPanel } from './thing-panel.tsx'
import { tiesOf } from './ties.ts'
import { firstThing, sameThing } from './walk.ts'
import { walkerOf } from './walker.ts'
import { Wiring } from './wiring.tsx'

/** A verb that a process wears from the start; `key` is a pidKey or what people call it. */
export interface Offer {
  readonly key: string
  readonly verb: 'kill'
}

export interface PictureViewProps {
  readonly system: System
  readonly world: World
  readonly selection: Selection | null
  readonly flights: readonly Flight[]
  readonly flightMs: number
  readonly offer: Offer | null
  readonly sourceOf: (process: ProcessRecord) => string | null
  readonly dispatch: Dispatch
}

export function PictureView(props: PictureViewProps) {
  const { system, selection } = props
  const [frame, size] = useSize()
  const keep = selection?.thing === 'process' ? selection.key : null
  const next = useMemo(
    () => (size === null ? null : layout(system, size, keep)),
    [system, size, keep],
  )
  const { picture, ...pointer } = useSettled(next, size)
  return (
    <div className="lc-picture" ref={frame} tabIndex={-1} {...pointer}>
      {picture === null || size === null ? null : (
        <Paper {...props} picture={picture} size={size} />
      )}
    </div>
  )
}

interface PaperProps extends PictureViewProps {
  readonly picture: Picture
  readonly size: Size
}

function Paper(props: PaperProps) {
  const { picture, size, system, selection, dispatch } = props
  const say = useSay()
  const sheet = useMedia('(max-width: 699px)')
  const current = occupant(selection, picture)
  const acting = props.world.kind !== 'recording'
  const walker = walkerOf({ picture, current, dispatch })
  const ties = useMemo(() => tiesOf(picture, current), [picture, current])
  const start = current ?? firstThing(picture)
  const plugged = new Set(picture.cords.flatMap((cord) => (cord.whole ? [cord.to] : [])))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys work on the buttons inside
    <div
      className="lc-paper"
      style={{
        width: Math.max(picture.width, size.width),
        height: Math.max(picture.height, size.height),
      }}
      onKeyDown={walker.onKeyDown}
      onClick={(event) => clickBeside(event, dispatch)}
      onContextMenu={(event) => walker.onLongPress(event)}
    >
      <Wiring
        picture={picture}
        ties={ties}
        selectedNode={current?.thing === 'node' ? current.name : null}
        selectedMachine={current?.thing === 'machine' ? current.name : null}
      />
      <ul className="lc-things" aria-label={say('stage.label')}>
        {picture.machines.map((box) => {
          const thing: Selection = { thing: 'machine', name: box.record.name }
          return (
            <MachineTab
              key={thing.name}
              box={box}
              {...thingProps(thing, current, start)}
              onChoose={() => walker.choose(thing)}
            />
          )
        })}
        {picture.nodes.map((box) => {
          const thing: Selection = { thing: 'node', name: box.record.name }
          return (
            <NodeLabel
              key={thing.name}
              box={box}
              {...thingProps(thing, current, start)}
              onChoose={() => walker.choose(thing)}
            />
          )
        })}
        {picture.cells.map((cell) => {
          const thing: Selection = { thing: 'process', key: cell.slot.process.key }
          return (
            <CellView
              key={cell.id}
              cell={cell}
              metrics={picture.metrics}
              system={system}
              world={props.world}
              plugged={plugged.has(cell.id)}
              offered={acting && offers(props.offer, cell.slot.process)}
              {...thingProps(thing, current, start)}
              onChoose={() => walker.choose(thing)}
              dispatch={dispatch}
            />
          )
        })}
        {picture.stacks.map((stack) => (
          <StackView
            key={stack.id}
            stack={stack}
            metrics={picture.metrics}
            onChoose={() => chooseStack(props, stack)}
          />
        ))}
      </ul>
      <FlightTags flights={props.flights} picture={picture} durationMs={props.flightMs} />
      {current === null || sheet ? null : (
        <ThingPanel {...props} acting={acting} current={current} />
      )}
    </div>
  )
}

function thingProps(thing: Selection, current: Selection | null, start: Selection | null) {
  return { selected: sameThing(thing, current), reachable: sameThing(thing, start) }
}

function offers(offer: Offer | null, process: ProcessRecord): boolean {
  return offer !== null && (offer.key === process.key || offer.key === process.label)
}

/** A click on the bare paper lets go of the selection. */
function clickBeside(event: MouseEvent, dispatch: Dispatch): void {
  if (event.target instanceof Element && event.target.closest('button, form, .lc-panel') === null) {
    dispatch({ type: 'select', selection: null })
  }
}

function chooseStack(
  { picture, dispatch }: PaperProps,
  stack: { parent: string | null; node: string },
): void {
  const parent = picture.cells.find(({ id }) => id === stack.parent)?.slot.process.key
  const selection: Selection =
    parent === undefined ? { thing: 'node', name: stack.node } : { thing: 'process', key: parent }
  dispatch({ type: 'select', selection })
}

/** Who stands now where the selected process stood, if it is on the picture. */
function occupant(selection: Selection | null, picture: Picture): Selection | null {
  const slots = picture.cells.map((cell) => cell.slot)
  const now = standing(selection, slots)
  if (now?.thing !== 'process') return now
  return slots.some(({ process }) => process.key === now.key) ? now : null
}
