/** Operations and their bars in words. */
import type { Operation } from '../../lab/index.ts'
import { formatOffset, type World } from '../words/time.ts'
import type { SayDare } from './challenge-words.ts'
import type { Bar, Lit } from './history-layout.ts'
import type { HistoryState } from './state.ts'

/** As a client would write it: `get k1 → "a12"`, `cas k1 null → "b3": false`. */
export function operationWords(operation: Operation): string {
  const { key } = operation
  switch (operation.op) {
    case 'get':
      return operation.status === 'ok' ? `get ${key} → ${told(operation.result)}` : `get ${key}`
    case 'put':
    case 'append':
      return `${operation.op} ${key} ${told(operation.value)}`
    case 'delete':
      return `delete ${key}`
    case 'cas': {
      const asked = `cas ${key} ${told(operation.expect)} → ${told(operation.value)}`
      return operation.status === 'ok' ? `${asked}: ${operation.result}` : asked
    }
  }
}

function told(value: string | null | undefined): string {
  return typeof value === 'string' ? JSON.stringify(value) : 'null'
}

/** With its client, its times and what is wrong with it. */
export function barWords(
  { places, fromMs, toMs, isOpen, isFailed, lit }: Bar,
  client: string,
  { operations }: HistoryState,
  world: World,
  say: SayDare,
): string {
  const [from, to] = [formatOffset(fromMs, world), formatOffset(toMs, world)]
  if (places.length > 1) {
    return say('history.merged.long', { client, count: places.length, from, to })
  }
  const what = `${client}: ${operationWords(operations[places[0] as number] as Operation)}`
  const told = isOpen
    ? say('history.op.open', { what, from })
    : say('history.op', { what, from, to })
  const more = isFailed ? [say('history.fail')] : []
  return [told, ...more, ...litWords(lit, say)].join(', ')
}

export function litWords(lit: Lit, say: SayDare): readonly string[] {
  if (lit === 'no') return []
  return [say(lit === 'culprit' ? 'history.culprit' : 'history.lit')]
}
