/**
 * A node: one Erlang runtime. It is driven from outside (`deliver`, `wake`, `run`) and never waits
 * or starts anything by itself. This file holds its tables, its clock and its trace; what signals
 * do is in signals.ts, how processes take turns in scheduler.ts.
 */
import { recordCensus } from './census.ts'
import type { CodeServer } from './code.ts'
import type { Environment, EventId } from './environment.ts'
import { Raised } from './exit.ts'
import type { Frame, Signal, Start } from './frame.ts'
import { limits } from './limits.ts'
import { Bonds, Process } from './process.ts'
import { RunQueue, runProcesses } from './scheduler.ts'
import { applySignal, connectionLost } from './signals.ts'
import { Pid, Ref, type Term } from './term.ts'
import { type Timer, Timers } from './timers.ts'
import type { EventKind } from './trace.ts'
import { forTrace } from './trace-term.ts'

export interface NodeOptions {
  readonly name: string
  /** 1 for the first life of this name, 2 after a restart, and so on. */
  readonly creation: number
  readonly environment: Environment
  readonly code: CodeServer
}

export class Node {
  readonly name: string
  readonly creation: number
  readonly environment: Environment
  readonly code: CodeServer
  readonly processes = new Map<number, Process>()
  readonly names = new Map<string, Process>()
  /** Connected nodes and their creations. */
  readonly peers = new Map<string, number>()
  /** Who wants `['nodeup', n]` and `['nodedown', n]` messages. */
  readonly nodeWatchers = new Set<Process>()
  /** Remote spawns not yet answered, by refKey. */
  readonly spawning = new Map<
    string,
    { readonly owner: Process; readonly node: string; readonly ref: Ref }
  >()
  readonly queue = new RunQueue()
  readonly timers = new Timers()
  /** Timers that programs may cancel, by refKey. */
  readonly running = new Map<string, Timer>()
  /** The process whose code is running right now. */
  current: Process | null = null
  lamport = 0
  private events = 0
  private lastId = 0
  private lastRef = 0
  private readonly inbox: Incoming[] = []
  private draining = false
  /** Stands for the person at the console: the sender of what comes from outside. */
  readonly console: Pid

  constructor(options: NodeOptions) {
    this.name = options.name
    this.creation = options.creation
    this.environment = options.environment
    this.code = options.code
    this.console = new Pid(this.name, this.creation, 0)
    this.record('boot', null, null, { creation: this.creation })
  }

  // ---- driven from outside

  deliver(frame: Frame): void {
    this.lamport = Math.max(this.lamport, frame.lamport)
    this.apply(frame.signal, frame.cause)
    this.arm()
  }

  nodeUp(name: string, creation: number): void {
    this.peers.set(name, creation)
    this.record('nodeup', null, null, { node: name, creation })
    this.tellNodeWatchers(['nodeup', name])
  }

  nodeDown(name: string, reason: Term): void {
    const creation = this.peers.get(name)
    if (creation === undefined) return
    this.peers.delete(name)
    const event = this.record('nodedown', null, null, { node: name, creation, reason })
    connectionLost(this, name, this.eventId(event))
    this.tellNodeWatchers(['nodedown', name])
  }

  /** Fires the timers that are due. */
  wake(): void {
    const now = this.now()
    for (let timer = this.timers.due(now); timer !== null; timer = this.timers.due(now))
      timer.fire()
    this.arm()
  }

  /** Runs processes for about that many reductions; true when work is left. */
  run(reductions: number): boolean {
    const more = runProcesses(this, reductions)
    this.arm()
    return more
  }

  spawn(start: Start): Pid {
    return this.create(start, null).pid
  }

  exit(pid: Pid, reason: Term): void {
    this.emit({ type: 'exit2', from: this.console, to: pid, reason }, null)
  }

  send(to: Pid | string, message: Term): void {
    this.emit({ type: 'send', from: this.console, to, message }, null)
  }

  suspend(pid: Pid): void {
    const process = this.processOf(pid)
    if (process === null || process.suspended) return
    process.suspended = true
    this.record('suspend', process.pid, null, null)
  }

  resume(pid: Pid): void {
    const process = this.processOf(pid)
    if (process === null || !process.suspended) return
    process.suspended = false
    this.record('resume', process.pid, null, null)
    if (process.status === 'runnable') this.queue.put(process)
  }

  /** Tells the trace all that lives here, for a recording that begins now. */
  census(): void {
    recordCensus(this)
  }

  // ---- used by the kernel's other files

  now(): number {
    return this.environment.clock.now()
  }

  /**
   * Sends a signal to where its receiver lives; a node that isn't connected answers as a lost one.
   */
  emit(signal: Addressed, cause: EventId | null): void {
    this.emitTo(signal.to instanceof Pid ? signal.to.node : this.name, signal, cause)
  }

