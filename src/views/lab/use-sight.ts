/** The stage's sight of a simulated world at the moment shown; the same as long as nothing moved. */
import { useMemo, useRef } from 'react'
import type { InForce, Playback, Trace } from '../../lab/index.ts'
import type { SimSight } from './sight.ts'
import type { LabState } from './state.ts'
import { wiresOf } from './wires.ts'

export function useSight(
  lab: Pick<LabState, 'inForce' | 'brush'>,
  trace: Trace,
  playback: Playback,
): SimSight {
  const { brush } = lab
  const { cursor, time } = playback
  const { end } = trace
  const inForce = useSame(lab.inForce)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a trace grows in its place
  const wires = useMemo(() => wiresOf(trace), [trace, end])
  // biome-ignore lint/correctness/useExhaustiveDependencies: and so does its reading
  const pairs = useMemo(() => wires.pairsAt(cursor), [wires, cursor, end])
  // biome-ignore lint/correctness/useExhaustiveDependencies: and so does its reading
  const aloft = useMemo(() => wires.aloftAt(cursor, time), [wires, cursor, time, end])
  return useMemo(() => ({ inForce, brush, pairs, aloft }), [inForce, brush, pairs, aloft])
}

/** The list as it was before, when the new one says the same. */
function useSame(list: readonly InForce[]): readonly InForce[] {
  const last = useRef({ list, text: '' })
  if (last.current.list === list && last.current.text !== '') return list
  const text = JSON.stringify(list)
  if (text !== last.current.text) last.current = { list, text }
  return last.current.list
}
