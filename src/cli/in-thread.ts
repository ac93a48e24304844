/**
 * Runs a module in a thread of Node. The module comes as the text of a bundle, as for a worker of a
 * browser: see in-worker.ts.
 */
import { Worker } from 'node:worker_threads'

/** A thread with one module in it, which keeps what it has loaded from one question to the next. */
export interface ModuleInThread {
  /** What the module's `run(question)` answers; rejects with what it throws. */
  ask<Out>(question: unknown): Promise<Out>
  /** Bytes in use after a collection of garbage. */
  heapBytes(): Promise<number>
  /** When it has answered. */
  close(): Promise<void>
  /** At once. */
  kill(): Promise<void>
}

export function openThread(bundle: string): ModuleInThread {
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
    kill: async () => void (await thread.terminate()),
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
