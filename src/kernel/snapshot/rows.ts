/** What a snapshot keeps of a node: plain data, which shares nothing with the node. */
import type { DiskRequest } from '../environment.ts'
import type { Signal, Start } from '../net/frame.ts'
import type { NewsOptions } from '../net/node-news.ts'
import type { Spawning } from '../net/spawn-signals.ts'
import type { AliasMode, Link, Monitor, Watcher } from '../process/bonds.ts'
import type { HandlerName, Priority, Status } from '../process/process.ts'
import type { Pid, Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import type { Cause, Watch } from '../trace/trace-log.ts'

/** A process that has ended, of which somebody still knows. */
export interface GhostRow {
  readonly id: number
  readonly given: Pid
  readonly entry: HandlerName
  readonly quiet: boolean
  readonly cause: number
}

export interface ProcessRow extends GhostRow {
  readonly status: Exclude<Status, 'running' | 'dead'>
  readonly reductions: number
  readonly parent: Pid | null
  readonly handler: HandlerName | null
  /** What it begins with when it is awake again; null when it doesn't hibernate. */
  readonly asleep: Start | null
  readonly state: Term
  readonly mail: readonly MailRow[]
  readonly bonds: BondsRow | null
}

/** A message, and where it is to be told what the trace keeps of its arrival. */
export type MailRow =
  | readonly [message: Term]
  | readonly [message: Term, from: Pid | null, number: number, shown: Term]

type Entries<V> = readonly (readonly [key: string, value: V])[]

/** Processes are their numbers. Timers and aliases are told where they are kept. */
export interface BondsRow {
  readonly name: string | null
  readonly trapExit: boolean
  readonly priority: Priority
  readonly links: readonly Link[]
  readonly monitors: readonly Monitor[]
  readonly watchers: readonly Watcher[]
  readonly children: number
  readonly dictionary: Entries<Term> | null
  readonly notes: Entries<Term> | null
  readonly suspenders: readonly (readonly [id: number | null, times: number])[] | null
  readonly suspending: readonly number[] | null
  readonly timedOut: boolean
  readonly newestRef: Ref | null
  readonly mark: number
  readonly leader: Pid | null
  /** In a list of its own; null when none was told. */
  readonly tracedState: readonly [Term] | null
}

export type TimerRow =
  | { readonly do: 'expire'; readonly at: number; readonly id: number }
  | { readonly do: 'tire'; readonly at: number; readonly name: string }
  | {
      readonly do: 'remind'
      readonly at: number
      readonly ref: Ref
      readonly to: Pid | string
      readonly owner: number | null
      readonly message: Term
      readonly isNamed: boolean
      readonly cause: number
    }

export interface PartedRow {
  readonly name: string
  readonly creation: number
  readonly attempt: number
  readonly waiting: readonly { readonly signal: Signal; readonly cause: Cause }[]
  readonly asking: readonly (readonly [owner: number, Ref])[]
}

export interface NewsRow {
  readonly all: readonly (readonly [id: number, NewsOptions])[]
  readonly losses: readonly (readonly [id: number, name: string])[]
  readonly connections: Entries<number>
  readonly lastConnection: number
}

export interface SpawningRow extends Omit<Spawning, 'owner'> {
  readonly owner: number
}

export interface StorageRow {
  readonly requests: number
  readonly asked: readonly AskedRow[]
  readonly unstable: readonly (readonly [
    id: number,
    files: Entries<{ readonly first: number; readonly last: number }>,
  ])[]
  readonly syncs: Entries<number>
  readonly losers: readonly (readonly [id: number, why: string])[]
  readonly held: Entries<readonly HeldRow[]>
}

export interface AskedRow {
  readonly number: number
  readonly id: number
  readonly ref: Ref | null
  readonly request: DiskRequest
  readonly cause: Cause
}

export interface HeldRow {
  readonly id: number | null
  readonly where: string
  readonly signal: Signal
  readonly cause: Cause
  readonly needs: Entries<number> | null
}

/** A living alias: whoever holds its reference can send to its owner. */
export interface AliasRow {
  readonly ref: Ref
  readonly owner: number
  readonly mode: AliasMode
  readonly listed: boolean
}

export interface NodeRow {
  readonly name: string
  readonly creation: number
  readonly console: Pid
  readonly spawned: number
  readonly referred: number
  readonly reductions: number
  readonly dropped: number
  readonly halted: { readonly reason: Term } | null
  readonly lamport: number
  readonly count: number
  readonly watch: Watch | null
  readonly processes: readonly ProcessRow[]
  readonly ghosts: readonly GhostRow[]
  readonly aliases: readonly AliasRow[]
  readonly names: readonly (readonly [name: string, id: number])[]
  readonly peers: readonly (readonly [name: string, creation: number])[]
  readonly parted: readonly PartedRow[]
  readonly timers: readonly TimerRow[]
  readonly spawning: readonly SpawningRow[]
  readonly news: NewsRow
  readonly queue: readonly number[]
  readonly normalsInARow: number
  readonly storage: StorageRow | null
}
