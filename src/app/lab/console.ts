/** What `letItCrash` in the browser's console tells of the simulated world, beside its trace. */
import type { OpenTrace } from '../../lab/index.ts'
import { eventsIn, open } from '../console.ts'
import type { LabPage } from './lab-page.ts'

export interface OpenLab extends OpenTrace {
  /** How far the world is, and the hash of all that has happened in it. */
  readonly run: { readonly turns: number; readonly nowMs: number; readonly traceHash: string }
  /** Index after the last event shown. */
  readonly cursor: number
}

export function showInConsole(page: LabPage): void {
  const reading: OpenLab = {
    events: (kind) => eventsIn(page.course.trace, kind),
    system: () => page.course.timeline.systemAt(page.course.trace.end),
    machine: '',
    get run() {
      const { turns, nowMs, traceHash } = page.course
      return { turns, nowMs, traceHash }
    },
    get cursor() {
      return page.state.playback.cursor
    },
  }
  open(reading)
}
