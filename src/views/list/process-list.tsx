/**
 * All processes as a table, with the same verbs as the picture: the alternative for screen readers
 * and for everybody who would rather read. A row's name selects it and unfolds its verbs.
 */
import { Fragment, useMemo } from 'react'
import { formatPid } from '../../kernel/index.ts'
import type { ProcessRecord, System } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import { standing } from '../stage/forest.ts'
import { isSupervisor, usedOf } from '../stage/shape.tsx'
import { lookOf, lookWords, machineLook } from '../stage/thing.ts'
import { VerbPanel } from '../stage/verb-panel.tsx'
import { sameThing } from '../stage/walk.ts'
import { dialOf, reasonText } from '../terms.ts'
import { useSay } from '../words/say.tsx'
import type { World } from '../words/time.ts'
import { type Row, rowsOf } from './rows.ts'
import './process-list.css'

export interface ProcessListProps {
  readonly system: System
  readonly world: World
  readonly selection: Selection | null
  readonly sourceOf: (process: ProcessRecord) => string | null
  readonly dispatch: Dispatch
}

export function ProcessList(props: ProcessListProps) {
  const { system } = props
  const say = useSay()
  const rows = useMemo(() => rowsOf(system), [system])
  const slots = rows.map(({ slot }) => slot)
  const selection = standing(props.selection, slots)
  return (
    <div className="lc-list">
      <table>
        <caption>{say('list.title')}</caption>
        <thead>
          <tr>
            {(['name', 'kind', 'where', 'status', 'state', 'mail'] as const).map((column) => (
              <th key={column} scope="col" data-column={column}>
                {say(`list.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ProcessRow key={row.slot.id} row={row} {...props} selection={selection} />
          ))}
        </tbody>
      </table>
      <table>
        <caption>{say('list.machines')}</caption>
        <tbody>
          {placesOf(system).map((place) => (
            <PlaceRow
              key={`${place.thing}:${place.thing === 'process' ? '' : place.name}`}
              place={place}
              {...props}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ProcessRow(props: ProcessListProps & { readonly row: Row }) {
  const { row, system, selection } = props
  const say = useSay()
  const { slot, level } = row
  const { process } = slot
  const thing: Selection = { thing: 'process', key: process.key }
  const chosen = sameThing(thing, selection)
  const kind = isSupervisor(process) ? 'process.supervisor' : 'process.worker'
  return (
    <Fragment>
      <tr data-selected={chosen ? '' : undefined}>
        <th scope="row" style={{ paddingLeft: 4 + (level - 1) * 16 }}>
          <ChooseButton
            thing={thing}
            chosen={chosen}
            label={slot.label}
            dispatch={props.dispatch}
          />
          <code className="lc-soft">{formatPid(process.pid)}</code>
        </th>
        <td data-column="kind">{say(kind)}</td>
        <td data-column="where">{slot.node}</td>
        <td data-look={lookOf(process, system)}>{statusWords(process, system, say)}</td>
        <td data-column="state">
          <code>{stateWords(process, system)}</code>
        </td>
        <td data-column="mail">{process.exit === null ? process.waiting : ''}</td>
      </tr>
      {chosen ? <VerbRow {...props} thing={thing} source={props.sourceOf(process)} /> : null}
    </Fragment>
  )
}

function statusWords(
  process: ProcessRecord,
  system: System,
  say: ReturnType<typeof useSay>,
): string {
  const words = lookWords(lookOf(process, system), say)
  return process.exit === null ? words : `${words}: ${reasonText(process.exit.reason, 40)}`
}

function stateWords(process: ProcessRecord, system: System): string {
  if (process.supervisor !== null) {
    return `${usedOf(process.supervisor, system.at)}/${process.supervisor.intensity}`
  }
  const dial = dialOf(process.state)
  return dial === null ? '' : `${dial.field === null ? '' : `${dial.field} `}${dial.value}`
}

interface VerbRowProps extends ProcessListProps {
  readonly thing: Selection
  readonly source: string | null
}

function VerbRow({ thing, source, system, world, dispatch }: VerbRowProps) {
  return (
    <tr className="lc-list-verbs">
      <td colSpan={6}>
        <VerbPanel
          selection={thing}
          system={system}
          acting={world.kind !== 'recording'}
          source={source}
          dispatch={dispatch}
        />
      </td>
    </tr>
  )
}

interface ChooseProps {
  readonly thing: Selection
  readonly chosen: boolean
  readonly label: string
  readonly dispatch: Dispatch
}

function ChooseButton({ thing, chosen, label, dispatch }: ChooseProps) {
  return (
    <button
      type="button"
      className="lc-list-choose"
      aria-expanded={chosen}
      onClick={() => dispatch({ type: 'select', selection: chosen ? null : thing })}
    >
      {label}
    </button>
  )
}

function placesOf(system: System): readonly Selection[] {
  return [...system.machines.values()].flatMap((machine) => [
    { thing: 'machine' as const, name: machine.name },
    ...[...system.nodes.values()]
      .filter((node) => node.machine === machine.name)
      .map((node) => ({ thing: 'node' as const, name: node.name })),
  ])
}

function PlaceRow(props: ProcessListProps & { readonly place: Selection }) {
  const { place, system, selection, dispatch } = props
  const say = useSay()
  if (place.thing === 'process') return null
  const machine = place.thing === 'machine' ? system.machines.get(place.name) : undefined
  const node = place.thing === 'node' ? system.nodes.get(place.name) : undefined
  const words =
    machine === undefined ? say(`node.${node?.status ?? 'down'}`) : machineLook(machine, say).word
  const chosen = sameThing(place, selection)
  return (
    <Fragment>
      <tr data-selected={chosen ? '' : undefined}>
        <th scope="row" style={{ paddingLeft: place.thing === 'node' ? 20 : 4 }}>
          <ChooseButton thing={place} chosen={chosen} label={place.name} dispatch={dispatch} />
        </th>
        <td>{words}</td>
      </tr>
      {chosen ? <VerbRow {...props} thing={place} source={null} /> : null}
    </Fragment>
  )
}
