/** The partition brush: nodes are painted onto one side by a click, by dragging, by Enter. */
import { useRef } from 'react'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { useSay } from '../words/say.tsx'
import type { Places } from './places.ts'

export interface BrushLayerProps {
  readonly side: readonly string[]
  readonly places: Places
  readonly dispatch: Dispatch
}

export function BrushLayer({ side, places, dispatch }: BrushLayerProps) {
  const say = useSay()
  /** Whether the drag adds or takes away; null while none goes on. */
  const adding = useRef<boolean | null>(null)
  const now = useRef(side)
  now.current = side
  const paint = (name: string, on: boolean) => {
    if (now.current.includes(name) === on) return
    now.current = painted(now.current, name, on)
    dispatch({ type: 'lab', what: { act: 'brush', side: now.current } })
  }
  return [...places].map(([name, { x, y, width, height }]) => {
    const on = side.includes(name)
    return (
      <button
        key={name}
        type="button"
        className="lc-brush-node"
        aria-pressed={on}
        aria-label={`${name}, ${say('brush.side')}`}
        style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          // A finger would hold on to the first one.
          event.currentTarget.releasePointerCapture(event.pointerId)
          adding.current = !on
          paint(name, !on)
        }}
        onPointerEnter={(event) => {
          if (event.buttons !== 1) adding.current = null
          if (adding.current !== null) paint(name, adding.current)
        }}
        onPointerUp={() => {
          adding.current = null
        }}
        onClick={(event) => {
          event.stopPropagation()
          // A pointer has painted already; this is Enter or Space.
          if (event.detail === 0) paint(name, !on)
        }}
      >
        {on ? <span>{say('brush.side')}</span> : null}
      </button>
    )
  })
}

export function painted(side: readonly string[], name: string, on: boolean): readonly string[] {
  const others = side.filter((other) => other !== name)
  return on ? [...others, name] : others
}

interface BrushBarProps {
  readonly side: readonly string[]
  readonly nodes: number
  readonly dispatch: Dispatch
}

export function BrushBar({ side, nodes, dispatch }: BrushBarProps) {
  const say = useSay()
  return (
    <div className="lc-brush-bar" role="toolbar" aria-label={say('brush.label')}>
      <b>{say('brush.label')}</b>
      <span>
        {side.length === 0 ? say('brush.idea') : say('brush.count', { count: side.length })}
      </span>
      <Button
        label={say('brush.do')}
        sign="lost"
        kind="fatal"
        disabled={side.length === 0 || side.length >= nodes}
        onClick={() => dispatch({ type: 'lab', what: { act: 'partition' } })}
      />
      <Button
        label={say('brush.close')}
        sign="close"
        kind="quiet"
        shortcut="Esc"
        onClick={() => dispatch({ type: 'lab', what: { act: 'brush', side: null } })}
      />
    </div>
  )
}
