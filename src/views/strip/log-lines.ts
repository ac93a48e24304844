/** Which events the log lists, and the sign before each line. */
import type { EventKind } from '../../kernel/index.ts'
import type { Trace } from '../../lab/index.ts'
import type { Sign } from '../icon.tsx'
import { limits } from '../limits.ts'
import { markSigns } from './marks.ts'
import { type Group, groupOf, type Mark, type Reading } from './reading.ts'

export const groups: readonly Group[] = ['life', 'machines', 'hands', 'routine']

/** Routine is hidden at first: a clock's ticks would bury the story. */
export const shownAtFirst: readonly Group[] = ['life', 'machines', 'hands']

/** Trace indices, oldest first. Routine is listed for the newest events only. */
export function linesOf(
  reading: Reading,
  trace: Trace,
  shown: readonly Group[],
): readonly number[] {
  if (shown.includes('routine')) return routineLines(trace, shown)
  if (shown.length === 3) return reading.story
  return reading.story.filter(
    (index) => index >= trace.first && shown.includes(groupAt(trace, index)),
  )
}

function routineLines(trace: Trace, shown: readonly Group[]): readonly number[] {
  const lines: number[] = []
  for (
    let index = Math.max(trace.first, trace.end - limits.routineLines);
    index < trace.end;
    index++
  ) {
    if (shown.length === groups.length || shown.includes(groupAt(trace, index))) lines.push(index)
  }
  return lines
}

function groupAt(trace: Trace, index: number): Group {
  const kind = trace.kindAt(index)
  return groupOf({ kind, term: kind === 'note' ? trace.at(index).term : null })
}

/** Place in `lines` of the last one at or before that index; -1 when all are later. */
export function lineAt(lines: readonly number[], index: number): number {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle] as number) <= index) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** A line's sign: the mark of the fault lane where there is one, else by kind. */
export function signOf(kind: EventKind, index: number, marks: readonly Mark[]): Sign {
  const mark = markAt(marks, index)
  return mark === null ? (kindSigns[kind] ?? 'dot') : markSigns[mark.kind]
}

export function markAt(marks: readonly Mark[], index: number): Mark | null {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle] as Mark).event < index) low = middle + 1
    else high = middle
  }
  const mark = marks[low]
  return mark?.event === index ? mark : null
}

const kindSigns: Partial<Record<EventKind, Sign>> = {
  exit: 'minus',
  exit_sent: 'send',
  exit_arrived: 'right',
  down: 'right',
  sent: 'send',
  delivered: 'mail',
  dropped: 'warning',
  suspend: 'suspend',
  resume: 'resume',
  host: 'machine',
  boot: 'machine',
  nodeup: 'machine',
  nodedown: 'machine',
  op: 'hand',
  code: 'edit',
}
