/** The clients' history of a trace that grows, and what the checker says of it when asked. */
import { describe, expect, it } from 'vitest'
import type { Term } from '../../kernel/index.ts'
import { historyOf } from '../../lab/index.ts'
import { Sample } from '../sample.ts'
import { HistoryFold } from './history-fold.ts'

function clients() {
  const sample = new Sample()
  const pids = ['client-a', 'client-b'].map((name) => sample.spawn('n1', null, name))
  const note = (who: number, term: Term) => {
    sample.add('note', 'n1', { subject: pids[who]! }, term)
    sample.wait(10)
  }
  const put = (who: number, value: string) => {
    note(who, ['call', ['put', 'k', value]])
    note(who, ['return', ['ok', null]])
  }
  const get = (who: number, value: string | null) => {
    note(who, ['call', ['get', 'k']])
    note(who, ['return', ['ok', value]])
  }
  return { sample, note, put, get }
}

describe('a history', () => {
  it('grows with the trace, and is the same as one that is read at once', () => {
    const { sample, put, get, note } = clients()
    const fold = new HistoryFold()
    fold.read(sample.trace)
    expect(fold.state).toBe(null)
    put(0, 'a1')
    fold.read(sample.trace)
    const before = fold.state
    expect(before?.operations).toHaveLength(1)
    expect(fold.state).toBe(before)
    get(1, 'a1')
    note(0, ['call', ['delete', 'l']])
    fold.read(sample.trace)
    expect(fold.state?.operations).toEqual(historyOf(sample.trace))
    expect(fold.state?.keys).toEqual(['k', 'l'])
    expect(fold.state?.rows).toEqual([
      { name: 'client-a', places: [0, 2] },
      { name: 'client-b', places: [1] },
    ])
    const at = fold.state!.events.map((index) => sample.trace.at(index).term)
    expect(at.map((term) => (term as readonly Term[])[0])).toEqual(['return', 'return', 'call'])
  })

  it('that was read before stays as it was', () => {
    const { sample, put } = clients()
    put(0, 'a1')
    const fold = new HistoryFold()
    fold.read(sample.trace)
    const before = fold.state!
    put(0, 'a2')
    fold.read(sample.trace)
    expect(before.rows).toEqual([{ name: 'client-a', places: [0] }])
    expect([before.operations.length, before.events.length]).toEqual([1, 1])
    expect(fold.state?.rows[0]?.places).toEqual([0, 1])
  })

  it('goes on in the row of who comes back under its name', () => {
    const { sample, put } = clients()
    put(0, 'a1')
    const again = sample.spawn('n1', null, 'client-a')
    sample.add('note', 'n1', { subject: again }, ['call', ['get', 'k']])
    const fold = new HistoryFold()
    fold.read(sample.trace)
    expect(fold.state?.rows).toEqual([{ name: 'client-a', places: [0, 1] }])
  })

  it('is judged when asked, as far as it is known then', () => {
    const { sample, put, get } = clients()
    put(0, 'a1')
    const fold = new HistoryFold()
    fold.read(sample.trace)
    expect(fold.state?.judged.verdict).toBe('unasked')
    fold.judge()
    expect(fold.state?.judged).toEqual({ verdict: 'holds', checked: 1, reason: '' })
    get(1, null)
    fold.read(sample.trace)
    expect(fold.state?.judged).toMatchObject({ verdict: 'holds', checked: 1 })
    fold.judge()
    expect(fold.state?.judged).toMatchObject({ verdict: 'broken', checked: 2 })
    expect(fold.state?.judged.reason).toContain('get of client-b found nothing')
    expect(fold.state?.violation?.culprit).toBe(1)
  })

  it('is judged by itself while it is small, and tells of the first that was wrong', () => {
    const { sample, put, get, note } = clients()
    put(0, 'a1')
    const fold = new HistoryFold()
    fold.read(sample.trace)
    fold.judgeSmall()
    expect(fold.state?.judged).toMatchObject({ verdict: 'holds', checked: 1 })
    note(1, ['call', ['get', 'z']])
    get(0, null)
    note(1, ['return', ['ok', 'never written']])
    fold.read(sample.trace)
    fold.judgeSmall()
    expect(fold.state?.judged).toMatchObject({ verdict: 'broken', checked: 3 })
    expect(fold.state?.violation?.key).toBe('k')
  })

  it('isn’t judged by itself when that would take long', () => {
    const { sample, put } = clients()
    const fold = new HistoryFold()
    for (let count = 0; count < 500; count++) put(0, `a${count}`)
    fold.read(sample.trace)
    fold.judgeSmall()
    expect(fold.state?.judged.verdict).toBe('unasked')
  })

  it('never holds when the checker had to give up', () => {
    const { sample, put, get } = clients()
    put(0, 'a1')
    get(1, 'a1')
    const fold = new HistoryFold()
    fold.read(sample.trace)
    fold.judge(0)
    expect(fold.state?.judged.verdict).toBe('undecided')
    expect(fold.state?.judged.reason).not.toBe('')
  })
})
