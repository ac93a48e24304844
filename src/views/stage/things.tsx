/** What can be selected on the picture: machines or nodes, processes, stacks. */
import { memo } from 'react'
import type { ProcessRecord, System } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import type { SimSight } from '../lab/sight.ts'
import { useSay } from '../words/say.tsx'
import type { World } from '../words/time.ts'
import { isBare, type Picture } from './boxes.ts'
import { CellView } from './cell.tsx'
import { MachineTab, NodeLabel, StackView } from './labels.tsx'
import { NodeTab } from './node-tab.tsx'
import type { Offer } from './picture-parts.ts'
import { sameThing } from './walk.ts'

export interface ThingsProps {
  readonly picture: Picture
  readonly system: System
  readonly world: World
  readonly acting: boolean
  readonly offer: Offer | null
  readonly current: Selection | null
  /** Where the walk by keys begins. */
  readonly start: Selection | null
  /** Null in a live world. */
  readonly inForce: SimSight['inForce'] | null
  readonly choose: (thing: Selection) => void
  readonly dispatch: Dispatch
}

export const Things = memo(function Things(props: ThingsProps) {
  const { picture, system, world, acting, offer, current, start, choose, dispatch } = props
  const say = useSay()
  const plugged = new Set(picture.cords.flatMap((cord) => (cord.whole ? [cord.to] : [])))
  const marks = (thing: Selection) => ({
    selected: sameThing(thing, current),
    reachable: sameThing(thing, start),
    onChoose: () => choose(thing),
  })
  return (
    <ul className="lc-things" aria-label={say('stage.label')}>
      <Enclosures {...props} marks={marks} />
      {picture.cells.map((cell) => (
        <CellView
          key={cell.id}
          {...{ cell, system, world, dispatch }}
          metrics={picture.metrics}
          plugged={plugged.has(cell.id)}
          offered={acting && offers(offer, cell.slot.process)}
          {...marks({ thing: 'process', key: cell.slot.process.key })}
        />
      ))}
      {picture.stacks.map((stack) => (
        <StackView
          key={stack.id}
          stack={stack}
          metrics={picture.metrics}
          onChoose={() => chooseStack(props, stack)}
        />
      ))}
    </ul>
  )
})

interface EnclosuresProps extends ThingsProps {
  readonly marks: (thing: Selection) => {
    readonly selected: boolean
    readonly reachable: boolean
    readonly onChoose: () => void
  }
}

/** Machines with their nodes; or nodes alone, where they are on no machine. */
function Enclosures({ picture, inForce, marks }: EnclosuresProps) {
  const bare = new Map(picture.nodes.map((box) => [box.record.name, box] as const))
  const isNode = (machine: string) => {
    const record = bare.get(machine)?.record
    return record !== undefined && isBare(record)
  }
  return (
    <>
      {picture.machines.map((box) => {
        const { name } = box.record
        const key = `machine:${name}`
        if (!isNode(name)) {
          return <MachineTab key={key} box={box} {...marks({ thing: 'machine', name })} />
        }
        const { empty = false, folded } = bare.get(name) ?? {}
        return (
          <NodeTab
            key={key}
            {...{ name, box, empty, folded }}
            down={bare.get(name)?.record.status === 'down'}
            inForce={inForce ?? []}
            {...marks({ thing: 'node', name })}
          />
        )
      })}
      {picture.nodes.map((box) => {
        const { name } = box.record
        if (isBare(box.record)) return null
        return <NodeLabel key={`node:${name}`} box={box} {...marks({ thing: 'node', name })} />
      })}
    </>
  )
}

function offers(offer: Offer | null, process: ProcessRecord): boolean {
  return offer !== null && (offer.key === process.key || offer.key === process.label)
}

function chooseStack(
  { picture, dispatch }: ThingsProps,
  stack: { readonly parent: string | null; readonly node: string },
): void {
  const parent = picture.cells.find(({ id }) => id === stack.parent)?.slot.process.key
  const selection: Selection =
    parent === undefined ? { thing: 'node', name: stack.node } : { thing: 'process', key: parent }
  dispatch({ type: 'select', selection })
}
