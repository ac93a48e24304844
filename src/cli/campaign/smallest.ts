/** The smallest run on which the same promise is broken, as a record that others can replay. */
import { setImmediate } from 'node:timers/promises'
import { wholeFaults, writeRecord } from '../../lab/index.ts'
import { type Failure, judge, type Run, recordOfRun, shrinking } from '../../sim/index.ts'
import { progressBar } from '../progress-bar.ts'

/** Then the smallest so far has to do. */
const patienceMs = 60_000
const barAfterMs = 2_000

/** Gives the line that tells it. */
export async function smallest(run: Run, failure: Failure, interrupted: AbortSignal) {
  const began = performance.now()
  const passedMs = () => performance.now() - began
  const bar = progressBar(patienceMs, barAfterMs)
  const smaller = shrinking({ run, failure })
  let runs = 0
  let isDone = true
  let asked = smaller.next()
  while (!asked.done) {
    isDone &&= passedMs() < patienceMs && !interrupted.aborted
    if (isDone) runs++
    asked = smaller.next(isDone ? judge(asked.value, failure.name).failure : null)
    bar.show(passedMs())
    // A signal is heard only between two runs.
    await setImmediate()
  }
  bar.end()
  const shrinkMs = Math.round(passedMs())
  const { run: found } = asked.value
  const { nodes, untilMs, faults = [] } = found
  // Read in full, so that its events have the places that they have in a trace.
  const judged = judge({ ...found, read: () => {} }, failure.name)
  const cursor = judged.failure?.event ?? null
  return {
    shrunk: {
      seed: run.seed,
      property: failure.name,
      observed: judged.failure?.observed,
      atMs: judged.failure?.atMs,
      nodes,
      untilMs,
      faults: wholeFaults(faults).length,
      steps: faults,
      runs,
      wallMs: shrinkMs,
      isDone,
      traceHash: judged.traceHash,
      record: writeRecord(recordOfRun(found, cursor)).text,
    },
  }
}
