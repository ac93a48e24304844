/** What is drawn under the cards: enclosures, regions, racks, cords with their terminals, ties. */
import { memo } from 'react'
import { useSay } from '../words/say.tsx'
import { isBare, type MachineBox, type NodeBox, type Picture } from './boxes.ts'
import { type Cord, junctionsOf, pathOf } from './cords.ts'
import { machineLook } from './thing.ts'
import type { Tie } from './ties.ts'
import './wiring.css'

export interface WiringProps {
  readonly picture: Picture
  readonly ties: readonly Tie[]
  readonly selectedNode: string | null
  readonly selectedMachine: string | null
}

export const Wiring = memo(function Wiring({
  picture,
  ties,
  selectedNode,
  selectedMachine,
}: WiringProps) {
  // Those of a simulated world are drawn with their links.
  const bare = new Set(picture.nodes.flatMap(({ record }) => (isBare(record) ? record.name : [])))
  return (
    <svg className="lc-wiring" width={picture.width} height={picture.height} aria-hidden="true">
      {picture.machines.map((machine) =>
        bare.has(machine.record.name) ? null : (
          <Enclosure
            key={machine.record.name}
            machine={machine}
            selected={machine.record.name === selectedMachine}
          />
        ),
      )}
      {picture.nodes.map((node) =>
        bare.has(node.record.name) ? null : (
          <Region key={node.record.name} node={node} selected={node.record.name === selectedNode} />
        ),
      )}
      {picture.racks.map((rack) => (
        <rect
          key={rack.id}
          className="lc-rack"
          x={rack.x}
          y={rack.y}
          width={rack.width}
          height={rack.height}
        />
      ))}
      {picture.cords.map((cord) => (
        <CordLine key={cord.id} cord={cord} />
      ))}
      {junctionsOf(picture.cords).map((point) => (
        <circle
          key={`${point.x}:${point.y}`}
          className="lc-junction"
          cx={point.x}
          cy={point.y}
          r={2.5}
        />
      ))}
      {ties.map((tie) => (
        <path
          key={tie.id}
          className="lc-tie"
          data-kind={tie.kind}
          data-selected={tie.selected ? '' : undefined}
          d={tie.path}
        />
      ))}
    </svg>
  )
}, isSame)

/** What is in the cards is none of its business. */
function isSame(a: WiringProps, b: WiringProps): boolean {
  const { picture: p } = a
  const { picture: q } = b
  return (
    a.ties === b.ties &&
    a.selectedNode === b.selectedNode &&
    a.selectedMachine === b.selectedMachine &&
    p.width === q.width &&
    p.height === q.height &&
    p.machines === q.machines &&
    p.nodes === q.nodes &&
    p.racks === q.racks &&
    p.cords === q.cords
  )
}

function Enclosure({
  machine,
  selected,
}: {
  readonly machine: MachineBox
  readonly selected: boolean
}) {
  const say = useSay()
  const { look } = machineLook(machine.record, say)
  const box = { x: machine.x, y: machine.y, width: machine.width, height: machine.height }
  return (
    <rect
      className="lc-enclosure"
      data-look={look}
      data-selected={selected ? '' : undefined}
      rx={2}
      {...box}
    />
  )
}

function Region({ node, selected }: { readonly node: NodeBox; readonly selected: boolean }) {
  const box = { x: node.x, y: node.y, width: node.width, height: node.height }
  return (
    <rect
      className="lc-region"
      data-look={node.record.status}
      data-selected={selected ? '' : undefined}
      rx={2}
      {...box}
    />
  )
}

function CordLine({ cord }: { readonly cord: Cord }) {
  const wall = cord.cut ? cord.terminals.filter(({ of }) => of === 'machine').at(-1) : undefined
  return (
    <g
      className="lc-cord"
      data-whole={cord.whole ? '' : undefined}
      data-cut={cord.cut ? '' : undefined}
    >
      <path className="lc-cord-line" d={pathOf(cord.points)} />
      {cord.terminals.map(({ x, y, of }) => (
        <rect
          key={`${x}:${y}`}
          className="lc-terminal"
          data-of={of}
          x={x - 3}
          y={y - 3}
          width={6}
          height={6}
        />
      ))}
      {wall === undefined ? null : <Break x={wall.x} y={wall.y} />}
    </g>
  )
}

/** ⫽ on the cord. */
function Break({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className="lc-break-ground" x={-9} y={-9} width={18} height={18} />
      <path className="lc-break" d="M-5 8L-1 -8M1 8L5 -8" />
    </g>
  )
}
