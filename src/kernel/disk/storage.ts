/**
 * What a node knows of its disk: what it has asked for, which writes of which process aren't stable
 * yet, and what is held back until they are. It exists from the first use of the disk on.
 */

import type { DiskAnswer, DiskRequest } from '../environment.ts'
import { limits } from '../limits.ts'
import { deliver } from '../net/delivery.ts'
import type { Signal } from '../net/frame.ts'
import type { Node } from '../node.ts'
import { causeNow } from '../process/current.ts'
import { endProcess } from '../process/ending.ts'
import type { Process } from '../process/process.ts'
import { Pid, type Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import type { Cause } from '../trace/trace-log.ts'
import { forTrace } from '../trace/trace-term.ts'
import { Held, lineOf, type Needs } from './held.ts'

/** A request that the disk hasn't answered yet. */
export interface Asked {
  readonly process: Process
  /** The reference of its `['disk_reply', ref, answer]`; null when the node itself asked. */
  readonly ref: Ref | null
  readonly request: DiskRequest
  readonly cause: Cause
}

/** The first and the last of a process's writes to a file that aren't stable, by their numbers. */
export interface Span {
  first: number
  last: number
}

export class Storage {
  /** Requests made so far. */
  requests = 0
  readonly asked = new Map<number, Asked>()
  readonly unstable = new Map<Process, Map<string, Span>>()
  /** Of each file the newest sync that was asked for. */
  readonly syncs = new Map<string, number>()
  /** Whose writes were lost by a sync that failed, and why. */
  readonly losers = new Map<Process, string>()
  readonly held: Held
  /** What the running process sends now rests on its writes. */
  private resting = false

  constructor(private readonly node: Node) {
    this.held = new Held(node)
  }

  get isBusy(): boolean {
    return this.asked.size >= limits.diskRequests
  }

  ask(process: Process, ref: Ref | null, request: DiskRequest): void {
    const number = ++this.requests
    this.asked.set(number, { process, ref, request, cause: causeNow(this.node) })
    if (request.do === 'sync') this.syncs.set(request.file, number)
    else if (request.do !== 'read') this.wrote(process, request.file, number)
    this.node.environment.disk?.ask(number, request)
  }

  /** The disk has answered: first who waits for it, then what was held back. */
  answered(number: number, answer: DiskAnswer): void {
    const asked = this.asked.get(number)
    if (asked === undefined) return
    this.asked.delete(number)
    const { node } = this
    const { process, ref, request } = asked
    const told = node.tracing ? forTrace({ ...request, answer } as Term) : null
    const cause = node.record('disk', process.pid, null, told, asked.cause) || asked.cause
    if (ref !== null && process.status !== 'dead') {
      deliver(node, process, ['disk_reply', ref, answer], null, cause)
    }
    if (request.do !== 'sync') return
    if (Array.isArray(answer)) this.lose(request.file, number, String(answer[1]), cause)
    else this.settle(request.file, number, cause)
  }

  /**
   * Why nothing that rests on its writes can leave that process any more: some of them are lost. A
   * later sync that goes well says nothing of those (Rebello et al. 2020).
   */
  lossOf(process: Process): string | null {
    return this.losers.get(process) ?? null
  }

  /** What the running process sends in `act` is held back until its writes are stable. */
  rest(act: () => unknown): unknown {
    const before = this.resting
    this.resting = true
    try {
      return act()
    } finally {
      this.resting = before
    }
  }

  /** Whether a message must wait: by itself, or since an older one to the same receiver does. */
  keepsMessage(process: Process, to: Pid | string | Ref, where: string, message: Term): boolean {
    const { held, node } = this
    if (!this.resting && held.isEmpty) return false
    // A name of this node means who has it now.
    const named =
      typeof to === 'string' && where === node.name ? node.names.get(to)?.pid : undefined
    const whom = named ?? to
    const line = lineOf(node, process.pid, where, whom)
    const needs = this.resting ? this.needsOf(process) : null
    if (needs === null && !held.has(line)) return false
    const cause = this.tellHeld(process, whom, message)
    const signal: Signal = { type: 'send', from: process.pid, to: whom, message }
    const isTaken = held.put(line, { process, where, signal, cause, needs })
    if (!isTaken) endProcess(node, process, ['system_limit', 'held'])
    return true
  }

  /** Any other signal only keeps its place: it leaves when the messages before it have left. */
  keeps(by: Pid | string | null, where: string, signal: Signal, cause: Cause): boolean {
    const { held, node } = this
    if (held.isEmpty || !(by instanceof Pid) || by.node !== node.name) return false
    const line = lineOf(node, by, where, signal.type === 'spawn_request' ? where : signal.to)
    if (!held.has(line)) return false
    held.put(line, { process: null, where, signal, cause: cause ?? causeNow(node), needs: null })
    return true
  }

  /** The connection with a node is lost, and with it all that was to go there. */
  parted(name: string): void {
    this.held.takeFor(name)
  }

  /** That process has ended; what it has sent still leaves when it may. */
  forget(process: Process): void {
    this.unstable.delete(process)
    this.losers.delete(process)
  }

  private tellHeld(process: Process, to: Pid | string | Ref, message: Term): Cause {
    const { node } = this
    const pid = to instanceof Pid ? to : null
    if (!node.traces('held', process, pid)) return causeNow(node)
    const told = [typeof to === 'string' ? to : null, forTrace(message)]
    return node.log.write('held', process.pid, pid, told)
  }

  private wrote(process: Process, file: string, number: number): void {
    const files = this.unstable.get(process) ?? new Map<string, Span>()
    const span = files.get(file)
    if (span === undefined) files.set(file, { first: number, last: number })
    else span.last = number
    this.unstable.set(process, files)
  }

  /** The writes that aren't stable; their files are synced if nobody has asked for that yet. */
  private needsOf(process: Process): Needs | null {
    const files = this.unstable.get(process)
    if (files === undefined) return null
    const needs: Needs = new Map()
    for (const [file, { last }] of files) {
      needs.set(file, last)
      if ((this.syncs.get(file) ?? 0) < last) this.ask(process, null, { do: 'sync', file })
    }
    return needs
  }

  /** All writes to the file before that sync are stable. */
  private settle(file: string, sync: number, cause: Cause): void {
    for (const [process, files] of this.unstable) {
      const span = files.get(file)
      if (span === undefined) continue
      if (span.last > sync) span.first = Math.max(span.first, sync)
      else if (files.size > 1) files.delete(file)
      else this.unstable.delete(process)
    }
    this.held.settle(file, sync, cause)
  }

  /** They may be lost, whatever a later sync says: what rests on them never leaves. */
  private lose(file: string, sync: number, reason: string, cause: Cause): void {
    const { node } = this
    for (const [process, files] of this.unstable) {
      if ((files.get(file)?.first ?? sync) < sync) this.losers.set(process, reason)
    }
    const taken = this.held.takeResting(file, sync)
    for (const process of new Set(taken.map((each) => each.process))) {
      if (process === null || process.status === 'dead') continue
      const { pid } = process
      node.apply({ type: 'exit2', from: pid, to: pid, reason: ['sync', file, reason] }, cause)
    }
    this.held.letGo()
  }
}
