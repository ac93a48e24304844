/**
 * What a scenario's processes write down together (oracle.erl: its ETS tables): who has which name,
 * and the log of the present step. It holds no rule of Erlang; those are the kernel's and OTP's.
 */
import { type Pid, pidKey, Raised, type Ref, refKey, type Term } from '../../kernel/index.ts'
import type { Json } from './language.ts'
import { isArray, listOf, type Names, printed, quoted, termOf } from './terms.ts'

interface Watched {
  readonly pid: Pid
  /** The supervisor in whose log its end is told; null for its own log. */
  readonly group: string | null
}

interface Entry {
  readonly who: string
  readonly fields: Readonly<Record<string, Term>>
}

/** The module that a scenario's processes run; the name stands in Erlang's child specs too. */
export const module = 'oracle'

export class Book implements Names {
  /** Processes whose end will be logged, by pidKey. */
  private readonly live = new Map<string, Watched>()
  private readonly pids = new Map<string, Pid>()
  private readonly labels = new Map<string, string>()
  private readonly refs = new Map<string, Ref>()
  private readonly refNames = new Map<string, string>()
  private readonly timers = new Map<string, Ref>()
  private readonly generations = new Map<string, number>()
  private entries: Entry[] = []

  constructor(readonly node: string) {}

  setPid(name: string, pid: Pid): void {
    this.pids.set(name, pid)
  }

  /** @throws what oracle.erl's `[{_, P}] = ets:lookup(…)` raises when there is none. */
  pidOf(name: string): Pid {
    return this.pids.get(name) ?? missing('process', name)
  }

  setLabel(pid: Pid, label: string): void {
    this.labels.set(pidKey(pid), label)
  }

  watch(pid: Pid, label: string, group: string | null): void {
    this.setLabel(pid, label)
    this.live.set(pidKey(pid), { pid, group })
  }

  /** In which supervisor's log its end is told, or null. */
  unwatch(pid: Pid): string | null {
    const group = this.live.get(pidKey(pid))?.group ?? null
    this.live.delete(pidKey(pid))
    return group
  }

  get watched(): readonly Pid[] {
    return [...this.live.values()].map(({ pid }) => pid)
  }

  labelOf(pid: Pid): string {
    return this.labels.get(pidKey(pid)) ?? '?'
  }

  setRef(name: string, ref: Ref): void {
    this.refs.set(name, ref)
    this.refNames.set(refKey(ref), name)
  }

  refOf(name: string): Ref {
    return this.refs.get(name) ?? missing('reference', name)
  }

  nameOf(ref: Ref): string {
    return this.refNames.get(refKey(ref)) ?? '?'
  }

  setTimer(name: string, timer: Ref): void {
    this.timers.set(name, timer)
  }

  timerOf(name: string): Ref {
    return this.timers.get(name) ?? missing('timer', name)
  }

  /** 1 for a child's first start, 2 for the next, whoever starts it. */
  nextGeneration(id: string): number {
    const next = (this.generations.get(id) ?? 0) + 1
    this.generations.set(id, next)
    return next
  }

  setGeneration(id: string, generation: number): void {
    this.generations.set(id, generation)
  }

  term(json: Json): Term {
    return termOf(json, (name) => this.pidOf(name))
  }

  log(who: string, fields: Readonly<Record<string, Term>>): void {
    this.entries.push({ who, fields })
  }

  get entryCount(): number {
    return this.entries.length
  }

  /** The step's events as JSON text, process by process in the order of their names. */
  takeEvents(): string {
    const all = this.entries
    this.entries = []
    const whos = [...new Set(all.map(({ who }) => who))].sort()
    const lists = whos.map((who) => {
      const own = all.filter((entry) => entry.who === who)
      return `${quoted(who)}:[${own.map(({ fields }) => this.printedFields(fields)).join(',')}]`
    })
    return `{${lists.join(',')}}`
  }

  private printedFields(fields: Readonly<Record<string, Term>>): string {
    const parts = Object.entries(fields).map(([key, value]) => {
      return `${quoted(key)}:${printed(value, this)}`
    })
    return `{${parts.join(',')}}`
  }
}

function missing(what: string, name: string): never {
  const says = `there is no ${what} "${name}" yet`
  throw new Raised('error', ['badmatch', listOf([])], says)
}

/** A kernel's badarg says what is wrong with which argument; Erlang's is the atom alone. */
export function asErlang(thrown: unknown): unknown {
  if (!(thrown instanceof Raised) || thrown.kind !== 'error') return thrown
  const { reason } = thrown
  if (!isArray(reason) || reason[0] !== 'badarg' || reason.length !== 2) return thrown
  return new Raised('error', 'badarg')
}

/** Whether a message is a tuple with that tag. */
export function isAbout(message: Term, tag: string): message is readonly Term[] {
  return isArray(message) && message[0] === tag
}
