/** Another branch beside the one that is shown, at the same moment: a recording to look at. */
import { useCallback, useMemo } from 'react'
import type { Playback, Trace } from '../../lab/index.ts'
import {
  type Action,
  type Dispatch,
  flightsOf,
  type LabState,
  type Selection,
  Stage,
  type World,
} from '../../views/index.ts'
import type { Course } from './course.ts'
import type { LabViews } from './lab-page.ts'
import { faultsAt } from './lab-state.ts'

interface BesideProps {
  readonly course: Course
  readonly views: LabViews
  readonly lab: LabState
  readonly playback: Playback
  readonly selection: Selection | null
  readonly view: 'picture' | 'list'
  readonly dispatch: Dispatch
}

const world: World = { kind: 'recording', zeroMs: 0 }
const noSource = () => null

export function Beside({ course, views, lab, playback, selection, view, dispatch }: BesideProps) {
  const { trace, timeline } = course
  const { time } = playback
  const cursor = useMemo(() => cursorAt(trace, time), [trace, time])
  const there: Playback = useMemo(
    () => ({ ...playback, mode: 'playing', slow: null, cursor }),
    [playback, cursor],
  )
  const inForce = useMemo(() => faultsAt(course, there), [course, there])
  const sim = views.useSight({ ...lab, inForce, brush: null }, trace, there)
  const flights = useMemo(() => flightsOf(trace, there), [trace, there])
  const system = useMemo(() => timeline.systemAt(cursor), [timeline, cursor])
  const look = useCallback(
    // Nothing is done there: whoever wants to goes to that branch.
    (action: Action) => (action.type === 'select' ? dispatch(action) : undefined),
    [dispatch],
  )
  return (
    <figure className="lc-beside-one">
      <views.BranchTitle lab={lab} branch={lab.compared?.branch ?? 0} there />
      <Stage
        {...{ system, world, selection, flights, view, sim }}
        dispatch={look}
        sourceOf={noSource}
        at={time}
        offer={null}
        slow={null}
      />
    </figure>
  )
}

/** Index after the last event by that time. */
function cursorAt(trace: Trace, timeMs: number): number {
  let [low, high] = [trace.first, trace.end]
  while (low < high) {
    const middle = (low + high) >> 1
    if (trace.timeAt(middle) <= timeMs) low = middle + 1
    else high = middle
  }
  return low
}
