/**
 * What the ring promises: no two have the token, and nobody misses it for long. A node may believe
 * otherwise; who has it is what the seats noted, and whose life is over has nothing.
 */
import { pidKey, type Recorded } from '../../kernel/index.ts'
import { always, type Due, told, within } from './combine.ts'
import { begunBy, endedBy, leavesBy, lifeKinds } from './node-lives.ts'
import type { Promised, Watcher } from './watcher.ts'

const limitMs = 8_000

/** Whether somebody begins or ceases to have the token by this event; null for others. */
function tokenIn({ kind, term }: Recorded): boolean | null {
  if (kind !== 'note' || !Array.isArray(term) || term[0] !== 'token') return null
  return typeof term[1] === 'boolean' ? term[1] : null
}

interface Holder {
  readonly node: string
  readonly sinceMs: number
}

function oneToken(): Watcher {
  const memory = new Map<string, Holder>()
  const expected = 'one node has the token at a time'
  const held = (count: number) => `it was passed on ${count} times`
  const kinds = ['note', 'exit', ...lifeKinds] as const
  const wrong = (event: Recorded, _: number, holders: typeof memory) => {
    const ended = endedBy(event)
    for (const [key, { node }] of holders) if (node === ended) holders.delete(key)
    const { kind, subject, node, at } = event
    if (subject === null) return undefined
    const key = pidKey(subject)
    const has = tokenIn(event)
    if (kind === 'exit' || has === false) holders.delete(key)
    if (has !== true) return undefined
    const [other] = holders.values()
    holders.set(key, { node, sinceMs: at })
    if (other === undefined) return null
    return `${node} had it from ${told(at)} on, and ${other.node} since ${told(other.sinceMs)}`
  }
  return always(expected, kinds, wrong, held, memory)
}

function comesRound(): Watcher {
  const expected = `a living node has the token again within ${told(limitMs)}`
  const memory = new Set<string>()
  const judge = (event: Recorded, due: Due, living: typeof memory) => {
    const ended = endedBy(event)
    for (const node of living) {
      if (node !== ended && !leavesBy(event, node)) continue
      due.off(node)
      living.delete(node)
    }
    const begun = begunBy(event)
    if (begun !== null) {
      living.add(begun)
      due.from(begun, `${begun} began`)
    }
    if (tokenIn(event) !== true || !living.has(event.node)) return
    due.to(event.node)
    due.from(event.node, `${event.node} had the token`)
  }
  return within(limitMs, expected, ['note', ...lifeKinds], judge, true, memory)
}

export const ringPromises: readonly Promised[] = [
  {
    name: 'one-token',
    inWords: 'No two nodes have the token at the same time.',
    watch: oneToken,
  },
  {
    name: 'comes-round',
    inWords: 'A node that is alive has the token again within 8 seconds.',
    watch: comesRound,
  },
]
