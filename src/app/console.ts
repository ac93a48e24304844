/**
 * For the curious, and for whoever measures: `letItCrash` in the browser's console reads the same
 * trace that every picture is drawn from. It can look, not touch.
 */
import type { OpenTrace, Trace, TraceEvent } from '../lab/index.ts'
import type { Experiment } from './experiment.ts'

export function showInConsole(experiment: Experiment): void {
  open({
    events: (kind) => eventsIn(experiment.trace, kind),
    system: () => experiment.now,
    get machine() {
      return experiment.name
    },
  })
}

export function open(reading: OpenTrace): void {
  Object.defineProperty(window, 'letItCrash', { value: Object.freeze(reading) })
}

/** Those of that kind, or all, oldest first. */
export function eventsIn(trace: Trace, kind?: TraceEvent['kind']): readonly TraceEvent[] {
  const found: TraceEvent[] = []
  for (let index = trace.first; index < trace.end; index++) {
    if (kind === undefined || trace.kindAt(index) === kind) found.push(trace.at(index))
  }
  return found
}
