/**
 * Where a benchmark runs: a thread of Node or a worker of Chromium. Both load the same script, and
 * both tell the size of their heap by V8's debugging protocol.
 */
import { Worker } from 'node:worker_threads'
import type { Io } from '../command.ts'
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
  if (where === 'node') return act({ where, version: process.version, open: openThread })
  return onWorkerBrowser(io, ({ version, worker }) =>
    act({ where, version: `Chromium ${version}`, open: (script = source) => worker(script) }),
  )
}

async function openThread(bundle = source): Promise<Place> {
  const script = bundle + answering
  const thread = new Worker(script, { eval: true, workerData: script })
  const ask = <Out>(question: unknown) =>
    new Promise<Out>((resolve, reject) => {
      const ended = (why: unknown) => reject(new Error(`the thread ended: ${why}`))
      thread.once('exit', ended).once('error', ended)
      thread.once('message', ({ value, problem }) => {
        thread.off('exit', ended).off('error', ended)
        if (problem === undefined) resolve(value as Out)
        else reject(new Error(`in the thread: ${problem}`))
      })
      thread.postMessage(question)
    })
  return {
    ask,
    heapBytes: () => ask<number>('heap'),
    close: async () => {
      // Of its own accord, or `node --cpu-prof` would write no profile of it.
      thread.postMessage('end')
      await new Promise((resolve) => thread.once('exit', resolve))
    },
  }
}

/** Ends the thread's script. */
const answering = `
;{
  const { parentPort, Worker, workerData } = require('node:worker_threads')
  const another = (question, ports) => {
    const worker = new Worker(workerData, { eval: true, workerData })
    worker.postMessage(question, ports)
  }
  const session = new (require('node:inspector').Session)()
  const ask = (method) =>
    new Promise((resolve) => session.post(method, (_, result) => resolve(result)))
  async function heapBytes() {
    session.connect()
    await ask('HeapProfiler.collectGarbage')
    const { usedSize } = await ask('Runtime.getHeapUsage')
    session.disconnect()
    return usedSize
  }
  parentPort.on('message', async (question) => {
    if (question === 'end') return process.exit()
    try {
      const isHeap = question === 'heap'
      const value = isHeap ? await heapBytes() : await bundled.run(question, another)
      parentPort.postMessage({ value })
    } catch (problem) {
      parentPort.postMessage({ problem: String(problem?.stack ?? problem) })
    }
  })
}`
