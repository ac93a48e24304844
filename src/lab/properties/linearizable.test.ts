/** The promise of one copy while a run goes on: as asked once, and never more than is known. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Pid, type Recorded, type Term } from '../../kernel/index.ts'
import { checkHistory } from '../history/check-history.ts'
import { NotedHistory } from './history-of.ts'
import { isLinearizable } from './linearizable.ts'

type Note = readonly [client: number, what: 'call' | 'return', of: Term]

/** What clients noted, one ms after the other. */
function eventsOf(notes: readonly Note[]): readonly Recorded[] {
  return notes.map(([client, what, of], at) => ({
    kind: 'note',
    at,
    node: 'n1',
    creation: 1,
    number: at + 1,
    lamport: 0,
    subject: new Pid('n1', 1, client),
    other: null,
    cause: null,
    term: [what, of],
  }))
}

/** What one client after the other is told when all is well. */
function alternating(count: number): readonly Note[] {
  return Array.from({ length: count }, (_, at): readonly Note[] => [
    [at % 3, 'call', at % 2 === 0 ? ['put', 'x', `a${at}`] : ['get', 'x']],
    [at % 3, 'return', ['ok', at % 2 === 0 ? null : `a${at - 1}`]],
  ]).flat()
}

interface Move {
  readonly client: number
  readonly dice: number
  /** What becomes of it: mostly what a register would answer, sometimes not. */
  readonly fate: number
}

/** Clients of a register that now and then answers nothing, or something old. */
function played(moves: readonly Move[]): readonly Note[] {
  const notes: Note[] = []
  const asked = new Map<number, readonly Term[]>()
  const values: (string | null)[] = [null]
  for (const [at, { client, dice, fate }] of moves.entries()) {
    const request = asked.get(client)
    if (request === undefined) {
      const next = requestOf(dice, `a${at}`, values.at(-1) ?? null)
      asked.set(client, next)
      notes.push([client, 'call', next])
      continue
    }
    asked.delete(client)
    const isUnknown = fate < 5
    const now = values[Math.max(0, values.length - (fate > 90 ? 2 : 1))] ?? null
    const [answer, after] = answerOf(request, now)
    if (after !== undefined && !(isUnknown && fate % 2 === 0)) values.push(after)
    notes.push([client, 'return', isUnknown ? ['unknown', null] : ['ok', answer]])
  }
  return notes
}

function requestOf(dice: number, word: string, seen: string | null): readonly Term[] {
  if (dice < 4) return ['get', 'x']
  if (dice < 6) return ['put', 'x', word]
  if (dice < 7) return ['append', 'x', word]
  return dice < 9 ? ['cas', 'x', seen, word] : ['delete', 'x']
}

function answerOf([op, , first, second]: readonly Term[], now: string | null) {
  if (op === 'get') return [now, undefined] as const
  if (op === 'delete') return [null, null] as const
  if (op === 'put') return [null, first as string] as const
  if (op === 'append') return [null, (now ?? '') + (first as string)] as const
  return first === now ? ([true, second as string] as const) : ([false, undefined] as const)
}

const move = fc.record({
  client: fc.integer({ min: 1, max: 3 }),
  dice: fc.integer({ min: 0, max: 9 }),
  fate: fc.integer({ min: 0, max: 99 }),
})

describe('the promise of one copy', () => {
  it('says at each moment what the whole history says', () => {
    const seen = { passed: 0, failed: 0, pending: 0 }
    const property = fc.property(fc.array(move, { minLength: 10, maxLength: 60 }), (moves) => {
      const watcher = isLinearizable()
      const history = new NotedHistory()
      for (const [index, event] of eventsOf(played(moves)).entries()) {
        watcher.read(event, index)
        history.read(event, index)
        const { status } = watcher.verdict(index)
        const { verdict } = checkHistory(history.operations())
        expect(status).toBe(verdict === 'linearizable' ? 'passed' : 'failed')
        seen[status]++
      }
    })
    fc.assert(property, { numRuns: 300, seed: 1 })
    expect(Math.min(seen.passed, seen.failed)).toBeGreaterThan(500)
  })

  it('looks only at what came after the last quiet moment', () => {
    // So few steps are not enough for the whole history.
    const [count, steps] = [2_000, 200]
    const events = eventsOf(alternating(count))
    const [asked, unasked] = [isLinearizable(steps), isLinearizable(steps)]
    for (const [index, event] of events.entries()) {
      asked.read(event, index)
      unasked.read(event, index)
      asked.verdict(index)
    }
    expect(asked.verdict(0)).toMatchObject({ reason: `${count} operations fit one order` })
    expect(unasked.verdict(0).status).toBe('pending')
  })

  it('never says that it holds, or fails, when it can’t be decided', () => {
    const wrong: Note = [1, 'return', ['ok', 'nobody wrote it']]
    for (const last of [wrong, [1, 'return', ['ok', 'a2']] as const]) {
      const watcher = isLinearizable(0)
      const events = eventsOf([...alternating(4), [1, 'call', ['get', 'x']], last])
      for (const [index, event] of events.entries()) watcher.read(event, index)
      const reason = expect.stringMatching(/^undecided: /)
      expect(watcher.verdict(0)).toEqual({ status: 'pending', reason })
    }
  })

  it('names the event that broke it, whenever it is asked', () => {
    const stale: readonly Note[] = [
      [1, 'call', ['get', 'x']],
      [1, 'return', ['ok', 'a0']],
    ]
    const events = eventsOf([...alternating(40), ...stale, ...alternating(4)])
    const [asked, unasked] = [isLinearizable(), isLinearizable()]
    for (const [index, event] of events.entries()) {
      asked.read(event, index)
      unasked.read(event, index)
      asked.verdict(index)
    }
    expect(asked.verdict(0)).toMatchObject({ status: 'failed', event: 81 })
    expect(unasked.verdict(0)).toMatchObject({ status: 'failed', event: 81 })
  })
})
