/**
 * What a key-value store may promise, judged by what its clients noted. Linearizability is in
 * linearizable.ts; a lost write is told as soon as somebody reads past it.
 */
import type { Recorded } from '../../kernel/index.ts'
import { type Asked, askedIn, clientOf, heardIn } from './client-notes.ts'
import { always, told } from './combine.ts'
import { isLinearizable } from './linearizable.ts'
import type { Promised, Watcher } from './watcher.ts'
import { type Write, Writes } from './writes.ts'

interface Open {
  readonly asked: Asked
  readonly call: number
  readonly write: Write | null
}

/** Needs values that tell their writes apart: see writes.ts. */
function noWriteIsLost(): Watcher {
  const memory = [new Map<string, Writes>(), new Map<string, Open>()] as const
  const expected = 'whoever reads after a write was acknowledged sees it, or a later one'
  const judge = (process: string, event: Recorded, index: number, [keys, open]: typeof memory) => {
    const of = open.get(process)
    open.delete(process)
    if (of === undefined) return undefined
    const { asked, call, write } = of
    const { key, op } = asked
    const heard = heardIn(event, op)
    if (heard.status !== 'ok') return undefined
    if (op !== 'get') {
      if (write !== null && heard.result !== false)
        writesTo(keys, key).acknowledge(write, index, event.at)
      return undefined
    }
    const result = (heard.result ?? null) as string | null
    const lost = writesTo(keys, key).lostBy(result, call)
    return lost === null ? null : tellLoss(asked, result, lost, event.at)
  }
  const check = (event: Recorded, index: number, known: typeof memory) => {
    const process = clientOf(event)
    if (process === null) return undefined
    const asked = askedIn(event)
    if (asked === null) return judge(process, event, index, known)
    const [keys, open] = known
    const write = asked.op === 'get' ? null : writesTo(keys, asked.key).call(asked, index)
    open.set(process, { asked, call: index, write })
    return undefined
  }
  const held = (count: number) => `${count} of ${count} reads found what was acknowledged before`
  return always(expected, ['note'], check, held, memory)
}

function writesTo(keys: Map<string, Writes>, key: string): Writes {
  const known = keys.get(key) ?? new Writes()
  keys.set(key, known)
  return known
}

function tellLoss({ key }: Asked, result: string | null, { op, value, atMs }: Write, now: number) {
  const what = value === undefined ? op : `${op} of "${value}"`
  const heard = result === null ? 'nothing' : `"${result}"`
  return `${what} to ${key} was acknowledged at ${told(atMs)}; a get at ${told(now)} found ${heard}`
}

export const keyValuePromises: readonly Promised[] = [
  {
    name: 'no-acknowledged-write-lost',
    inWords: 'No acknowledged write is lost.',
    watch: noWriteIsLost,
  },
  {
    name: 'linearizable',
    inWords: 'It answers as if there were one copy, which does one thing at a time.',
    watch: () => isLinearizable(),
  },
]
