/**
 * A run that forks, goes back, undoes and changes branches is at each place what a fresh run with
 * the same deeds is, event for event, whatever was kept of its past.
 */
import { describe, expect, it } from 'vitest'
import { CodeServer, note, pidKey, type Recorded, receive, spawnLink } from '../kernel/index.ts'
import { always, type Due, type Promised, within } from '../lab/index.ts'
import { installBehaviours } from '../otp/index.ts'
import { handOf } from './hand-trial.ts'
import { Past, pastLimits } from './past.ts'
import { type Begun, type Deed, Session } from './session.ts'
import { toyRun } from './shrink/toy.ts'

const seldom = { ...pastLimits, moments: 12, size: 100_000 }
const often = { ...seldom, events: 20, dueEvents: 20, eventsPerObject: 0, retryEvents: 4 }
const forever = () => true

/** Promises that remember much. */
const promises: readonly Promised[] = [
  {
    name: 'few-exits',
    inWords: 'No node sees more than nine ends.',
    watch: () => {
      const memory = new Map<string, number>()
      const wrong = ({ node }: Recorded, _: number, ends: typeof memory) => {
        ends.set(node, (ends.get(node) ?? 0) + 1)
        return ends.get(node) === 10 ? `${node} saw ten` : null
      }
      return always('at most nine ends', ['exit'], wrong, undefined, memory)
    },
  },
  {
    name: 'soon',
    inWords: 'Who is spawned is soon dead.',
    watch: () => {
      const judge = ({ kind, subject }: Recorded, due: Due) => {
        const key = subject === null ? '' : pidKey(subject)
        if (kind === 'spawn') due.from(key, key)
        else due.to(key)
      }
      return within(900, 'it ends', ['spawn', 'exit'], judge)
    },
  },
]

function begun(seed: number, more: Partial<Begun> = {}): Begun {
  const { untilMs: _, ...run } = toyRun(seed, 4, 0)
  const faults = [
    { atMs: 100, do: 'random', untilMs: 4_000, lossPercent: 5, crashPerMin: 30, pausePerMin: 30 },
    { atMs: 700, do: 'partition', groups: [['n1', 'n2'], ['n3']] },
    { atMs: 1_500, do: 'heal', all: true },
  ] as const
  const ops = [{ atMs: 900, op: { do: 'scale', nodes: 3 } }] as const
  return { ...run, options: { delayMs: [5, 90] }, faults, ops, promises, ...more }
}

type Event = readonly unknown[]

function eventOf({ kind, at, node, creation, number, lamport, term, cause }: Recorded): Event {
  return [kind, at, node, creation, number, lamport, JSON.stringify(term), cause?.join('/')]
}

/** All that can be seen of a session. */
function seen(session: Session, trace: readonly Event[]) {
  const { events, now, turns, happened, inForce, nodes, deeds, traceHash, verdicts } = session
  return { events, now, turns, happened, inForce, nodes, deeds, traceHash, verdicts, trace }
}

/** The run with these deeds from its beginning. */
function fresh(seed: number, deeds: readonly Deed[], atMs: number, turns: number) {
  const trace: Event[] = []
  const run = begun(seed, { read: (event) => trace.push(eventOf(event)) })
  const session = new Session({ ...run, ops: [...(run.ops ?? []), ...deeds] })
  goTo(session, atMs, turns, deeds.length)
  return seen(session, trace)
}

function goTo(session: Session, atMs: number, turns: number, deeds: number): void {
  const isThere = () => session.turns >= turns && session.deeds.length >= deeds
  while (!isThere() && session.next(atMs));
  if (session.now < atMs) session.goOn(atMs, forever)
}

/** A page: it keeps what it was told, and wants no event twice. */
class Reader {
  readonly trace: Event[] = []
  /** Where turns ended. */
  readonly steps: { turns: number; end: number; deeds: number; atMs: number }[] = []
  readonly past: Past
  session: Session
  private index = 0

  constructor(readonly seed: number) {
    const run = begun(seed, {
      read: (event) => {
        if (this.index++ >= this.trace.length) this.trace.push(eventOf(event))
      },
    })
    this.past = new Past(run, often)
    this.session = this.past.sessionAt([], { atMs: 0 })
  }

