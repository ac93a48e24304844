/** The verbs of the selected thing, beside it on the picture. */
import type { ProcessRecord, System } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import { useSay } from '../words/say.tsx'
import type { Box, Picture, Size } from './boxes.ts'
import { isAlive } from './forest.ts'
import { placePanel } from './place-panel.ts'
import { useSize } from './size.ts'
import { describe } from './thing.ts'
import { VerbPanel } from './verb-panel.tsx'
import { thingId } from './walker.ts'

export interface ThingPanelProps {
  readonly current: Selection
  readonly picture: Picture
  readonly size: Size
  readonly system: System
  readonly acting: boolean
  readonly sourceOf: (process: ProcessRecord) => string | null
  readonly dispatch: Dispatch
}

/** Both edges of the panel, px. */
const EDGES = 3

export function ThingPanel(props: ThingPanelProps) {
  const { current, picture, size, system, acting, dispatch } = props
  const [panel, inner] = useSize()
  const { width, height } = inner ?? { width: 300, height: 36 }
  const measured = { width: width + EDGES, height: height + EDGES }
  const say = useSay()
  const cell = picture.cells.find(
    ({ slot }) => current.thing === 'process' && slot.process.key === current.key,
  )
  const box = boxOf(current, picture)
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height }
  if (box === null) return null
  const process = current.thing === 'process' ? system.processes.get(current.key) : undefined
  if (!acting || (process !== undefined && !isAlive(process))) return null
  const others = [
    ...picture.cells.map((cell) => cellBox(cell, picture)),
    ...picture.machines.map(tabBox),
    ...picture.nodes.map(labelBox),
  ].filter((other) => other.x !== box.x || other.y !== box.y)
  // Inside what is in sight, when the picture has to be scrolled and the thing can be seen.
  const bounds = box.x < size.width && box.y < size.height ? { x: 0, y: 0, ...size } : whole
  const { x, y } = placePanel(box, measured, others, bounds)
  return (
    <div
      ref={panel}
      className="lc-panel"
      data-narrow={size.width < 560 ? '' : undefined}
      style={{ transform: `translate(${x}px, ${y}px)` }}
    >
      {cell === undefined ? null : (
        <p className="lc-panel-summary">{describe(cell.slot, system, say)}</p>
      )}
      <VerbPanel
        key={current.thing === 'process' ? thingId(current, picture) : current.name}
        selection={current}
        system={system}
        acting={acting}
        source={process === undefined ? null : props.sourceOf(process)}
        dispatch={dispatch}
      />
    </div>
  )
}

function boxOf(thing: Selection, picture: Picture): Box | null {
  switch (thing.thing) {
    case 'process': {
      const cell = picture.cells.find(({ slot }) => slot.process.key === thing.key)
      return cell === undefined ? null : cellBox(cell, picture)
    }
    case 'node': {
      const node = picture.nodes.find(({ record }) => record.name === thing.name)
      return node === undefined ? null : labelBox(node)
    }
    case 'machine': {
      const machine = picture.machines.find(({ record }) => record.name === thing.name)
      return machine === undefined ? null : tabBox(machine)
    }
  }
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
