/** What all pictures share: what they are given, which links they draw, how a click lets go. */
import { type MouseEvent, useCallback, useMemo, useRef } from 'react'
import type { ProcessRecord, System } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import { type Pair, pairOf, type SimSight, troubledPairs } from '../lab/sight.ts'
import type { World } from '../words/time.ts'
import type { Flight } from './flights.ts'

/** A verb that a process wears from the start; `key` is a pidKey or what people call it. */
export interface Offer {
  readonly key: string
  readonly verb: 'kill'
}

export interface PictureViewProps {
  readonly system: System
  readonly world: World
  readonly selection: Selection | null
  readonly flights: readonly Flight[]
  readonly offer: Offer | null
  readonly sourceOf: (process: ProcessRecord) => string | null
  /** Of a simulated world. */
  readonly sim?: SimSight | undefined
  readonly dispatch: Dispatch
}

/** A function that stays the same and always does what the newest one does. */
export function useLatest<A extends readonly unknown[]>(does: (...args: A) => void) {
  const latest = useRef(does)
  latest.current = does
  return useCallback((...args: A) => latest.current(...args), [])
}

/** Those that talked, and those that something is wrong with. */
export function drawnPairs(
  places: ReadonlyMap<string, unknown>,
  pairs: readonly Pair[],
  inForce: SimSight['inForce'],
): readonly Pair[] {
  const all = [...pairs, ...troubledPairs([...places.keys()], inForce)]
  const known = new Map(all.map((pair) => [`${pair.from}>${pair.to}`, pair]))
  return [...known.values()].filter(({ from, to }) => places.has(from) && places.has(to))
}

export function usePair(current: Selection | null): Pair | null {
  const link = current?.thing === 'link' ? current : null
  const from = link?.from
  const to = link?.to
  return useMemo(
    () => (from === undefined || to === undefined ? null : pairOf(from, to)),
    [from, to],
  )
}

/** A click on an enclosure or a link's line means it; one on the bare paper lets go of all. */
export function clickBeside(
  event: MouseEvent,
  dispatch: Dispatch,
  choose?: (thing: Selection) => void,
): void {
  const data = event.target instanceof SVGElement ? event.target.dataset : {}
  const { node: name, from, to } = data
  if (choose !== undefined && name !== undefined) return choose({ thing: 'node', name })
  if (choose !== undefined && from !== undefined && to !== undefined) {
    return choose({ thing: 'link', from, to })
  }
  if (event.target instanceof Element && event.target.closest('button, form, .lc-panel') === null) {
    dispatch({ type: 'select', selection: null })
  }
}

/** The node that is selected, or that the selected process is on. */
export function nodeOf(selection: Selection | null, system: System): string | null {
  if (selection?.thing === 'node') return selection.name
  if (selection?.thing !== 'process') return null
  return system.processes.get(selection.key)?.pid.node ?? null
}
