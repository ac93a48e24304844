/**
 * For the curious, and for whoever measures: `letItCrash` in the browser's console reads the same
 * trace that every picture is drawn from. It can look, not touch.
 */
import type { OpenTrace, TraceEvent } from '../lab/index.ts'
import type { Experiment } from './experiment.ts'

export function showInConsole(experiment: Experiment): void {
  const { trace } = experiment
  const reading: OpenTrace = {
    events(kind?: TraceEvent['kind']) {
      const found: TraceEvent[] = []
      for (let index = trace.first; index < trace.end; index++) {
        if (kind === undefined || trace.kindAt(index) === kind) found.push(trace.at(index))
      }
      return found
    },
    system: () => experiment.now,
    get machine() {
      return experiment.name
    },
  }
  Object.defineProperty(window, 'letItCrash', { value: Object.freeze(reading) })
}
