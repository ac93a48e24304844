/**
 * All processes as a table, with the same verbs as the picture: the alternative for screen readers
 * and for everybody who would rather read. A row's name selects it and unfolds its verbs.
 */
import { Fragment, useMemo } from 'react'
import { formatPid } from '../../kernel/index.ts'
import type { ProcessRecord, System } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import type { SimSight } from '../lab/sight.ts'
import { isBare } from '../stage/boxes.ts'
import { standing } from '../stage/forest.ts'
import { drawnPairs } from '../stage/picture-parts.ts'
import { isSupervisor, usedOf } from '../stage/shape.tsx'
import { describeMessage, linkWords, nodeWords } from '../stage/sim-words.ts'
import { lookOf, lookWords, machineLook } from '../stage/thing.ts'
import { VerbPanel } from '../stage/verb-panel.tsx'
import { nameOfThing, sameThing } from '../stage/walk.ts'
import { dialOf, reasonText } from '../terms.ts'
import { useSay } from '../words/say.tsx'
import { formatCount, type World } from '../words/time.ts'
import { type Row, rowsOf } from './rows.ts'
import './process-list.css'

export interface ProcessListProps {
  readonly system: System
  readonly world: World
  readonly selection: Selection | null
  readonly sourceOf: (process: ProcessRecord) => string | null
  /** Of a simulated world. */
  readonly sim?: SimSight | undefined
  readonly dispatch: Dispatch
}

/** Rows of a table; more would take too long to read and to draw. */
const mostRows = 300

export function ProcessList(props: ProcessListProps) {
  const { system } = props
  const say = useSay()
  const rows = useMemo(() => rowsOf(system), [system])
  const places = placesOf(system)
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
          {rows.slice(0, mostRows).map((row) => (
            <ProcessRow key={row.slot.id} row={row} {...props} selection={selection} />
          ))}
        </tbody>
      </table>
      <More count={rows.length - mostRows} />
      <table>
        <caption>{say(props.sim === undefined ? 'list.machines' : 'list.nodes')}</caption>
        <tbody>
          {places.slice(0, mostRows).map((place) => (
            <PlaceRow key={nameOfThing(place)} place={place} {...props} />
          ))}
        </tbody>
      </table>
      <More count={places.length - mostRows} />
      {props.sim === undefined ? null : <WayTables {...props} sim={props.sim} />}
    </div>
  )
}

/** What isn't listed is told. */
function More({ count }: { readonly count: number }) {
  const say = useSay()
  if (count <= 0) return null
  return <p className="lc-soft">{say('list.more', { count: formatCount(count) })}</p>
}

function WayTables(props: ProcessListProps & { readonly sim: SimSight }) {
  const { sim, system, selection } = props
  const say = useSay()
  const pairs = drawnPairs(system.nodes, sim.pairs, sim.inForce)
  const ways = pairs.map((pair) => ({
    thing: { thing: 'link', ...pair } as const,
    label: say('link.name', pair),
    words: linkWords(pair, sim, say) || say('link.well'),
  }))
  const messages = sim.aloft
    .filter(({ kind }) => kind === 'message')
    .map((aloft) => ({
      thing: { thing: 'message', sent: aloft.sent } as const,
      label: say('message.name', { word: aloft.word }),
      words: describeMessage(aloft, say),
    }))
  const tables = [
    { title: say('list.links'), rows: ways },
    { title: say('list.messages'), rows: messages },
  ]
  return tables.map(({ title, rows }) => (
    <Fragment key={title}>
      <table>
        <caption>{title}</caption>
        <tbody>
          {rows.slice(0, mostRows).map(({ thing, label, words }) => {
            const chosen = sameThing(thing, selection)
            return (
              <Fragment key={nameOfThing(thing)}>
                <tr data-selected={chosen ? '' : undefined}>
                  <th scope="row">
                    <ChooseButton {...{ thing, chosen, label }} dispatch={props.dispatch} />
                  </th>
                  <td>{words}</td>
                </tr>
                {chosen ? <VerbRow {...props} thing={thing} source={null} /> : null}
              </Fragment>
            )
          })}
        </tbody>
      </table>
      <More count={rows.length - mostRows} />
    </Fragment>
  ))
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

function VerbRow({ thing, source, system, world, sim, dispatch }: VerbRowProps) {
  return (
    <tr className="lc-list-verbs">
      <td colSpan={6}>
        <VerbPanel
          selection={thing}
          system={system}
          acting={world.kind !== 'recording'}
          source={source}
          sim={sim}
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

type Place = Selection & { readonly thing: 'machine' | 'node' }

function placesOf(system: System): readonly Place[] {
  const bare = [...system.nodes.values()].filter(isBare)
  if (bare.length > 0) return bare.map(({ name }) => ({ thing: 'node' as const, name }))
  return [...system.machines.values()].flatMap((machine) => [
    { thing: 'machine' as const, name: machine.name },
    ...[...system.nodes.values()]
      .filter((node) => node.machine === machine.name)
      .map((node) => ({ thing: 'node' as const, name: node.name })),
  ])
}

function PlaceRow(props: ProcessListProps & { readonly place: Place }) {
  const { place, system, selection, dispatch } = props
  const say = useSay()
  const machine = place.thing === 'machine' ? system.machines.get(place.name) : undefined
  const node = place.thing === 'node' ? system.nodes.get(place.name) : undefined
  const wrong = props.sim === undefined ? '' : nodeWords(place.name, props.sim, say)
  const words =
    machine === undefined
      ? wrong || say(`node.${node?.status ?? 'down'}`)
      : machineLook(machine, say).word
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
