/**
 * A window of a trace as a sequence diagram for Mermaid (mermaid.js.org/syntax/sequenceDiagram):
 * processes and nodes as lanes, an arrow where a message arrives (one with a cross when it doesn't,
 * an open one when it is still on its way), dotted ones for signals and starts, notes for ends,
 * remarks, losses of nodes and what people did.
 */
import { type Pid, pidKey, type Term } from '../../kernel/index.ts'
import { limits } from '../limits.ts'
import type { Trace, TraceEvent } from '../trace.ts'
import {
  content,
  inOneLine,
  labelsOf,
  laneName,
  laneOf,
  type Window,
  within,
  withoutControls,
} from './lanes.ts'
import type { Export } from './shiviz.ts'

/** The lines without their ends. */
export function mermaid(trace: Trace, window: Window): Export<readonly string[]> {
  const drawing = new Drawing()
  const { first, end } = within(trace, window)
  const arrived = arrivedOf(trace, first, end)
  for (let index = first; index < end; index++) {
    draw(drawing, trace.at(index), arrived.has(index))
    if (drawing.lanes.size > limits.mermaidLanes) return tooMuch('too_many_lanes', 'mermaidLanes')
    if (drawing.lines.length > limits.mermaidLines) {
      return tooMuch('too_many_events', 'mermaidLines')
    }
  }
  const labels = labelsOf(trace, end)
  const lanes = [...drawing.lanes].map(
    ([key, lane]) => `participant ${lane} as ${escaped(laneName(key, labels))}`,
  )
  const lines = ['sequenceDiagram', ...[...lanes, ...drawing.lines].map((line) => `    ${line}`)]
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0)
  return length > limits.mermaidCharacters ? tooMuch('too_long', 'mermaidCharacters') : { lines }
}

function tooMuch(
  code: 'too_many_lanes' | 'too_many_events' | 'too_long',
  limit: 'mermaidLanes' | 'mermaidLines' | 'mermaidCharacters',
): Export<readonly string[]> {
  return { problem: { code, limit: limits[limit] } }
}

/** The messages sent in this window whose fate is told in it too. */
function arrivedOf(trace: Trace, first: number, end: number): ReadonlySet<number> {
  const arrived = new Set<number>()
  for (let index = first; index < end; index++) {
    const kind = trace.kindAt(index)
    if (kind !== 'delivered' && kind !== 'dropped') continue
    const { cause } = trace.at(index)
    if (cause !== null) arrived.add(trace.find(cause))
  }
  return arrived
}

class Drawing {
  readonly lines: string[] = []
  /** What stands for a lane in the diagram, by its key: no name can be mistaken for a word. */
  readonly lanes = new Map<string, string>()

  arrow(from: string, arrow: string, to: string, text: string): void {
    this.lines.push(`${this.lane(from)}${arrow}${this.lane(to)}: ${escaped(text)}`)
  }

  note(over: string, text: string): void {
    this.lines.push(`Note over ${this.lane(over)}: ${escaped(text)}`)
  }

  private lane(key: string): string {
    const known = this.lanes.get(key)
    if (known !== undefined) return known
    const lane = `l${this.lanes.size + 1}`
    this.lanes.set(key, lane)
    return lane
  }
}

const most = 60

/** `isTold`: whether the fate of what it sent is drawn where it happens. */
function draw(drawing: Drawing, event: TraceEvent, isTold: boolean): void {
  const { kind, subject, other, term } = event
  const here = laneOf(event)
  const [from, to] = [keyOf(other) ?? here, keyOf(subject) ?? here]
  switch (kind) {
    case 'delivered':
      return drawing.arrow(from, '->>', to, content(term, most))
    case 'sent':
      if (isTold) return
      if (other !== null) return drawing.arrow(to, '-)', from, messageIn(term))
      return drawing.note(here, inOneLine(event, most))
    case 'dropped':
      return drawing.arrow(to, '-x', keyOf(other) ?? here, messageIn(term))
    case 'spawn':
      return drawing.arrow(from, '-->>', to, 'start')
    case 'exit_arrived':
    case 'down':
      return drawing.arrow(
        from,
        '-->>',
        to,
        `${kind === 'down' ? 'DOWN' : 'EXIT'} ${reasonIn(event)}`,
      )
    case 'exit':
      return drawing.note(here, `ended: ${content(term, most)}`)
    case 'suspend':
    case 'resume':
    case 'boot':
    case 'nodeup':
    case 'nodedown':
    case 'op':
      return drawing.note(here, inOneLine(event, most))
    case 'note':
      // A supervisor's tell what its children's starts and ends tell.
      if (Array.isArray(term) && term[0] === 'supervisor') return
      return drawing.note(here, inOneLine(event, most))
    default:
      return
  }
}

function keyOf(pid: Pid | null): string | null {
  return pid === null ? null : pidKey(pid)
}

function messageIn(term: Term): string {
  const [name, message = null] = Array.isArray(term) ? (term as readonly Term[]) : [null, term]
  const whom = typeof name === 'string' ? `to ${withoutControls(name.slice(0, most))}: ` : ''
  return whom + content(message, most)
}

function reasonIn({ kind, term }: TraceEvent): string {
  const parts = Array.isArray(term) ? (term as readonly Term[]) : [term, term]
  return content(parts[kind === 'down' ? 1 : 0] ?? null, most)
}

/**
 * Entity codes for what has a meaning to Mermaid: ends of statements, comments, HTML, Markdown,
 * formulas, directives, its own sign for such a code (U+FB02), and words that it looks for in any
 * text.
 */
function escaped(text: string): string {
  return withoutControls(text)
    .replace(/[#;<>&%$\\`\ufb02]/g, (char) => `#${char.charCodeAt(0)};`)
    .replace(/\bend\b|style|classdef|wrap/gi, (word) => `#${word.charCodeAt(0)};${word.slice(1)}`)
}
