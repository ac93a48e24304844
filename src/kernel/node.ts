/**
 * A node: one Erlang runtime. It is driven from outside (`deliver`, `wake`, `run`) and never waits
 * or starts anything by itself. This file holds its tables and its doors; what signals do is in
 * signals.ts, how processes take turns in scheduler.ts, what is told in trace-log.ts.
 */

import type { CodeServer } from './code.ts'
import type { Storage } from './disk/storage.ts'
import type { DiskAnswer, Environment } from './environment.ts'
import { recordCensus } from './inspect/census.ts'
import { countChild } from './inspect/crowd.ts'
import type { Field } from './inspect/field.ts'
import { limits } from './limits.ts'
import type { Frame, Signal, Start } from './net/frame.ts'
import { Inbox } from './net/inbox.ts'
import { nodeDown, nodeUp, type Parted, sendUnconnected } from './net/net-kernel.ts'
import { NodeNews } from './net/node-news.ts'
import type { Spawning } from './net/spawn-signals.ts'
import type { Alias } from './process/bonds.ts'
import { Process } from './process/process.ts'
import { RunQueue } from './process/run-queue.ts'
import { runProcesses } from './process/scheduler.ts'
import { resume, suspend } from './process/suspension.ts'
import { ProcessTable } from './process/table.ts'
import { systemLimit } from './terms/exit.ts'
import { bindHome, homeOf, internal, Pid, Ref } from './terms/names.ts'
import type { Term } from './terms/term.ts'
import { type Timer, Timers } from './timers.ts'
import type { EventKind } from './trace/trace.ts'
import { type Cause, TraceLog, type Watch } from './trace/trace-log.ts'
import { forTrace } from './trace/trace-term.ts'

export interface NodeOptions {
  readonly name: string
  /** 1 for the first life of this name, 2 after a restart, and so on. */
  readonly creation: number
  readonly environment: Environment
  readonly code: CodeServer
  /** Its life goes on from a snapshot: nothing is told of its beginning. */
  readonly goesOn?: boolean
}

export class Node {
  readonly name: string
  readonly creation: number
  readonly environment: Environment
  readonly code: CodeServer
  readonly processes = new ProcessTable()
  readonly names = new Map<string, Process>()
  /** Connected nodes and their creations. */
  readonly peers = new Map<string, number>()
  /** Nodes that it could be connected with, and isn't. */
  readonly parted = new Map<string, Parted>()
  readonly news: NodeNews
  /** By the number of the reference. */
  readonly aliases = new Map<number, Alias>()
  /** Remote spawns not yet answered, by who asked and the number of the reference. */
  readonly spawning = new Map<Process, Map<number, Spawning>>()
  readonly queue = new RunQueue()
  readonly timers = new Timers()
  /** Timers that programs may cancel, by the number of their reference. */
  readonly running = new Map<number, Timer>()
  readonly log: TraceLog
  /** Whether anything is told or kept at all. */
  tracing = true
  /** Messages that found nobody. */
  dropped = 0
  reductions = 0
  /** Why it ended itself: it is never to be driven again. */
  halted: { readonly reason: Term } | null = null
  /** Made when somebody looks at it. */
  field: Field | null = null
  /** Made when a program first uses the disk. */
  storage: Storage | null = null
  /** Processes started so far. */
  spawned = 0
  /** References made so far. */
  referred = 0
  readonly inbox = new Inbox(this)
  private slice: number | null = null
  /** Stands for the person at the console: the sender of what comes from outside. */
  readonly console: Pid

  constructor(options: NodeOptions) {
    this.name = internal(options.name)
    this.creation = options.creation
    this.environment = options.environment
    this.code = options.code
    this.news = new NodeNews(this)
    this.log = new TraceLog(this)
    this.console = new Pid(this.name, this.creation, 0)
    if (!options.goesOn) this.record('boot', null, null, { creation: this.creation })
  }

  deliver(frames: readonly Frame[]): void {
    this.slice = null
    try {
      this.inbox.takeIn(frames)
    } finally {
      this.endSlice()
    }
  }

  /** That life of a node can be reached from now on. */
  nodeUp(name: string, creation: number): void {
    this.driven(() => nodeUp(this, name, creation))
  }

  nodeDown(name: string, reason: Term): void {
    this.driven(() => nodeDown(this, name, reason))
  }

  /** The life of a node that can be reached, whether it is connected or not. */
  lifeOf(name: string): number | undefined {
    return this.peers.get(name) ?? this.parted.get(name)?.creation
  }

  /** Fires the timers that are due. */
  wake(): void {
    this.driven(() => this.timers.fire(this.now()))
  }

  /** What came of a request: see Disk. */
  diskDone(number: number, answer: DiskAnswer): void {
    this.driven(() => this.storage?.answered(number, answer))
  }

  /** Runs processes for about that many reductions; true when work is left. */
  run(reductions: number): boolean {
    this.slice = null
    try {
      return runProcesses(this, reductions) && this.halted === null
    } finally {
      this.endSlice()
    }
  }

  /** `quiet`: nothing is told of it, as if it were one of a crowd. */
  spawn(start: Start, { quiet = false } = {}): Pid {
    const [module, func, args] = start
    return this.driven(() => this.create(module, func, args, null, null, quiet).pid)
  }

