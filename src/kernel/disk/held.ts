/**
 * What is held back until writes are stable: a line for each sender and receiver, for signals
 * between two processes keep their order (otp-semantics A18, A19). All receivers of another node
 * share one line: by what name somebody is known there isn't known here.
 */

import { limits } from '../limits.ts'
import type { Signal } from '../net/frame.ts'
import type { Node } from '../node.ts'
import { aliasOf } from '../process/bonds.ts'
import type { Process } from '../process/process.ts'
import { Pid, type Ref } from '../terms/names.ts'
import type { Cause } from '../trace/trace-log.ts'
import { sendNow } from '../verbs/verbs.ts'

/** The files that must be synced first, each with the number of its last write. */
export type Needs = Map<string, number>

export interface HeldSignal {
  /** Who sends a message; null when it is a signal of another kind. */
  readonly process: Process | null
  readonly where: string
  readonly signal: Signal
  readonly cause: Cause
  /** Null when it only keeps its place. */
  readonly needs: Needs | null
}

export class Held {
  readonly lines = new Map<string, HeldSignal[]>()
  private size = 0

  constructor(private readonly node: Node) {}

  get isEmpty(): boolean {
    return this.lines.size === 0
  }

  has(line: string): boolean {
    return this.lines.has(line)
  }

  /** False when too much is held already. */
  put(line: string, held: HeldSignal): boolean {
    if (held.process !== null && this.size >= limits.held) return false
    const known = this.lines.get(line)
    if (known === undefined) this.lines.set(line, [held])
    else known.push(held)
    this.size++
    return true
  }

  /** A sync went well: what waited for nothing else leaves, because of it. */
  settle(file: string, sync: number, cause: Cause): void {
    for (const { needs } of this.all()) {
      const last = needs?.get(file)
      if (last !== undefined && last < sync) needs?.delete(file)
    }
    this.letGo(cause)
  }

  /** Sends whatever waits for nothing and nobody. */
  letGo(cause: Cause = null): void {
    for (const [key, line] of this.lines) {
      // It stays in the table meanwhile: what comes while it leaves must queue up behind it.
      for (let first = line[0]; first !== undefined && isFree(first); first = line[0]) {
        line.shift()
        this.size--
        this.leave(first, first.needs === null ? first.cause : (cause ?? first.cause))
      }
      if (line.length === 0) this.lines.delete(key)
    }
  }

  /** Takes out what rests on a write to that file before that sync. */
  takeResting(file: string, sync: number): HeldSignal[] {
    return this.take(({ needs }) => (needs?.get(file) ?? sync) < sync)
  }

  /** Takes out all that is to go to that node. */
  takeFor(where: string): HeldSignal[] {
    return this.take((held) => held.where === where)
  }

  private take(isMeant: (held: HeldSignal) => boolean): HeldSignal[] {
    const taken = this.all().filter(isMeant)
    for (const [key, line] of this.lines) {
      const kept = line.filter((held) => !isMeant(held))
      if (kept.length > 0) line.splice(0, line.length, ...kept)
      else this.lines.delete(key)
    }
    this.size -= taken.length
    return taken
  }

  private all(): HeldSignal[] {
    return [...this.lines.values()].flat()
  }

  private leave({ process, where, signal }: HeldSignal, cause: Cause): void {
    if (process !== null && signal.type === 'send') {
      sendNow(process, signal.to, where, signal.message, cause)
    } else this.node.emitTo(where, signal, cause, null)
  }
}

function isFree({ needs }: HeldSignal): boolean {
  return needs === null || needs.size === 0
}

export function lineOf(node: Node, from: Pid, where: string, to: Pid | string | Ref): string {
  return `${from.id}>${where === node.name ? idOf(node, to) : where}`
}

function idOf(node: Node, to: Pid | string | Ref): number {
  if (to instanceof Pid) return to.id
  if (typeof to === 'string') return node.names.get(to)?.id ?? 0
  return aliasOf(node, to)?.owner.id ?? 0
}
