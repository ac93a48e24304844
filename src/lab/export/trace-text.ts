/** A trace as a file's text, in one of the forms that other programs read. */
import type { Trace } from '../trace.ts'
import { jsonLines } from './json-lines.ts'
import { mermaid } from './mermaid.ts'
import { type Export, type ExportProblem, shiviz } from './shiviz.ts'

export type TraceForm = 'json-lines' | 'shiviz' | 'mermaid'

export interface TraceText {
  /** How the file's name ends, and its media type. */
  readonly ending: string
  readonly type: string
  readonly text: string
}

export type TraceTextRead = TraceText | { readonly problem: ExportProblem }

/**
 * All that is kept; of a Mermaid diagram, which refuses much, as many of the newest events before
 * `end` (where its reader stands) as it takes.
 */
export function traceText(trace: Trace, form: TraceForm, end = trace.end): TraceTextRead {
  switch (form) {
    case 'json-lines':
      return file('.trace.jsonl', 'application/x-ndjson', { lines: jsonLines(trace) })
    case 'shiviz':
      return file('.shiviz.log', 'text/plain', shiviz(trace))
    case 'mermaid':
      return file('.mmd', 'text/plain', newestMermaid(trace, end))
  }
}

function file(ending: string, type: string, told: Export<Iterable<string>>): TraceTextRead {
  if ('problem' in told) return told
  return { ending, type, text: `${[...told.lines].join('\n')}\n` }
}

/** Twice as many until they are too many, then by halves: more events never make less of it. */
function newestMermaid(trace: Trace, end: number): Export<readonly string[]> {
  const last = Math.min(Math.max(end, trace.first), trace.end)
  const all = last - trace.first
  const newest = (count: number) => mermaid(trace, { first: last - count, end: last })
  let fits = 0
  let best = newest(fits)
  let tooMany = all + 1
  for (
    let count = Math.min(all, 64);
    fits < all && tooMany > all;
    count = Math.min(all, count * 2)
  ) {
    const tried = newest(count)
    if ('problem' in tried) tooMany = count
    else [fits, best] = [count, tried]
  }
  while (tooMany - fits > 1) {
    const count = (fits + tooMany) >> 1
    const tried = newest(count)
    if ('problem' in tried) tooMany = count
    else [fits, best] = [count, tried]
  }
  return best
}
