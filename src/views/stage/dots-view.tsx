/**
 * Thousands of nodes of a simulated world: a dot each, on one canvas, drawn class by class. Whoever
 * is chosen has a ring and a card; flows between nodes are lines with numbers.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react'
import type { SimSight } from '../lab/sight.ts'
import { useMedia } from '../media.ts'
import { useSay } from '../words/say.tsx'
import { formatCount } from '../words/time.ts'
import type { Box } from './boxes.ts'
import { painted } from './brush-layer.tsx'
import { flowsOf } from './chords.ts'
import { countsOf, gravestOf, sidedOf } from './crowd-facts.ts'
import { CrowdSummary } from './crowd-summary.tsx'
import { paintDots } from './paint-dots.ts'
import { nodeOf, type PictureViewProps } from './picture-parts.ts'
import { dotAt, dotBox, type Field, fieldOf, namesOf } from './places.ts'
import { nodeWords } from './sim-words.ts'
import { useSize } from './size.ts'
import { PlacePanel } from './thing-panel.tsx'
import { chooseNear } from './tile-walk.ts'
import './crowd.css'

export function DotsView(props: PictureViewProps & { readonly sim: SimSight }) {
  const { system, sim, selection, dispatch } = props
  const [frame, size] = useSize()
  const sheet = useMedia('(max-width: 699px)')
  const names = useNames(props)
  const field = useMemo(() => (size === null ? null : fieldOf(names, size)), [names, size])
  const processes = system.processes.size
  const node = nodeOf(selection, system)
  const at = node === null ? -1 : names.indexOf(node)
  const places = useMemo(() => {
    const found: (readonly [string, Box])[] =
      field === null || node === null || at < 0 ? [] : [[node, dotBox(field, at)]]
    return new Map(found)
  }, [field, node, at])
  return (
    <>
      <CrowdSummary nodes={names.length} processes={processes} sim={sim} />
      <div className="lc-picture" ref={frame} tabIndex={-1}>
        {field === null || size === null ? null : (
          <div className="lc-paper" style={{ width: field.width, height: field.height }}>
            <Dots {...props} field={field} at={at} />
            {at < 0 || sheet || sim.brush !== null ? null : (
              <PlacePanel
                {...props}
                current={{ thing: 'node', name: node ?? '' }}
                places={places}
                size={size}
              />
            )}
          </div>
        )}
      </div>
      <Spoken {...props} node={node} dispatch={dispatch} />
    </>
  )
}

/** Sorted again only when nodes have come or gone. */
function useNames({ system }: PictureViewProps): readonly string[] {
  const { size } = system.nodes
  // biome-ignore lint/correctness/useExhaustiveDependencies: nodes keep their names
  return useMemo(() => namesOf(system), [size])
}

/** Who is chosen, in words. */
function Spoken(
  props: PictureViewProps & { readonly sim: SimSight; readonly node: string | null },
) {
  const { node, sim, system } = props
  const say = useSay()
  const counts = useMemo(() => (node === null ? null : countsOf(system)), [node, system])
  if (node === null) return null
  const status = nodeWords(node, sim, say) || say('node.up')
  const count = counts?.get(node) ?? 0
  return (
    <p className="lc-crowd-spoken" role="status">
      {say('node.describe', { name: node, status })}, {say('nodes.processes', { count })}
    </p>
  )
}

interface DotsProps extends PictureViewProps {
  readonly sim: SimSight
  readonly field: Field
  /** Index of the selected one; −1: none. */
  readonly at: number
}

function Dots({ sim, field, at, selection, dispatch }: DotsProps) {
  const say = useSay()
  const canvas = useRef<HTMLCanvasElement>(null)
  const adding = useRef<boolean | null>(null)
  const { inForce, brush, aloft } = sim
  const gravest = useMemo(() => gravestOf(inForce), [inForce])
  const sided = useMemo(
    () => (brush === null ? sidedOf(field.names, inForce) : new Set(brush)),
    [field, inForce, brush],
  )
  const flows = useMemo(() => flowsOf(aloft, 0) ?? [], [aloft])
  useEffect(() => {
    if (canvas.current !== null) paintDots(canvas.current, { field, gravest, sided, flows, at })
  }, [field, gravest, sided, flows, at])
  const select = (index: number) => {
    const name = field.names[index]
    if (name !== undefined) chooseNear({ thing: 'node', name }, selection, dispatch)
  }
  const paint = (event: PointerEvent<HTMLElement>, begins: boolean) => {
    const box = event.currentTarget.getBoundingClientRect()
    const found = dotAt(field, event.clientX - box.x, event.clientY - box.y)
    const name = found === null ? undefined : field.names[found]
    if (name === undefined || found === null) return
    if (brush === null) return begins ? select(found) : undefined
    if (begins) adding.current = !brush.includes(name)
    if (adding.current === null || brush.includes(name) === adding.current) return
    const side = painted(brush, name, adding.current)
    dispatch({ type: 'lab', what: { act: 'brush', side } })
  }
  const onKey = (event: KeyboardEvent) => {
    const by = stepOf(event.key, field.columns)
    if (event.key === 'Enter' && brush !== null && at >= 0) {
      const name = field.names[at] ?? ''
      const side = painted(brush, name, !brush.includes(name))
      return dispatch({ type: 'lab', what: { act: 'brush', side } })
    }
    if (by === 0) return
    event.preventDefault()
    const name = field.names[Math.min(field.names.length - 1, Math.max(0, at + by))]
    if (name !== undefined) dispatch({ type: 'select', selection: { thing: 'node', name } })
  }
  return (
    <div
      className="lc-dots"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk the dots
      tabIndex={0}
      aria-label={say('nodes.crowd', { count: formatCount(field.names.length) })}
      onPointerDown={(event) => paint(event, true)}
      onPointerMove={(event) => (event.buttons === 1 ? paint(event, false) : undefined)}
      onPointerUp={() => {
        adding.current = null
      }}
      onKeyDown={onKey}
    >
      <canvas ref={canvas} style={{ width: field.width, height: field.height }} />
    </div>
  )
}

function stepOf(key: string, columns: number): number {
  switch (key) {
    case 'ArrowLeft':
      return -1
    case 'ArrowRight':
      return 1
    case 'ArrowUp':
      return -columns
    case 'ArrowDown':
      return columns
    default:
      return 0
  }
}
