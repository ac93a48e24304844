/**
 * Watchers: properties that read a trace event by event and keep only what they need of it, so that
 * a run of millions of events can be judged without keeping one. A stored trace is read by the same
 * watcher.
 */
import type { EventKind, Recorded } from '../../kernel/index.ts'
import { type Property, pending, type Verdict } from '../property.ts'
import { Recording } from '../recording.ts'
import { Copying } from './copied.ts'

/** All that it knows is in its fields, so that it can be copied: see copied.ts. */
export interface Watcher {
  /** What it has to be given; of other kinds it needs nothing. */
  readonly kinds: readonly EventKind[]
  /** Takes the next event of its kinds and keeps it not; `index` is its place in the trace. */
  read(event: Recorded, index: number): void
  /** What it knows by that time (ms of the run): what was due before it is late. */
  verdict(nowMs: number): Verdict
}

/** What a program says of itself, and whoever breaks it has to answer. */
export interface Promised {
  /** A name for the command line, in kebab case. */
  readonly name: string
  /** A sentence for people. */
  readonly inWords: string
  /** Makes a watcher for one run. */
  readonly watch: () => Watcher
}

/** Feeds the watchers of promises with a run's events, in their order. */
export class Watching {
  /** How many events it has seen. */
  seen = 0
  private readonly watchers: readonly (readonly [name: string, watcher: Watcher])[]
  private readonly byKind = new Map<EventKind, readonly Watcher[]>()

  constructor(promises: readonly Promised[]) {
    this.watchers = promises.map(({ name, watch }) => [name, watch()] as const)
    for (const [, watcher] of this.watchers) {
      for (const kind of watcher.kinds) {
        this.byKind.set(kind, [...(this.byKind.get(kind) ?? []), watcher])
      }
    }
  }

  read(event: Recorded): void {
    const index = this.seen++
    const readers = this.byKind.get(event.kind)
    if (readers === undefined) return
    for (const watcher of readers) watcher.read(event, index)
  }

  /** Another one that knows as much, and goes on by itself; `size`: what it costs. */
  copy(): { readonly watching: Watching; readonly size: number } {
    const copying = new Copying()
    const watching = copying.of<Watching>(this)
    return { watching, size: copying.size }
  }

  /** By the names of the promises. */
  verdicts(nowMs: number): Readonly<Record<string, Verdict>> {
    return Object.fromEntries(this.watchers.map(([name, each]) => [name, each.verdict(nowMs)]))
  }
}

/** The same for a trace that is kept. */
export function propertyOf(watch: () => Watcher): Property {
  return (trace) => {
    const watcher = watch()
    const kinds = new Set(watcher.kinds)
    let now = 0
    for (let index = trace.first; index < trace.end; index++) {
      now = Math.max(now, trace.timeAt(index))
      if (kinds.has(trace.kindAt(index))) watcher.read(trace.at(index), index)
    }
    return watcher.verdict(now)
  }
}

/** A property that needs the trace behind it watches by keeping what it is given. */
export function watcherOf(property: Property, kinds: readonly EventKind[]): Watcher {
  return new Keeping(property, kinds)
}

class Keeping implements Watcher {
  private readonly kept = new Recording()
  private readonly places: number[] = []

  constructor(
    private readonly property: Property,
    readonly kinds: readonly EventKind[],
  ) {}

  read(event: Recorded, index: number): void {
    this.kept.append(event)
    this.places.push(index)
  }

  verdict(): Verdict {
    const { kept, places } = this
    const verdict = kept.end === 0 ? pending('nothing has happened yet') : this.property(kept)
    if (verdict.status === 'pending') return verdict
    return { ...verdict, event: places[verdict.event] ?? verdict.event }
  }
}
