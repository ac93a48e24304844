/** The names beside the lanes: label first, pid second. Choosing one selects it everywhere. */
import type { CSSProperties } from 'react'
import type { Selection } from '../action.ts'
import { type Frame, headingOf, isSeen } from './frame.ts'
import type { Heading, Lane } from './marks.ts'
import type { PartProps } from './props.ts'
import { useWords } from './words.tsx'

export function LaneNames({ model, frame, dispatch }: PartProps) {
  const say = useWords()
  const { lanes, headings } = model.picture
  return (
    <div
      className="lc-st-names"
      data-down={frame.down ? '' : undefined}
      style={
        frame.down ? { left: frame.left, height: frame.top } : { width: frame.left, top: frame.top }
      }
    >
      {headings
        .filter(({ across }) => !frame.down && isSeen(across, frame))
        .map((heading) => (
          <span
            key={heading.node}
            className="lc-st-node lc-clip"
            style={{ top: heading.across - frame.scroll - headingOf(frame) / 2 }}
          >
            {headingWords(heading, say)}
          </span>
        ))}
      {lanes
        .filter(({ across }) => isSeen(across, frame))
        .map((lane) => (
          <button
            key={lane.key}
            type="button"
            className="lc-st-name"
            aria-pressed={lane.selected}
            aria-label={laneWords(lane, say)}
            title={laneWords(lane, say)}
            style={placeOf(lane, frame)}
            onClick={() => dispatch({ type: 'select', selection: selectionOf(lane) })}
          >
            <b className="lc-clip">{lane.label ?? lane.node}</b>
            <span className={lane.pid === null ? 'lc-clip' : 'lc-mono lc-clip'}>
              {lane.pid === null
                ? say('lane.others', { count: lane.processes.length })
                : shortPid(lane.pid)}
            </span>
          </button>
        ))}
    </div>
  )
}

/** The node stands above it. */
export function shortPid(pid: string): string {
  return pid.replace(/@[^.]*/, '')
}

function headingWords({ node, life }: Heading, say: ReturnType<typeof useWords>): string {
  return life > 1 ? say('node.life', { node, life }) : node
}

function laneWords({ label, node, pid }: Lane, say: ReturnType<typeof useWords>): string {
  if (label === null) return say('lane.node', { node })
  return say('lane.select', { name: label, pid: pid ?? '' })
}

function selectionOf({ label, node, processes }: Lane): Selection {
  const key = processes.at(-1)
  if (label === null || key === undefined) return { thing: 'node', name: node }
  return { thing: 'process', key }
}

function placeOf({ across }: Lane, { down, gap, scroll }: Frame): CSSProperties {
  const at = across - scroll - gap / 2
  return down ? { left: at, width: gap } : { top: at, height: gap }
}
