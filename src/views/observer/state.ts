/** What the observer knows of one node at the moment: answers, and how old they are. */
import type { Pid, Term } from '../../kernel/index.ts'
import type { TraceEvent } from '../../lab/index.ts'
import type { NoCompiler } from '../no-compiler.ts'
import type { Query, Tab } from './action.ts'

export interface Totals {
  readonly processes: number
  readonly spawned: number
  readonly reductions: number
  readonly dropped: number
  readonly timers: number
  readonly names: number
}

/** One reading of the totals; rates are since the reading before. */
export interface Sample extends Totals {
  /** Wall ms. */
  readonly at: number
  readonly reductionsPerSecond: number
  readonly startsPerSecond: number
  readonly droppedPerSecond: number
}

export interface Row {
  readonly pid: Pid
  readonly name: string | null
  readonly label: string
  readonly initialCall: string
  readonly currentFunction: string
  readonly status: 'running' | 'runnable' | 'waiting' | 'suspended' | 'dead'
  readonly reductions: number
  readonly messages: number
  readonly memory: number
  readonly parent: Pid | null
  /** How many it has started who live, and how many live below it in all; known in trees. */
  readonly children?: number
  readonly below?: number
}

export interface Rows {
  readonly total: number
  readonly rows: readonly Row[]
}

/** A page of a process's children; null until the node has answered. */
export interface Branch {
  readonly from: number
  readonly page: Rows | null
}

export interface Whole extends Row {
  /** Null when it has none that is known: it runs a function of its own. */
  readonly state: Term
  readonly mailbox: readonly Term[]
  readonly dictionary: Readonly<Record<string, Term>>
  readonly links: readonly Pid[]
  readonly linkCount: number
  /** A pid, or a name and its node. */
  readonly monitors: readonly (Pid | readonly [string, string])[]
  readonly monitoredBy: readonly Pid[]
  readonly trapExit: boolean
  readonly priority: string
  /** What those that it is tied to are called, by their numbers. */
  readonly labels: Readonly<Record<number, string>>
}

/** An application as its node's controller has it. */
export interface App {
  readonly name: string
  readonly description: string
  readonly vsn: string
  readonly state: 'starting' | 'running' | 'stopping' | 'ended' | 'loaded'
  /** What its end means for the node; null where it wasn't started. */
  readonly type: 'permanent' | 'transient' | 'temporary' | null
  /** What it needs and what isn't started. */
  readonly missing: readonly string[]
  /** Its root supervisor. */
  readonly root: Row | null
}

/** What was asked of an application by hand, until it is seen. */
export interface AppWish {
  readonly name: string
  readonly wish: 'start' | 'stop'
  /** It should have been seen by now. */
  readonly late: boolean
}

/** A block of the field as it was last looked at. */
export interface Bed {
  readonly parent: number
  readonly label: string
  readonly alive: number
  readonly cells: Uint8Array
}

/** What became of the last brush. */
export interface Mown {
  readonly killed: number
  /** Living in the same cells now, as far as it is shown. */
  readonly back: number
  /** Since the kill until all were back, or until now, ms. */
  readonly tookMs: number
}

/** The present crowd on the node; `made` of `wanted` live. */
export interface CrowdFacts {
  readonly wanted: number
  readonly made: number
  /** `full`: it stopped growing before it had them all. `stopped`: as an application. */
  readonly phase: 'starting' | 'runs' | 'full' | 'stopped' | 'ending'
}

export interface ObserverState {
  readonly tab: Tab
  /** This tab's nodes. */
  readonly nodes: readonly string[]
  readonly node: string
  /** For how long the node hasn't answered, ms; 0 when it does. */
  readonly silentMs: number
  /** One reading a second, the newest last; of this node only. */
  readonly samples: readonly Sample[]
  readonly beds: readonly Bed[] | null
  readonly mown: Mown | null
  readonly crowd: CrowdFacts | null
  /** Its program couldn't be loaded. */
  readonly crowdless: NoCompiler | null
  readonly query: Query
  readonly page: Rows | null
  /** The field's search. */
  readonly wanted: string
  readonly found: Rows | null
  readonly branches: ReadonlyMap<number, Branch>
  /** None without an application controller; null until the node has answered. */
  readonly apps: readonly App[] | null
  /** Name of the application whose tree is shown. */
  readonly app: string | null
  readonly appWish: AppWish | null
  readonly names: readonly (readonly [name: string, pid: Pid])[] | null
  readonly chosen: number | null
  /** As last told; it stays when the process has died. */
  readonly one: Whole | null
  readonly died: boolean
  /** The chosen one's cell in the field. */
  readonly place: { readonly parent: number; readonly at: number } | null
  /** The chosen one is of a crowd: only when it is traced is it told. */
  readonly quiet: boolean
  /** Numbers of those who are told one by one although they are of a crowd. */
  readonly traced: readonly number[]
  /** What the chosen one did, newest first, when it is told. */
  readonly told: readonly TraceEvent[]
}

export const firstQuery: Query = { sort: 'reductions', descending: true, search: '', from: 0 }

/** Rows on one page of a table, and children under one branch of a tree. */
export const rowsShown = 50
export const childrenShown = 20
/** Blocks of a field drawn at most: the largest. */
export const mostBeds = 64
/** Readings kept for the charts. */
export const samplesKept = 60

export function emptyObserver(node: string): ObserverState {
  return {
    tab: 'field',
    nodes: [],
    node,
    silentMs: 0,
    samples: [],
    beds: null,
    mown: null,
    crowd: null,
    crowdless: null,
    query: firstQuery,
    page: null,
    wanted: '',
    found: null,
    branches: new Map(),
    apps: null,
    app: null,
    appWish: null,
    names: null,
    chosen: null,
    one: null,
    died: false,
    place: null,
    quiet: false,
    traced: [],
    told: [],
  }
}
