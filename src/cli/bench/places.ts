/**
 * Where a benchmark runs: a thread of Node or a worker of Chromium. Both load the same script, and
 * both tell the size of their heap by V8's debugging protocol.
 */
import type { Io } from '../command.ts'
import { openThread } from '../in-thread.ts'
import { onWorkerBrowser } from '../in-worker.ts'
import source from './worker-main.ts?bundled'

export interface Place {
  ask<Out>(question: unknown): Promise<Out>
  /** Bytes in use after a collection of garbage. */
  heapBytes(): Promise<number>
  close(): Promise<void>
}

export interface Places {
  readonly where: 'node' | 'chromium-worker'
  readonly version: string
  /**
   * A fresh one: no benchmark meets code that an earlier one has warmed or spoilt. `script`: a
   * bundle with a `run` of its own, instead of ours.
   */
  open(script?: string): Promise<Place>
}

export function onPlaces<T>(
  where: Places['where'],
  io: Io,
  act: (places: Places) => Promise<T>,
): Promise<T> {
  if (where === 'node') {
    return act({
      where,
      version: process.version,
      open: async (script = source) => openThread(script),
    })
  }
  return onWorkerBrowser(io, ({ version, worker }) =>
    act({ where, version: `Chromium ${version}`, open: (script = source) => worker(script) }),
  )
}
