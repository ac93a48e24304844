/** A module runs in a web worker of a real browser, and its answers and failures come back. */
import { describe, expect, it } from 'vitest'
import { onWorkerBrowser, runInWorker } from './in-worker.ts'

const io = { out: () => {}, err: () => {}, app: '', interrupted: new AbortController().signal }

/** As `?bundled` makes it: the exports in a global. */
const script = `var bundled = {
  kept: 0,
  async run(question, another) {
    if (question === 'fail') throw new TypeError('no answer')
    if (question === 'keep') return ++this.kept
    if (question === 'fill') return (this.array = Array.from({ length: 1e6 }, (_, i) => ({ i }))).length
    if (question.port) return question.port.postMessage(question.twice * 2)
    if (question === 'two') return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }) => resolve(data)
      another({ twice: 21, port: port2 }, [port2])
    })
    return { asked: question, scope: typeof WorkerGlobalScope }
  },
}`

describe('a module in a worker', () => {
  it('answers one question', async () => {
    const answer = await runInWorker(script, { deep: [1, 'a', null] }, io)
    expect(answer).toEqual({ asked: { deep: [1, 'a', null] }, scope: 'function' })
  })

  it('tells what it throws, as text', async () => {
    await expect(runInWorker(script, 'fail', io)).rejects.toThrow(/no answer/)
    await expect(runInWorker('throw new Error("broken")', 1, io)).rejects.toThrow(/broken/)
  })

  it('remembers from one question to the next, has a heap, and may start another', async () => {
    await onWorkerBrowser(io, async (browser) => {
      const [worker, other] = [await browser.worker(script), await browser.worker(script)]
      expect([await worker.ask('keep'), await worker.ask('keep')]).toEqual([1, 2])
      expect(await other.ask('keep')).toBe(1)
      const before = await worker.heapBytes()
      await worker.ask('fill')
      expect((await worker.heapBytes()) - before).toBeGreaterThan(1e7)
      expect(await worker.ask('two')).toBe(42)
    })
  })
})
