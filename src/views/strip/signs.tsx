/** The signs on the tape: faults and their mending in one lane, what people did in another. */
import { useMemo } from 'react'
import type { Dispatch } from '../action.ts'
import { Icon } from '../icon.tsx'
import { useSay } from '../words/say.tsx'
import { isByHand, markSigns } from './marks.ts'
import type { Reading } from './reading.ts'
import { type Cluster, clustersOf, type Window } from './tape.ts'

export interface SignsProps {
  readonly reading: Reading
  /** Index after the last event shown. */
  readonly cursor: number
  readonly dispatch: Dispatch
  readonly window: Window
  readonly width: number
}

export function Signs({ reading, cursor, window, width, dispatch }: SignsProps) {
  const lanes = useMemo(
    () => [
      reading.marks.filter(({ kind }) => !isByHand(kind)),
      reading.marks.filter(({ kind }) => isByHand(kind)),
    ],
    [reading],
  )
  return lanes.map((marks, lane) => (
    <div
      key={lane === 0 ? 'faults' : 'hands'}
      className="lc-lane"
      data-lane={lane === 0 ? 'faults' : 'hands'}
    >
      {clustersOf(marks, window, width, 26).map((cluster) => (
        <SignButton
          key={cluster.marks[0]?.event}
          cluster={cluster}
          later={(cluster.marks[0]?.event ?? 0) >= cursor}
          onPress={() => dispatch({ type: 'seek', index: nextOf(cluster, cursor) })}
        />
      ))}
    </div>
  ))
}

/** The cluster's event after the shown one, so that pressing again goes through all of them. */
function nextOf(cluster: Cluster, cursor: number): number {
  const events = cluster.marks.map(({ event }) => event)
  return events.find((event) => event >= cursor) ?? events[0] ?? 0
}

interface SignButtonProps {
  readonly cluster: Cluster
  readonly later: boolean
  readonly onPress: () => void
}

function SignButton({ cluster, later, onPress }: SignButtonProps) {
  const say = useSay()
  const { kind, marks, x } = cluster
  const count = marks.filter((mark) => mark.kind === kind).length
  const words = [...new Set(marks.map((mark) => say(`mark.${mark.kind}`)))].join(', ')
  const label =
    marks.length === 1 ? words : say('strip.cluster', { count: marks.length, signs: words })
  return (
    <button
      type="button"
      className="lc-sign"
      data-kind={kind}
      data-later={later ? '' : undefined}
      style={{ transform: `translateX(${Math.round(x)}px) translateX(-50%)` }}
      tabIndex={-1}
      aria-label={label}
      title={label}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={onPress}
    >
      <Icon sign={markSigns[kind]} size={14} />
      {count > 1 ? <span>{count}</span> : null}
    </button>
  )
}
