/**
 * What heartbeat promises: both errors of a failure detector end soon (Chandra and Toueg 1996,
 * completeness and accuracy). The truth is the world's: its faults, and what boots.
 */
import type { Recorded } from '../../kernel/index.ts'
import { type Due, within } from './combine.ts'
import { begunBy, endedBy, leavesBy, lifeKinds } from './node-lives.ts'
import type { Promised, Watcher } from './watcher.ts'

const limitMs = 6_000
const kinds = [...lifeKinds, 'note'] as const

/** Who suspects whom, and who is dead. */
class Beliefs {
  readonly dead = new Set<string>()
  /** Who suspects one that isn't here, because it died or was sent home, is right. */
  private readonly here = new Set<string>()
  private readonly pairs = new Map<string, readonly [who: string, whom: string]>()

  read(event: Recorded): void {
    const ended = endedBy(event)
    if (ended !== null) {
      this.dead.add(ended)
      this.here.delete(ended)
      for (const [key, [who]] of this.pairs) if (who === ended) this.pairs.delete(key)
    }
    if (event.kind === 'op') this.sendHome(event)
    const begun = begunBy(event)
    if (begun !== null) {
      this.dead.delete(begun)
      this.here.add(begun)
    }
    const suspicion = suspicionIn(event)
    if (suspicion === null) return
    const [whom, isSuspected] = suspicion
    const key = `${event.node} ${whom}`
    if (isSuspected) this.pairs.set(key, [event.node, whom])
    else this.pairs.delete(key)
  }

  private sendHome(event: Recorded): void {
    for (const node of this.here) if (leavesBy(event, node)) this.here.delete(node)
    for (const [key, [who]] of this.pairs) if (leavesBy(event, who)) this.pairs.delete(key)
  }

  suspects(whom: string): boolean {
    return [...this.pairs.values()].some((pair) => pair[1] === whom)
  }

  /** Suspicions of those who are here. */
  *wrong(): IterableIterator<readonly [key: string, who: string, whom: string]> {
    for (const [key, [who, whom]] of this.pairs) if (this.here.has(whom)) yield [key, who, whom]
  }
}

function suspicionIn({
  kind,
  term,
}: Recorded): readonly [whom: string, isSuspected: boolean] | null {
  if (kind !== 'note' || !Array.isArray(term) || term[0] !== 'suspicion') return null
  const [whom, isSuspected] = Array.isArray(term[1]) ? term[1] : []
  return typeof whom === 'string' && typeof isSuspected === 'boolean' ? [whom, isSuspected] : null
}

function deadAreSuspected(): Watcher {
  const memory = [new Beliefs(), new Set<string>()] as const
  const expected = 'a dead node is suspected within 6 s'
  const judge = (event: Recorded, due: Due, [beliefs, waited]: typeof memory) => {
    beliefs.read(event)
    const ended = endedBy(event)
    if (ended !== null && beliefs.dead.has(ended)) {
      due.from(ended, `${ended} died`)
      waited.add(ended)
    }
    for (const node of waited) {
      if (beliefs.suspects(node)) due.to(node)
      else if (!beliefs.dead.has(node)) due.off(node)
      else continue
      waited.delete(node)
    }
  }
  return within(limitMs, expected, kinds, judge, false, memory)
}

function livingAreTrusted(): Watcher {
  const memory = [new Beliefs(), new Set<string>()] as const
  const expected = 'a living node is not suspected for longer than 6 s'
  const judge = (event: Recorded, due: Due, [beliefs, told]: typeof memory) => {
    beliefs.read(event)
    const wrong = new Map([...beliefs.wrong()].map(([key, ...pair]) => [key, pair]))
    for (const [key, [who, whom]] of wrong) {
      due.from(key, `${who} suspected ${whom}, which was alive,`)
      told.add(key)
    }
    for (const key of told) {
      if (wrong.has(key)) continue
      due.to(key)
      told.delete(key)
    }
  }
  return within(limitMs, expected, kinds, judge, false, memory)
}

export const heartbeatPromises: readonly Promised[] = [
  {
    name: 'dead-are-suspected',
    inWords: 'A dead node is suspected by a living one within 6 seconds.',
    watch: deadAreSuspected,
  },
  {
    name: 'living-are-trusted',
    inWords: 'A node that is alive is not suspected for longer than 6 seconds.',
    watch: livingAreTrusted,
  },
]