  exit(pid: Pid, reason: Term): void {
    this.driven(() => this.emit({ type: 'exit2', from: this.console, to: pid, reason }, null))
  }

  send(to: Pid | string, message: Term): void {
    this.driven(() => this.emit({ type: 'send', from: this.console, to, message }, null))
  }

  /** Holds a process as by hand: once, however often. */
  suspend(pid: Pid): void {
    const process = this.processOf(pid)
    if (process !== null) this.driven(() => suspend(this, process, null))
  }

  resume(pid: Pid): void {
    const process = this.processOf(pid)
    if (process !== null) this.driven(() => resume(this, process, null))
  }

  /** Writes what a person did, or what was done to the node. */
  tell(kind: 'op' | 'code', subject: Pid | null, term: Term): void {
    this.driven(() => this.record(kind, subject, null, term))
  }

  /** Tells the trace all that lives here, and its peers, for a recording that begins now. */
  census(peers = true): void {
    this.driven(() => recordCensus(this, peers))
  }

  /** What is told from now on. */
  watchFor(watch: Watch): void {
    this.log.watch(watch)
    this.tracing = this.log.on
  }

  now(): number {
    return this.environment.clock.now()
  }

  /**
   * Sends a signal to where its receiver lives; a node that isn't connected answers as a lost one.
   */
  emit(signal: Addressed, cause: Cause): void {
    this.emitTo(typeof signal.to === 'string' ? this.name : signal.to.node, signal, cause)
  }

  /** What comes from the process `by` waits behind what that one holds back; null: from nobody. */
  emitTo(node: string, signal: Signal, cause: Cause, by = signal.from): void {
    if (this.storage?.keeps(by, node, signal, cause) === true) return
    if (node === this.name) this.apply(signal, cause)
    else if (this.peers.has(node)) {
      const { lamport } = this.log
      const why = this.log.causeOfFrame(cause)
      this.environment.transport.send({ from: this.name, to: node, lamport, cause: why, signal })
    } else sendUnconnected(this, node, signal, cause)
  }

  create(
    module: string,
    func: string,
    args: readonly Term[],
    parent: Pid | null,
    cause: Cause = null,
    quiet = false,
  ): Process {
    if (this.isFull) throw systemLimit(`${this.name} has ${limits.processes} processes`)
    const id = ++this.spawned
    const pid = new Pid(this.name, this.creation, id)
    const process = new Process(this, id, pid, this.code.entry(module, func), parent, args)
    bindHome(pid, process)
    this.processes.add(id, process)
    process.quiet = quiet
    countChild(this, process)
    if (this.traces('spawn', process, parent)) {
      const told = [module, func, forTrace(args)]
      process.cause = this.log.write('spawn', process.pid, parent, told, cause)
    } else if (this.tracing) this.log.keep('spawn', id, parent, [module, func])
    this.queue.put(process)
    return process
  }

  get isFull(): boolean {
    return this.processes.size >= limits.processes
  }

  /** The living process of that name, here. */
  processOf(pid: Pid): Process | null {
    const home = homeOf(pid)
    if (home !== null && home.node === this) return home.status === 'dead' ? null : home
    if (pid.node !== this.name || pid.creation !== this.creation) return null
    const process = this.processes.get(pid.id)
    if (process === undefined) return null
    bindHome(pid, process)
    return process
  }

  newRef(): Ref {
    return new Ref(this.name, this.creation, ++this.referred)
  }

  startTimer(delayMs: number, fire: Timer['fire'], subject: unknown = null): Timer {
    if (this.timers.size >= limits.timers) {
      throw systemLimit(`${this.name} has ${limits.timers} timers`)
    }
    return this.timers.setFresh(this.sliceTime() + delayMs, fire, subject)
  }

  /** The time of this slice: asked for once, and only when somebody needs it. */
  sliceTime(): number {
    this.slice ??= this.now()
    return this.slice
  }

  /** Whether such events of this process are told: who asks then says it by `log.write`. */
  traces(kind: EventKind, process: Process, other: Pid | null = null): boolean {
    return this.tracing && this.log.traces(kind, process, other)
  }

  /** Tells one event; answers its number. Without a cause it is the running process's. */
  record(
    kind: EventKind,
    subject: Pid | null,
    other: Pid | null,
    term: Term,
    cause: Cause = null,
  ): number {
    return this.tracing ? this.log.record(kind, subject, other, term, cause) : 0
  }

  apply(signal: Signal, cause: Cause): void {
    this.inbox.apply(signal, cause)
  }

  /** One slice: the clock is told when to come back. */
  private driven<T>(act: () => T): T {
    this.slice = null
    try {
      return act()
    } finally {
      this.endSlice()
    }
  }

  private endSlice(): void {
    if (this.timers.hasFresh) this.timers.settle(this.now() - (this.slice ?? this.now()))
    this.slice = null
    const next = this.timers.next()
    if (next !== null) this.environment.clock.wakeAt(next)
  }
}

/** A signal that says itself where it goes. */
type Addressed = Exclude<Signal, { type: 'spawn_request' }>
