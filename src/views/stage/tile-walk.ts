/** Walking tiles by arrow keys: to whatever stands next in that direction. */
import type { KeyboardEvent } from 'react'
import type { Dispatch, Selection } from '../action.ts'
import { sameThing } from './walk.ts'
import { focusVerbs, inspectorHides } from './walker.ts'

export function chooseNear(thing: Selection, current: Selection | null, dispatch: Dispatch): void {
  if (sameThing(thing, current)) return focusVerbs()
  dispatch({ type: 'select', selection: thing })
  if (matchMedia(inspectorHides).matches) dispatch({ type: 'panel', panel: 'inspect' })
}

const turns: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export function onTileKey(event: KeyboardEvent<HTMLElement>, dispatch: Dispatch): void {
  const { target, currentTarget: root } = event
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Escape') return dispatch({ type: 'select', selection: null })
  const turn = turns[event.key]
  if (turn === undefined || !target.matches('.lc-tile')) return
  event.preventDefault()
  const from = target.getBoundingClientRect()
  let best: HTMLElement | null = null
  let least = Number.POSITIVE_INFINITY
  for (const tile of root.querySelectorAll<HTMLElement>('.lc-tile')) {
    const box = tile.getBoundingClientRect()
    const along = (box.x - from.x) * turn[0] + (box.y - from.y) * turn[1]
    const aside = Math.abs((box.x - from.x) * turn[1]) + Math.abs((box.y - from.y) * turn[0])
    if (along <= 1 || along + 3 * aside >= least) continue
    least = along + 3 * aside
    best = tile
  }
  const name = best?.dataset.thing?.slice('node:'.length)
  if (best === null || name === undefined) return
  best.focus()
  dispatch({ type: 'select', selection: { thing: 'node', name } })
}
