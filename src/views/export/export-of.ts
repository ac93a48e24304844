/** What is taken along as a file: the picture of an element, or the trace in some form. */
import { type ExportProblem, type Trace, traceText } from '../../lab/index.ts'
import type { ExportKind } from '../lab/action.ts'
import { pngOf } from './png-of.ts'
import { svgOf } from './svg-of.ts'

export interface ExportFacts {
  readonly trace: Trace
  /** Where its reader stands: a diagram goes no further. */
  readonly cursor: number
  /** What the picture is of. */
  readonly element: Element
}

export type Exported =
  /** `ending`: of the file's name. */
  | { readonly ending: string; readonly blob: Blob }
  /** Told by `export.problem.…`; null when the browser can't draw it. */
  | { readonly problem: ExportProblem | null }

/** Px of a PNG for each of the screen. */
const fineness = 2

export async function exportOf(
  kind: ExportKind,
  { trace, cursor, element }: ExportFacts,
): Promise<Exported> {
  if (kind === 'svg') {
    return { ending: '.svg', blob: new Blob([svgOf(element)], { type: 'image/svg+xml' }) }
  }
  if (kind === 'png') {
    const blob = await pngOf(svgOf(element), fineness)
    return blob === null ? { problem: null } : { ending: '.png', blob }
  }
  const told = traceText(trace, kind, cursor)
  if ('problem' in told) return told
  return { ending: told.ending, blob: new Blob([told.text], { type: told.type }) }
}
