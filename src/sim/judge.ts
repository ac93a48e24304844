/** A run, and which of its program's promises fails on it. */
import type { Promised } from '../lab/index.ts'
import type { Failure } from './shrink/shrinking.ts'
import { type Outcome, type Run, simulate } from './simulate.ts'

export interface Judged extends Outcome {
  /** `event`: see the places of `Outcome.properties`. */
  readonly failure: (Failure & { readonly event: number; readonly observed: string }) | null
}

/** `only`: the name of the one promise that is asked for; else the first that fails is told. */
export function judge(run: Run, only?: string): Judged {
  const { program, promises = program.promises ?? [] } = run
  const asked = promises.filter(({ name }) => only === undefined || name === only)
  const times = new Map<number, number>()
  const outcome = simulate({ ...run, promises: asked.map((promise) => timed(promise, times)) })
  for (const [name, verdict] of Object.entries(outcome.properties)) {
    if (verdict.status !== 'failed') continue
    const { event, observed } = verdict
    return { ...outcome, failure: { name, atMs: times.get(event) ?? 0, event, observed } }
  }
  return { ...outcome, failure: null }
}

/** Also notes when the events happened that its watcher is given. */
function timed({ watch, ...promise }: Promised, times: Map<number, number>): Promised {
  return {
    ...promise,
    watch: () => {
      const watcher = watch()
      return {
        kinds: watcher.kinds,
        read(event, index) {
          times.set(index, event.at)
          watcher.read(event, index)
        },
        verdict: (nowMs) => watcher.verdict(nowMs),
      }
    },
  }
}
