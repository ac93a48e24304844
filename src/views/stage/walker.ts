/** Arrow keys, Esc and long presses on the picture. Letters are the shell's. */
import type { KeyboardEvent, MouseEvent } from 'react'
import type { Dispatch, Selection } from '../action.ts'
import type { Picture } from './boxes.ts'
import { type Direction, firstThing, nameOfThing, nextThing, sameThing } from './walk.ts'

export interface WalkerOptions {
  readonly picture: Picture
  /** What stands now where the selected thing stood. */
  readonly current: Selection | null
  readonly dispatch: Dispatch
}

/** Narrow: the sheet. Middle with room for a drawer: the drawer. */
export const inspectorHides = '(max-width: 699px), (min-width: 900px) and (max-width: 1199px)'

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

export function walkerOf({ picture, current, dispatch }: WalkerOptions) {
  const focus = (root: Element, thing: Selection) => {
    const id = thingId(thing, picture)
    root.querySelector<HTMLElement>(`[data-thing="${CSS.escape(id)}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target, currentTarget: root } = event
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return
    const inPanel = target.closest('.lc-panel') !== null
    if (event.key === 'Escape') {
      if (inPanel && current !== null) focus(root, current)
      else dispatch({ type: 'select', selection: null })
      return
    }
    if (target instanceof HTMLInputElement) return
    const direction = directions[event.key]
    if (direction !== undefined && !inPanel) {
      event.preventDefault()
      const from = thingOf(target, picture) ?? current ?? firstThing(picture)
      const thing = from === null ? null : nextThing(picture, from, direction)
      if (thing === null) return
      dispatch({ type: 'select', selection: thing })
      focus(root, thing)
      return
    }
  }
  const choose = (thing: Selection) => {
    if (sameThing(thing, current)) focusVerbs()
    else {
      dispatch({ type: 'select', selection: thing })
      // Where the inspector isn't beside the picture, what was chosen is told in its place.
      if (matchMedia(inspectorHides).matches) dispatch({ type: 'panel', panel: 'inspect' })
    }
  }
  const onLongPress = (event: MouseEvent) => {
    const face =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-thing]') : null
    if (face === null) return
    event.preventDefault()
    face.click()
  }
  return { onKeyDown, choose, onLongPress }
}

/** The verbs stand beside the thing, or only in the inspector where there is little room. */
export function focusVerbs(): void {
  const verbs = document.querySelectorAll<HTMLElement>(
    '.lc-panel button, .lc-inspector :is(.lc-verbs, .lc-deeds) button',
  )
  for (const verb of verbs) {
    if (verb.checkVisibility()) return verb.focus()
  }
}

/** The thing whose button has the focus. */
function thingOf(target: Element, picture: Picture): Selection | null {
  const id = target.getAttribute('data-thing') ?? ''
  const cell = picture.cells.find((other) => other.id === id)
  if (cell !== undefined) return { thing: 'process', key: cell.slot.process.key }
  const [thing, name] = id.split(':')
  const [from, to] = name?.split('>') ?? []
  if (thing === 'link' && from !== undefined && to !== undefined) return { thing, from, to }
  if (name === undefined || (thing !== 'node' && thing !== 'machine')) return null
  return { thing, name }
}

/** The `data-thing` of a thing. */
export function thingId(thing: Selection, picture: Picture): string {
  if (thing.thing !== 'process') return nameOfThing(thing)
  return picture.cells.find(({ slot }) => slot.process.key === thing.key)?.id ?? ''
}
