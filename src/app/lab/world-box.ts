/**
 * The page's end of the boxed world: an order at a time, each with its answer. A world that is
 * silent for long is told; closing its box ends it, whatever it does.
 */
import source from 'virtual:boxed-world'
import { type Box, emptyBox } from '../../web/index.ts'
import { bounds, type FromWorld, type Order, type Told, type ToWorld } from './messages.ts'

export interface WorldBoxOptions {
  /** It can't go on: what it threw. */
  failed(problem: string): void
  /** It has been silent for so long; 0: it speaks again. */
  silent(ms: number): void
}

export class WorldBox {
  private readonly box: Box
  private readonly port: MessagePort
  private number = 0
  private waiting: ((told: Told) => void) | null = null
  private askedAt = 0
  private isSilent = false
  private isOver = false

  constructor(private readonly options: WorldBoxOptions) {
    const { port1, port2 } = new MessageChannel()
    this.port = port1
    port1.onmessage = ({ data }: MessageEvent<FromWorld>) => this.hear(data)
    const boot = { name: 'the simulated world', creation: 1, seed: 0 }
    this.box = emptyBox().fill(source, boot, [port2], (problem) => this.fail(problem))
  }

  /** It is at work, or broken: it takes no order now. */
  get isBusy(): boolean {
    return this.isOver || this.waiting !== null
  }

  /** At work for longer than any slice takes. */
  get isLate(): boolean {
    return this.silentMs > bounds.lateMs
  }

  /** For how long an order has waited for its answer. */
  get silentMs(): number {
    return this.waiting === null || this.isOver ? 0 : performance.now() - this.askedAt
  }

  /** Only when it isn't busy. */
  order(order: Order, then: (told: Told) => void): void {
    this.waiting = then
    this.askedAt = performance.now()
    const message: ToWorld = { number: ++this.number, order }
    this.port.postMessage(message)
  }

  /** Looked at once in a while: whether it has been silent for too long. */
  look(): void {
    const ms = this.silentMs
    if (this.isSilent || ms < bounds.stuckMs) return
    this.isSilent = true
    this.options.silent(ms)
  }

  close(): void {
    this.isOver = true
    this.port.close()
    this.box.close()
  }

  private hear(message: FromWorld): void {
    if (this.isOver || message.number !== this.number) return
    const then = this.waiting
    this.waiting = null
    if (this.isSilent) {
      this.isSilent = false
      this.options.silent(0)
    }
    if ('told' in message) then?.(message.told)
    else this.fail(message.problem)
  }

  private fail(problem: string): void {
    if (this.isOver) return
    this.close()
    this.options.failed(problem)
  }
}
