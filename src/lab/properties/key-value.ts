/**
 * What a key-value store may promise, judged by what its clients noted. Linearizability is the
 * checker's business; a lost write is told as soon as somebody reads past it.
 */
import type { Recorded } from '../../kernel/index.ts'
import { checkHistory, type HistoryVerdict } from '../history/check-history.ts'
import { failed, passed, pending, type Verdict } from '../property.ts'
import { type Asked, askedIn, clientOf, heardIn } from './client-notes.ts'
import { always, told } from './combine.ts'
import { NotedHistory } from './history-of.ts'
import type { Promised, Watcher } from './watcher.ts'
import { type Write, Writes } from './writes.ts'

interface Open {
  readonly asked: Asked
  readonly call: number
  readonly write: Write | null
}

/** Needs values that tell their writes apart: see writes.ts. */
function noWriteIsLost(): Watcher {
  const keys = new Map<string, Writes>()
  const open = new Map<string, Open>()
  const expected = 'whoever reads after a write was acknowledged sees it, or a later one'
  const writesTo = (key: string) => {
    const known = keys.get(key) ?? new Writes()
    keys.set(key, known)
    return known
  }
  const judge = (process: string, event: Recorded, index: number) => {
    const of = open.get(process)
    open.delete(process)
    if (of === undefined) return undefined
    const { asked, call, write } = of
    const { key, op } = asked
    const heard = heardIn(event, op)
    if (heard.status !== 'ok') return undefined
    if (op !== 'get') {
      if (write !== null && heard.result !== false)
        writesTo(key).acknowledge(write, index, event.at)
      return undefined
    }
    const result = (heard.result ?? null) as string | null
    const lost = writesTo(key).lostBy(result, call)
    return lost === null ? null : tellLoss(asked, result, lost, event.at)
  }
  const check = (event: Recorded, index: number) => {
    const process = clientOf(event)
    if (process === null) return undefined
    const asked = askedIn(event)
    if (asked === null) return judge(process, event, index)
    const write = asked.op === 'get' ? null : writesTo(asked.key).call(asked, index)
    open.set(process, { asked, call: index, write })
    return undefined
  }
  const held = (count: number) => `${count} of ${count} reads found what was acknowledged before`
  return always(expected, ['note'], check, held)
}

function tellLoss({ key }: Asked, result: string | null, { op, value, atMs }: Write, now: number) {
  const what = value === undefined ? op : `${op} of "${value}"`
  const heard = result === null ? 'nothing' : `"${result}"`
  return `${what} to ${key} was acknowledged at ${told(atMs)}; a get at ${told(now)} found ${heard}`
}

/** Steps that a verdict may take: it is asked for while somebody waits. */
const steps = 300_000

function isLinearizable(): Watcher {
  const history = new NotedHistory()
  let judged: Verdict | null = null
  return {
    kinds: ['note'],
    read(event, index) {
      judged = null
      history.read(event, index)
    },
    verdict() {
      judged ??= judge(history)
      return judged
    },
  }

  function judge({ called, events }: NotedHistory): Verdict {
    if (called === 0) return pending('no client has asked anything yet')
    const operations = history.operations()
    const checked = checkHistory(operations, { steps })
    return verdictOf(checked, events, operations.length)
  }
}

function verdictOf(checked: HistoryVerdict, events: readonly number[], count: number): Verdict {
  switch (checked.verdict) {
    case 'linearizable':
      return passed(`${count} operations fit one order`, events.at(-1)!)
    case 'undecided':
      return pending(`undecided: ${checked.reason}`)
    case 'not linearizable': {
      const { culprit, reason } = checked.violations[0] as (typeof checked.violations)[number]
      return failed('some order of all operations explains all answers', reason, events[culprit]!)
    }
  }
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
    watch: isLinearizable,
  },
]
