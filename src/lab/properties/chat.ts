/**
 * What the chat promises to those who are in the room: from their `enters` to their `leaves` they
 * hear everything, as often as it was said and in the room's order, and soon.
 */
import { Pid, pidKey, type Recorded, type Term } from '../../kernel/index.ts'
import { always, type Due, within } from './combine.ts'
import { endedBy, lifeKinds } from './node-lives.ts'
import type { Promised, Watcher } from './watcher.ts'

const limitMs = 3_000
const kinds = ['note', 'exit', ...lifeKinds] as const

class Stay {
  constructor(
    readonly node: string,
    readonly room: string,
    /** Number of the message that was the last so far. */
    public heard: number,
  ) {}
}

/** Who is in the room, by process: a life of it that ends with the process or its node, too. */
class Stays {
  readonly open = new Map<string, Stay>()

  /** Takes the next event; those who are out by it are told to `left`. */
  read(event: Recorded, left: (key: string) => void = () => {}): void {
    const ended = endedBy(event)
    const out = [...this.open].filter(([, { node }]) => node === ended).map(([key]) => key)
    const key = event.subject === null ? null : pidKey(event.subject)
    const [what, of] = noteIn(event)
    if (key !== null && (event.kind === 'exit' || what === 'leaves')) out.push(key)
    for (const each of out) {
      if (this.open.delete(each)) left(each)
    }
    if (key === null || what !== 'enters' || !Array.isArray(of)) return
    const [room, heard] = of as readonly Term[]
    if (!(room instanceof Pid) || typeof heard !== 'number') return
    this.open.set(key, new Stay(event.node, pidKey(room), heard))
  }

  of({ subject }: Recorded): Stay | undefined {
    return subject === null ? undefined : this.open.get(pidKey(subject))
  }
}

function noteIn({ kind, term }: Recorded): readonly Term[] {
  return kind === 'note' && Array.isArray(term) ? term : []
}

/** What somebody hears by this event. */
function heardIn(event: Recorded): readonly [number: number, text: string] | null {
  const [what, of] = noteIn(event)
  const [number, text] = what === 'hears' && Array.isArray(of) ? (of as readonly Term[]) : []
  return typeof number === 'number' && typeof text === 'string' ? [number, text] : null
}

function oneOrder(): Watcher {
  const expected = 'all hear the same messages in the same order, none left out, none twice'
  const held = (count: number) => `${count} of ${count} messages were in order`
  const memory = [new Stays(), new Map<string, string>()] as const
  const wrong = (event: Recorded, _: number, [stays, texts]: typeof memory) => {
    stays.read(event)
    const heard = heardIn(event)
    const stay = stays.of(event)
    if (heard === null || stay === undefined) return undefined
    const [number, text] = heard
    const before = stay.heard
    if (number !== before + 1) return `${stay.node} heard message ${number} after ${before}`
    stay.heard = number
    const key = `${stay.room} ${number}`
    const first = texts.get(key) ?? text
    texts.set(key, first)
    return text === first ? null : `message ${number} was "${first}"; ${stay.node} heard "${text}"`
  }
  return always(expected, kinds, wrong, held, memory)
}

/** What was said: by whom, and who has still to hear it. */
class Said {
  isHeard = false

  constructor(
    readonly by: string,
    readonly waiting: Set<string>,
  ) {}
}

/** Nobody waits for what its speaker can't have told: who leaves at once may not have been heard. */
function allHear(): Watcher {
  const memory = [new Stays(), new Map<string, Said>()] as const
  const expected = 'all who are in the room hear what one of them says within 3 s'
  const judge = (event: Recorded, due: Due, [stays, open]: typeof memory) => {
    stays.read(event, (key) => {
      for (const [text, { by, isHeard, waiting }] of open) {
        for (const each of by === key && !isHeard ? [...waiting] : [key]) {
          if (waiting.delete(each)) due.off(`${each} ${text}`)
        }
        if (waiting.size === 0) open.delete(text)
      }
    })
    const [what, said] = noteIn(event)
    const by = event.subject === null ? '' : pidKey(event.subject)
    if (what === 'says' && typeof said === 'string') {
      const waiting = new Set(stays.open.keys())
      open.set(said, new Said(by, waiting))
      for (const key of waiting) {
        due.from(`${key} ${said}`, `"${said}" was said to ${stays.open.get(key)!.node}`)
      }
    }
    const text = heardIn(event)?.[1] ?? ''
    const of = open.get(text)
    if (of?.waiting.delete(by) !== true) return
    of.isHeard = true
    due.to(`${by} ${text}`)
    if (of.waiting.size === 0) open.delete(text)
  }
  return within(limitMs, expected, kinds, judge, true, memory)
}

export const chatPromises: readonly Promised[] = [
  {
    name: 'one-order',
    inWords: 'Who is in the room hears every message once, in the same order as all others.',
    watch: oneOrder,
  },
  {
    name: 'all-hear',
    inWords: 'What somebody says is heard by all who are in the room, within 3 seconds.',
    watch: allHear,
  },
]
