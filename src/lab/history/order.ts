/** Indices of operations in the order of their calls or returns; both keep one client's own order. */
import type { Operation } from './operation.ts'

type Compare = (a: number, b: number) => number

export function byTime(operations: readonly Operation[]): Compare {
  return (a, b) => {
    const [one, other] = [operations[a]!, operations[b]!]
    return one.call - other.call || compareReturns(one, other) || a - b
  }
}

export function byReturn(operations: readonly Operation[]): Compare {
  const inTime = byTime(operations)
  return (a, b) => compareReturns(operations[a]!, operations[b]!) || inTime(a, b)
}

/** Who never returns comes last. */
function compareReturns(one: Operation, other: Operation): number {
  const [end, otherEnd] = [one.ret ?? Infinity, other.ret ?? Infinity]
  return end === otherEnd ? 0 : end - otherEnd
}