  next(): void {
    const { session } = this
    session.next(session.now + 200)
    const { turns, deeds, events: end, now: atMs } = session
    this.steps.push({ turns, end, deeds: deeds.length, atMs })
  }

  /** On another branch, with what the trace has up to there. */
  leave(deeds: readonly Deed[], atMs: number, turns: number, end: number): number {
    this.trace.length = end
    this.index = 0
    this.session = this.past.sessionAt(deeds, { atMs, turns, events: end })
    this.index = this.session.events
    const { turns: from } = this.session
    goTo(this.session, atMs, turns, deeds.length)
    while ((this.steps.at(-1)?.end ?? 0) > end) this.steps.pop()
    return from
  }
}

function play(seed: number) {
  const reader = new Reader(seed)
  const { below, deed } = handOf(seed)
  const branches: { deeds: readonly Deed[]; now: number; turns: number }[] = []
  let fromKept = 0
  for (let round = 0; round < 14; round++) {
    for (let turns = below(120); turns > 0; turns--) {
      reader.next()
      if (below(25) === 0) reader.session.act(deed())
    }
    const { deeds, now, turns } = reader.session
    branches.push({ deeds, now, turns })
    const step = reader.steps[below(reader.steps.length)]
    const other = branches[below(branches.length)] as (typeof branches)[number]
    const last = deeds.at(-1)
    const way = below(3)
    if (way === 0 && step !== undefined) {
      const { atMs, turns, end } = step
      fromKept += Math.min(1, reader.leave(deeds.slice(0, step.deeds), atMs, turns, end))
    } else if (way === 1 && last !== undefined) {
      const step = reader.steps.findLast((each) => each.deeds < deeds.length)
      reader.leave(deeds.slice(0, -1), last.atMs, last.after, step?.end ?? 0)
    } else if (way === 2) reader.leave(other.deeds, other.now, other.turns, 0)
    const { session, trace } = reader
    const wanted = fresh(seed, session.deeds, session.now, session.turns)
    expect(seen(session, trace), `seed ${seed}, round ${round}`).toEqual(wanted)
  }
  return { fromKept, length: reader.past.length }
}

describe('the past of a run', () => {
  it('goes on from anywhere as a fresh run does', () => {
    let fromKept = 0
    for (let seed = 0; seed < 20; seed++) fromKept += play(seed).fromKept
    expect(fromKept).toBeGreaterThan(40)
  })

  it('starts near the place, however long the run', () => {
    const past = new Past(begun(3), often)
    const session = past.sessionAt([], { atMs: 0 })
    session.goOn(60_000, forever)
    expect(past.length).toBe(often.moments)
    const { events } = session
    for (let part = 1; part <= 20; part++) {
      const place = Math.floor((events * part) / 20)
      const near = past.sessionAt([], { atMs: 60_000, events: place })
      expect(place - near.events).toBeLessThan((4 * events) / often.moments)
    }
  })

  it('holds no more than it may', () => {
    const past = new Past(begun(3), { ...often, size: 5_000 })
    past.sessionAt([], { atMs: 0 }).goOn(20_000, forever)
    expect(past.length).toBeGreaterThan(0)
    expect(past.length).toBeLessThan(often.moments)
  })

  it('begins anew where somebody is never at rest', () => {
    const root = {
      init: () => {
        spawnLink(['root', 'wait', []])
        return ['ok', [{ strategy: 'one_for_one', intensity: 1, period: 5 }, []]]
      },
      *wait() {
        for (let count = 0; ; count++) {
          yield* receive(undefined, 10)
          note('count', count)
        }
      },
    }
    const newCode = () => {
      const code = new CodeServer()
      installBehaviours(code)
      code.load('root', '1', root)
      return code
    }
    const run = begun(3, { newCode, program: { id: 'busy', root: 'root', files: [] }, nodes: 1 })
    const past = new Past({ ...run, faults: [], ops: [] }, often)
    const session = past.sessionAt([], { atMs: 0 })
    session.goOn(5_000, forever)
    expect(past.length).toBe(0)
    const again = past.sessionAt([], { atMs: 5_000 })
    expect(again.turns).toBe(0)
    again.goOn(5_000, forever)
    expect(again.traceHash).toBe(session.traceHash)
  })
})
