/** The verbs of the selected thing, beside it on the picture. */
import { useLayoutEffect, useRef, useState } from 'react'
import type { ProcessRecord, System } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import type { Box, Picture, Size } from './boxes.ts'
import { isAlive } from './forest.ts'
import { placePanel } from './place-panel.ts'
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

export function ThingPanel(props: ThingPanelProps) {
  const { current, picture, size, system, acting, dispatch } = props
  const panel = useRef<HTMLDivElement>(null)
  const [measured, setMeasured] = useState<Size>({ width: 340, height: 80 })
  useLayoutEffect(() => {
    const element = panel.current
    if (element === null) return
    const { offsetWidth: width, offsetHeight: height } = element
    if (width !== measured.width || height !== measured.height) setMeasured({ width, height })
  })
  const box = boxOf(current, picture)
  if (box === null) return null
  const process = current.thing === 'process' ? system.processes.get(current.key) : undefined
  if (process !== undefined && !isAlive(process) && acting) return null
  const others = [
    ...picture.cells.map((cell) => cellBox(cell, picture)),
    ...picture.machines.map((machine) => ({
      ...machine,
      width: Math.min(machine.width, 160),
      height: 28,
    })),
  ].filter((other) => other.x !== box.x || other.y !== box.y)
  const bounds = {
    x: 0,
    y: 0,
    width: Math.max(size.width, picture.width),
    height: Math.max(size.height, picture.height),
  }
  const { x, y } = placePanel(box, measured, others, bounds)
  return (
    <div
      ref={panel}
      className="lc-panel"
      data-narrow={size.width < 560 ? '' : undefined}
      style={{ transform: `translate(${x}px, ${y}px)` }}
    >
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
      return node === undefined
        ? null
        : { ...node, x: node.x + node.width - 60, width: 60, height: 24 }
    }
    case 'machine': {
      const machine = picture.machines.find(({ record }) => record.name === thing.name)
      return machine === undefined
        ? null
        : { ...machine, width: Math.min(machine.width, 160), height: 28 }
    }
  }
}

function cellBox(cell: { readonly x: number; readonly y: number }, picture: Picture): Box {
  return {
    x: cell.x,
    y: cell.y,
    width: picture.metrics.cellWidth,
    height: picture.metrics.cellHeight,
  }
}
