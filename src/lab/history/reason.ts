/** Why a history fails, in words: what an operation answered, and what speaks against it. */
import type { Operation } from './operation.ts'

const longestValue = 40

/** `evidence` are indices by call, `culprit` is one of them. */
export function reasonOf(
  operations: readonly Operation[],
  evidence: readonly number[],
  culprit: number,
): string {
  const last = operations[culprit]!
  const others = evidence.filter((index) => index !== culprit).map((index) => operations[index]!)
  const [first] = others
  if (first === undefined) return `${told(last)}, but nothing called by then can have ${made(last)}`
  if (others.length > 1) {
    return `${told(last)}, and no order of these ${evidence.length} operations explains that`
  }
  if (first.ret! >= last.call && first.client !== last.client) {
    return `${told(last)} while ${told(first)}, and nothing can have ${made(last)} for it`
  }
  return `${told(last)}, but before it began ${told(first)}, and nothing ${made(last)} after that`
}

function told(operation: Operation): string {
  const whose = `of client ${operation.client}`
  switch (operation.op) {
    case 'get':
      return (operation.result ?? null) === null
        ? `get ${whose} found nothing`
        : `get ${whose} returned ${quoted(operation.result)}`
    case 'put':
    case 'append':
      return `${operation.op} ${quoted(operation.value)} ${whose} had returned`
    case 'delete':
      return `delete ${whose} had returned`
    case 'cas': {
      const verb = operation.result === false ? 'failed' : 'succeeded'
      return `cas from ${quoted(operation.expect)} to ${quoted(operation.value)} ${whose} ${verb}`
    }
  }
}

/** What would have had to happen to the key for this answer. */
function made(operation: Operation): string {
  if (operation.op === 'cas') {
    const value = quoted(operation.expect)
    return operation.result === false ? `made it anything but ${value}` : `made it ${value}`
  }
  return operation.op === 'get' ? `made it ${quoted(operation.result)}` : 'left room for it'
}

function quoted(value: string | null | undefined): string {
  if (value === null || value === undefined) return 'absent'
  return JSON.stringify(value.length > longestValue ? `${value.slice(0, longestValue)}…` : value)
}
