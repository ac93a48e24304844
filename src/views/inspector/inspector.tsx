/**
 * The inspector: everything known about the selected thing at the moment shown. It reads the System
 * and the trace; it keeps nothing itself.
 */
import { useMemo } from 'react'
import type { Playback, ProcessRecord, System, Trace } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import type { SimSight } from '../lab/sight.ts'
import type { Names } from '../names.ts'
import { slotsOf, standing } from '../stage/forest.ts'
import type { Reading } from '../strip/reading.ts'
import { useSay } from '../words/say.tsx'
import type { World } from '../words/time.ts'
import { Legend } from './legend.tsx'
import { PlaceCard } from './place-card.tsx'
import { ProcessCard } from './process-card.tsx'
import { WayCard } from './way-card.tsx'
import './inspector.css'

export interface InspectorProps {
  readonly system: System
  readonly trace: Trace
  readonly reading: Reading
  readonly playback: Playback
  readonly world: World
  readonly names: Names
  readonly selection: Selection | null
  /** Of a simulated world. */
  readonly sim?: SimSight | undefined
  readonly sourceOf: (process: ProcessRecord) => string | null
  readonly dispatch: Dispatch
}

export function Inspector(props: InspectorProps) {
  const say = useSay()
  return (
    <section className="lc-inspector" aria-label={say('inspect.title')}>
      <Card {...props} />
    </section>
  )
}

function Card(props: InspectorProps) {
  const { system } = props
  const selection = useMemo(
    () =>
      props.selection?.thing === 'process'
        ? standing(props.selection, slotsOf(system))
        : props.selection,
    [props.selection, system],
  )
  const say = useSay()
  if (selection === null) return <Legend />
  switch (selection.thing) {
    case 'link':
    case 'message':
      return props.sim === undefined ? null : (
        <WayCard {...props} selection={selection} sim={props.sim} />
      )
    case 'node':
    case 'machine':
      return <PlaceCard {...props} selection={selection} />
  }
  const process = system.processes.get(selection.key)
  if (process === undefined) return <p className="lc-inspector-empty">{say('inspect.gone')}</p>
  return <ProcessCard {...props} selection={selection} process={process} />
}
