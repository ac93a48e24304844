/**
 * What of a history need not be looked at again once it is known to hold. Where an operation on a
 * key was alone (all others on that key had returned before it or are called after it) and tells
 * the key's value, every order of all operations goes through that value: whatever was before it is
 * settled. While a change of unknown outcome may still take effect, nothing of its key is.
 */
import type { Operation } from '../history/operation.ts'

export class Settled {
  /** By key: the place of the operation that stands for all before it. */
  private readonly places = new Map<string, number>()

  /** What is left of the whole history, by call. */
  rest(operations: readonly Operation[]): readonly Operation[] {
    return operations.flatMap((operation, place) => {
      const from = this.places.get(operation.key) ?? -1
      if (place < from) return []
      return place === from ? [standIn(operation)] : [operation]
    })
  }

  /** The whole history is known to hold; `waiting` are the places of calls that may yet return. */
  add(operations: readonly Operation[], waiting: ReadonlySet<number>): void {
    /** By key: what may be alone, and when all before it had returned. */
    const keys = new Map<string, { alone: number | null; quietFrom: number }>()
    for (const [place, operation] of operations.entries()) {
      const { key, call, status } = operation
      if (place < (this.places.get(key) ?? -1)) continue
      const known = keys.get(key) ?? { alone: null, quietFrom: -1 }
      keys.set(key, known)
      const isMoot = status === 'fail' || (operation.op === 'get' && status === 'unknown')
      if (isMoot && !waiting.has(place)) continue
      if (known.alone !== null && call > known.quietFrom) this.places.set(key, known.alone)
      const isAlone = call > known.quietFrom && valueAfter(operation) !== undefined
      known.alone = isAlone ? place : null
      known.quietFrom = Math.max(known.quietFrom, operation.ret ?? Number.POSITIVE_INFINITY)
    }
    for (const [key, { alone }] of keys) if (alone !== null) this.places.set(key, alone)
  }
}

/** What the key's value surely was after an operation that was alone; undefined: who knows. */
function valueAfter(operation: Operation): string | null | undefined {
  if (operation.status !== 'ok') return undefined
  switch (operation.op) {
    case 'get':
      return operation.result ?? null
    case 'put':
      return operation.value
    case 'delete':
      return null
    case 'cas':
      return operation.result === true ? operation.value : undefined
    case 'append':
      return undefined
  }
}

/** A write of that value, at the same time. */
function standIn(operation: Operation): Operation {
  const { client, key, call, ret } = operation
  const about = { client, key, call, ...(ret === undefined ? {} : { ret }), status: 'ok' } as const
  const value = valueAfter(operation) ?? null
  return value === null ? { ...about, op: 'delete' } : { ...about, op: 'put', value }
}
