/** Keys on the picture: along a lane, from lane to lane, along an arrow to cause and effect. */
import type { KeyboardEvent } from 'react'
import type { DiagramProps } from './diagram.tsx'
import { type Way, walked } from './reach.ts'

export function useKeys(
  props: DiagramProps,
  focus: number | null,
  setFocus: (index: number | null) => void,
) {
  const { model, frame, state, act, choose, zoom, reveal, find } = props
  const here = focus ?? model.selected
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const way = wayOf(event, frame.down)
    const done = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (way !== null) {
      const next = walked(model.picture, model.reel, here ?? -1, here === null ? 'last' : way)
      if (next !== null) {
        setFocus(next)
        reveal(next)
      }
      return done()
    }
    switch (event.key) {
      case 'Enter':
        if (here !== null) choose(here)
        return done()
      case '+':
      case '=':
        zoom(1)
        return done()
      case '-':
        zoom(-1)
        return done()
      case '/':
        find()
        return done()
      case 'Escape':
        if (state.cone) act({ act: 'cone', on: false })
        else act({ act: 'close' })
        return done()
      default:
        return
    }
  }
}

function wayOf({ key, shiftKey }: KeyboardEvent, down: boolean): Way | null {
  const [back, on, before, after] = down
    ? ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']
    : ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']
  switch (key) {
    case back:
      return shiftKey ? 'cause' : 'back'
    case on:
      return shiftKey ? 'effect' : 'on'
    case before:
      return 'before'
    case after:
      return 'after'
    case 'Home':
      return 'first'
    case 'End':
      return 'last'
    default:
      return null
  }
}
