/**
 * The checker beside one that simply tries every order of all operations, on small random
 * histories, and on those that a real register has made.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkHistory } from './check-history.ts'
import type { Operation } from './operation.ts'

type Store = ReadonlyMap<string, string>

/** What an operation answers and leaves, on a store where nothing happens at the same time. */
function applied(operation: Operation, store: Store): { answer: unknown; store: Store } {
  const { key } = operation
  const now = store.get(key) ?? null
  const left = (value: string | null) => {
    const next = new Map(store)
    if (value === null) next.delete(key)
    else next.set(key, value)
    return next
  }
  switch (operation.op) {
    case 'get':
      return { answer: now, store }
    case 'put':
      return { answer: undefined, store: left(operation.value) }
    case 'append':
      return { answer: undefined, store: left((now ?? '') + operation.value) }
    case 'delete':
      return { answer: undefined, store: left(null) }
    case 'cas': {
      const isSame = now === operation.expect
      return { answer: isSame, store: isSame ? left(operation.value) : store }
    }
  }
}

/** `isListedFirst`: the operations of one client are listed in its own order. */
function precedes(a: Operation, b: Operation, isListedFirst: boolean): boolean {
  if (a.ret === undefined) return false
  const isOwn = a.client === b.client && a.key === b.key
  return a.ret < b.call || (isOwn && isListedFirst)
}

/** Whether any order of them explains all answers. */
function holds(open: readonly Operation[], store: Store = new Map()): boolean {
  if (open.every(({ status }) => status !== 'ok')) return true
  return open.some((operation, at) => {
    if (operation.status === 'fail') return false
    const isLate = open.some((other, where) => {
      return (
        other !== operation && other.status !== 'fail' && precedes(other, operation, where < at)
      )
    })
    if (isLate) return false
    const others = open.filter((other) => other !== operation)
    const { answer, store: next } = applied(operation, store)
    const isExplained =
      operation.status === 'unknown' || answer === (operation as { result?: unknown }).result
    return isExplained && holds(others, next)
  })
}

const value = fc.constantFrom('a', 'b', 'ab', 'ba')
const valueOrNull = fc.option(value, { nil: null })
const key = fc.constantFrom('x', 'x', 'x', 'y')

const request = fc.oneof(
  { weight: 3, arbitrary: fc.record({ op: fc.constant('get'), key, result: valueOrNull }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('put'), key, value }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('append'), key, value }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('delete'), key }) },
  {
    weight: 2,
    arbitrary: fc.record({
      op: fc.constant('cas'),
      key,
      expect: valueOrNull,
      value,
      result: fc.boolean(),
    }),
  },
)
const status = fc.constantFrom('ok', 'ok', 'ok', 'ok', 'ok', 'fail', 'unknown')
const lasting = { pause: fc.nat(3), long: fc.nat(8), when: fc.nat(100), status }
const doing = fc.record({ client: fc.nat(5), request, ...lasting })
const plan = fc.array(doing, { minLength: 1, maxLength: 8 })

interface Doing {
  readonly client: number
  readonly request: Readonly<Record<string, unknown>>
  readonly pause: number
  readonly long: number
  readonly when: number
  readonly status: string
}

/** Clients' operations one after the other, each for as long as it takes. */
function scheduled(doings: readonly Doing[]): readonly Operation[] {
  const free = new Map<number, readonly [id: number, at: number]>()
  return doings.map(({ client, request: { result, ...asked }, pause, long, status }, index) => {
    const [id, at] = free.get(client) ?? [client, 0]
    const call = at + pause
    const isOpen = status === 'unknown'
    free.set(client, [isOpen ? 100 + index : id, call + long])
    const answer = status === 'ok' && result !== undefined ? { result } : {}
    const end = isOpen ? {} : { ret: call + long }
    return { client: id, ...asked, ...answer, call, ...end, status } as unknown as Operation
  })
}

/** Gives all the answers of a register on which each takes effect within its time. */
function answeredBy(doings: readonly Doing[]): readonly Operation[] {
  const operations = [...scheduled(doings)]
  const moments = operations.map(({ call, ret }, index) => {
    const { when } = doings[index]!
    return call + (ret === undefined ? when / 5 : ((ret - call) * when) / 100)
  })
  const order = [...operations.keys()].sort((a, b) => moments[a]! - moments[b]! || a - b)
  let store: Store = new Map()
  for (const index of order) {
    const operation = operations[index]!
    const isDone = operation.status === 'unknown' ? doings[index]!.when % 2 === 0 : true
    if (!isDone || operation.status === 'fail') continue
    const { answer, store: next } = applied(operation, store)
    store = next
    if (answer !== undefined && operation.status === 'ok') {
      operations[index] = { ...operation, result: answer } as Operation
    }
  }
  return operations
}

const runs = { numRuns: 3000 }
const verdictOf = (history: readonly Operation[]) => checkHistory(history).verdict

describe('the checker', () => {
  test('agrees with trying every order', () => {
    const count = { linearizable: 0, 'not linearizable': 0, undecided: 0 }
    fc.assert(
      fc.property(plan, (doings) => {
        const history = scheduled(doings)
        const verdict = verdictOf(history)
        count[verdict] += 1
        expect(verdict).toBe(holds(history) ? 'linearizable' : 'not linearizable')
      }),
      runs,
    )
    expect(Math.min(count.linearizable, count['not linearizable'])).toBeGreaterThan(300)
  })

  test('holds for whatever a register answers', () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 60 }), (doings) => {
        expect(verdictOf(answeredBy(doings))).toBe('linearizable')
      }),
      runs,
    )
  })

  test('agrees when one answer of a register is changed', () => {
    const count = { linearizable: 0, 'not linearizable': 0, undecided: 0 }
    fc.assert(
      fc.property(plan, fc.nat(), valueOrNull, (doings, which, other) => {
        const history = [...answeredBy(doings)]
        const answers = history.flatMap((operation, at) => ('result' in operation ? [at] : []))
        fc.pre(answers.length > 0)
        const at = answers[which % answers.length]!
        const changed = history[at] as { op: string; result: unknown }
        const result = changed.op === 'get' ? other : !changed.result
        history[at] = { ...changed, result } as Operation
        const verdict = verdictOf(history)
        count[verdict] += 1
        expect(verdict).toBe(holds(history) ? 'linearizable' : 'not linearizable')
      }),
      runs,
    )
    expect(Math.min(count.linearizable, count['not linearizable'])).toBeGreaterThan(300)
  })
})
