/**
 * Signals that have reached a node are applied one after the other, never inside each other: a
 * chain of a hundred thousand deaths is a loop and no recursion. What reaches a process in its own
 * turn waits until it gives way: a process handles signals when it receives (otp-semantics A18).
 */

import { limits } from '../limits.ts'
import type { Node } from '../node.ts'
import type { Cause } from '../trace/trace-log.ts'
import type { Frame, Signal } from './frame.ts'
import { receiveFrame } from './net-kernel.ts'
import { applySignal } from './signals.ts'

export class Inbox {
  private readonly signals: Signal[] = []
  private readonly causes: Cause[] = []
  private draining = false
  private deferred: Deferred[] = []

  constructor(private readonly node: Node) {}

  /** For the running process, to be applied when it gives way. */
  defer(signal: Signal, cause: Cause): void {
    this.deferred.push({ signal, cause })
  }

  get hasDeferred(): boolean {
    return this.deferred.length > 0
  }

  applyDeferred(): void {
    const { deferred } = this
    this.deferred = []
    for (const { signal, cause } of deferred) this.apply(signal, cause)
  }

  /** From other nodes: each counts time up to its sender's (Lamport 1978). */
  takeIn(frames: readonly Frame[]): void {
    const { log } = this.node
    for (const frame of frames) {
      log.lamport = Math.max(log.lamport, Math.min(frame.lamport, limits.lamport))
      receiveFrame(this.node, frame)
    }
  }

  apply(signal: Signal, cause: Cause): void {
    if (this.draining) {
      this.signals.push(signal)
      this.causes.push(cause)
      return
    }
    this.draining = true
    try {
      applySignal(this.node, signal, cause)
      this.applyRest()
    } finally {
      this.end()
    }
  }

  /** What is applied meanwhile waits until all of `act` is done. */
  together(act: () => void): void {
    if (this.draining) return act()
    this.draining = true
    try {
      act()
      this.applyRest()
    } finally {
      this.end()
    }
  }

  private applyRest(): void {
    for (let i = 0; i < this.signals.length; i++) {
      applySignal(this.node, this.signals[i] as Signal, this.causes[i] as Cause)
    }
  }

  private end(): void {
    if (this.signals.length > 0) {
      this.signals.length = 0
      this.causes.length = 0
    }
    this.draining = false
  }
}

interface Deferred {
  readonly signal: Signal
  readonly cause: Cause
}