  emitTo(node: string, signal: Signal, cause: EventId | null): void {
    if (node === this.name) this.apply(signal, cause)
    else if (this.peers.has(node)) {
      // What crosses to another node has a cause there: at least the last thing that happened here.
      const why = cause ?? this.eventId(this.events)
      const frame: Frame = { from: this.name, to: node, lamport: this.lamport, cause: why, signal }
      this.environment.transport.send(frame)
    } else this.unreachable(signal)
  }

  create(start: Start, parent: Pid | null, cause: EventId | null = null): Process {
    if (this.isFull) this.refuseSpawn()
    const pid = new Pid(this.name, this.creation, ++this.lastId)
    const process = new Process(pid, start, parent)
    this.processes.set(pid.id, process)
    const term = [start[0], start[1], forTrace([...start[2]])]
    process.cause = this.record('spawn', pid, parent, term, cause)
    this.queue.put(process)
    return process
  }

  get isFull(): boolean {
    return this.processes.size >= limits.processes
  }

  processOf(pid: Pid): Process | null {
    if (pid.node !== this.name || pid.creation !== this.creation) return null
    return this.processes.get(pid.id) ?? null
  }

  newRef(): Ref {
    return new Ref(this.name, this.creation, ++this.lastRef)
  }

  bonds(process: Process): Bonds {
    process.bonds ??= new Bonds()
    return process.bonds
  }

  startTimer(delayMs: number, fire: () => void): Timer {
    if (this.timers.size >= limits.timers) {
      throw new Raised('error', ['system_limit', `${this.name} has ${limits.timers} timers`])
    }
    const timer = this.timers.set(this.now() + delayMs, fire)
    this.arm()
    return timer
  }

  /** A program's timer that will not fire any more; answers it if it was still running. */
  dropTimer(key: string): Timer | null {
    const timer = this.running.get(key)
    if (timer === undefined) return null
    this.running.delete(key)
    this.timers.cancel(timer)
    return timer
  }

  /** Writes one event; answers its number. Without a cause it is the running process's. */
  record(
    kind: EventKind,
    subject: Pid | null,
    other: Pid | null,
    term: Term,
    cause: EventId | null = null,
  ): number {
    const number = ++this.events
    this.lamport++
    this.environment.tracer.record({
      kind,
      at: this.now(),
      node: this.name,
      creation: this.creation,
      number,
      lamport: this.lamport,
      subject,
      other,
      cause: cause ?? this.causeNow(),
      term,
    })
    return number
  }

  eventId(number: number): EventId {
    return [this.name, this.creation, number]
  }

  private causeNow(): EventId | null {
    const cause = this.current?.cause ?? 0
    return cause === 0 ? null : this.eventId(cause)
  }

  /**
   * Signals are applied one after the other, never inside each other: a chain of deaths is no
   * recursion.
   */
  private apply(signal: Signal, cause: EventId | null): void {
    this.inbox.push({ signal, cause })
    if (this.draining) return
    this.draining = true
    try {
      for (let i = 0; i < this.inbox.length; i++) {
        const next = this.inbox[i] as Incoming
        applySignal(this, next.signal, next.cause)
      }
    } finally {
      this.inbox.length = 0
      this.draining = false
    }
  }

  /** What the sender meets when the receiver's node isn't connected (otp-semantics B1, B8). */
  private unreachable(signal: Signal): void {
    const noconnection = 'noconnection'
    if (signal.type === 'link') {
      this.apply({ type: 'exit', from: signal.to, to: signal.from, reason: noconnection }, null)
    } else if (signal.type === 'monitor') {
      const { ref, from, to } = signal
      this.apply({ type: 'down', from: to, to: from, ref, reason: noconnection }, null)
    } else if (signal.type === 'spawn_request') {
      const { ref, from } = signal
      this.apply({ type: 'spawn_reply', from: null, to: from, ref, reason: noconnection }, null)
    } else if (signal.type === 'send') {
      this.record('dropped', signal.from, null, [signal.to, forTrace(signal.message)])
    }
  }

  private tellNodeWatchers(message: Term): void {
    for (const process of this.nodeWatchers) {
      this.apply({ type: 'send', from: this.console, to: process.pid, message }, null)
    }
  }

  private refuseSpawn(): never {
    throw new Raised('error', ['system_limit', `${this.name} has ${limits.processes} processes`])
  }

  private arm(): void {
    const next = this.timers.next()
    if (next !== null) this.environment.clock.wakeAt(next)
  }
}

interface Incoming {
  readonly signal: Signal
  readonly cause: EventId | null
}

/** A signal that says itself where it goes. */
type Addressed = Exclude<Signal, { type: 'spawn_request' }>
