/**
 * One link to one other machine: sessions, heartbeats, suspicion, the plug. What arrives is checked
 * against the session only; who may say what is the switchboard's business. Times are arguments.
 */
import { limits } from '../limits.ts'
import {
  answered,
  excuse,
  heard,
  judge,
  type Liveness,
  pinged,
  silence,
  startLiveness,
} from './liveness.ts'
import { type Freight, Outbox, type Pipe } from './outbox.ts'
import { Joiner } from './pieces.ts'
import { firstSession, hearHello, hearMessage, nextSession, type Session } from './session.ts'
import { type Hello, type Letter, readLetter, type WireMessage, writeLetter } from './wire.ts'

/** How it became known that a machine is gone. `reset`: it had given us up and begins afresh. */
export type DownHow = 'goodbye' | 'lock' | 'silence' | 'closed' | 'reset' | 'cut' | 'overloaded'

export type LinkEvent =
  | { readonly type: 'up'; readonly hello: Hello }
  | { readonly type: 'hello'; readonly hello: Hello }
  | { readonly type: 'suspected' | 'heard_again'; readonly silentMs: number }
  | {
      readonly type: 'down'
      readonly how: DownHow
      readonly lastHeardMs: number
      readonly sentAt: number | null
    }
  | { readonly type: 'message'; readonly message: WireMessage }
  | { readonly type: 'refused'; readonly why: 'malformed' | 'oversized' | 'other_version' }
  | { readonly type: 'gap' | 'gap_over' }
  /** Of no more use: its connection can be closed. */
  | { readonly type: 'finished'; readonly why: DownHow | 'never_up' | 'abandoned' }

type HelloMessage = WireMessage & { readonly type: 'hello' }

/** Half a tick less, so that silence is judged at the tick nearest to the limit. */
const patience = {
  suspectMs: limits.suspectMs - limits.tickMs / 2,
  lostMs: limits.downMs - limits.tickMs / 2,
}

export class Link {
  private session: Session = firstSession
  private liveness: Liveness
  private readonly outbox: Outbox
  private readonly joiner = new Joiner()
  private open = false
  private everUp = false
  private finished = false
  private cut = false
  /** Something was lost in a cut, so this session can't go on. */
  private torn = false
  private suspectedMs = 0
  private latest: number

  constructor(
    private readonly pipe: Pipe,
    private readonly self: () => Hello,
    private readonly emit: (event: LinkEvent) => void,
    private readonly since: number,
  ) {
    this.liveness = startLiveness(since)
    this.latest = since
    this.outbox = new Outbox(pipe, () => this.emit({ type: 'gap_over' }))
  }

  get up(): boolean {
    return this.session.up
  }

  opened(now: number): void {
    this.open = true
    this.liveness = startLiveness(now)
    this.sendHello()
  }

  drain(): void {
    this.guarded(() => this.outbox.drain())
  }

  /** For another machine's switchboard, when the session is up; lost while the plug is pulled. */
  send(message: WireMessage, freight: Freight): void {
    if (!this.session.up) return
    if (this.cut) {
      this.torn ||= freight !== 'urgent'
      return
    }
    this.put(message, freight)
  }

  /** The nodes of this machine have changed. */
  sendHello(): void {
    if (this.cut) return
    this.put({ type: 'hello', asks: !this.session.up, hello: this.self() }, 'urgent')
  }

  receive(piece: Uint8Array, now: number): void {
    if (this.finished) return
    this.latest = now
    const joined = this.joiner.add(piece)
    if (joined.type === 'wait') return
    if (joined.type === 'refused') return this.emit(joined)
    const letter = readLetter(joined.bytes)
    if (typeof letter === 'string') return this.emit({ type: 'refused', why: letter })
    const { message, sender, receiver } = letter
    if (this.cut) this.torn ||= !isBeat(message)
    else if (message.type === 'hello') this.receiveHello(letter, message, now)
    else if (message.type === 'bye') this.finish('goodbye', now, message.sentAt)
    else this.receiveMessage(message, sender, receiver, now)
  }

  /** `lateMs`: how much too late this tick came; `beat`: whether it is time for a heartbeat. */
  tick(now: number, lateMs: number, beat: boolean): void {
    if (this.finished) return
    this.latest = now
    this.liveness = excuse(this.liveness, lateMs, now)
    if (!this.session.up) return beat ? this.tryAgain(now) : undefined
    if (lateMs === 0) this.judge(now)
    if (beat && this.session.up) this.ping()
  }

  /** Pulls the plug (both ways, at this end) or puts it back. */
  setCut(cut: boolean, now: number): void {
    if (this.cut === cut) return
    this.cut = cut
    if (cut) return
    if (!this.session.up) this.session = nextSession(this.session)
    else if (this.torn) this.giveUp('cut', now)
    this.torn = false
    if (this.open) this.sendHello()
  }

  bye(now: number): void {
    if (!this.cut && this.open) this.put({ type: 'bye', sentAt: now }, 'urgent')
  }

  /** The end of this link, with what proved it. */
  finish(how: DownHow, now: number, sentAt: number | null = null): void {
    if (this.finished) return
    if (this.session.up) this.giveUp(how, now, sentAt)
    this.end(how)
  }

  private receiveHello(letter: Letter, { asks, hello }: HelloMessage, now: number): void {
    const result = hearHello(this.session, letter.sender, letter.receiver, asks)
    if (result.verdict === 'refuse') return
    if (result.change === 'reset' || result.change === 'reset_and_up') {
      this.down('reset', now, null)
      this.outbox.clear()
    }
    const rises = result.change === 'up' || result.change === 'reset_and_up'
    this.session = result.session
    if (rises) {
      this.everUp = true
      this.liveness = startLiveness(now)
    } else this.liveness = heard(this.liveness, now)
    if (result.reply) this.sendHello()
    if (this.session.up) this.emit({ type: rises ? 'up' : 'hello', hello })
  }

  private receiveMessage(
    message: WireMessage,
    sender: number,
    receiver: number,
    now: number,
  ): void {
    if (hearMessage(this.session, sender, receiver).verdict === 'refuse') return
    this.liveness = heard(this.liveness, now)
    if (message.type === 'ping') this.put({ type: 'pong', count: message.count }, 'urgent')
    else if (message.type === 'pong') {
      this.liveness = answered(this.liveness, message.count, now)
      this.judge(now)
    } else this.emit({ type: 'message', message })
  }

  private ping(): void {
    this.liveness = pinged(this.liveness)
    if (!this.cut) this.put({ type: 'ping', count: this.liveness.lastPing }, 'urgent')
  }

  private judge(now: number): void {
    const { liveness, change } = judge(this.liveness, now, patience)
    const silentMs = silence(this.liveness, now)
    this.liveness = liveness
    if (liveness.status === 'suspected') this.suspectedMs = Math.max(this.suspectedMs, silentMs)
    if (change === 'lost') this.giveUp('silence', now)
    else if (change === 'suspected') this.emit({ type: 'suspected', silentMs })
    else if (change === 'heard_again') {
      this.emit({ type: 'heard_again', silentMs: this.suspectedMs })
      this.suspectedMs = 0
    }
  }

  private tryAgain(now: number): void {
    const silentMs = now - this.liveness.heardAt
    if (!this.everUp && now - this.since > limits.linkMs) this.end('never_up')
    else if (this.everUp && silentMs > limits.abandonMs && !this.cut) this.end('abandoned')
    else if (this.open) this.sendHello()
  }

  private giveUp(how: DownHow, now: number, sentAt: number | null = null): void {
    this.session = nextSession(this.session)
    this.outbox.clear()
    this.down(how, now, sentAt)
  }

  private down(how: DownHow, now: number, sentAt: number | null): void {
    this.suspectedMs = 0
    this.emit({ type: 'down', how, lastHeardMs: Math.max(0, now - this.liveness.heardAt), sentAt })
  }

  private put(message: WireMessage, freight: Freight): void {
    const { mine, theirs } = this.session
    const bytes = writeLetter({ sender: mine, receiver: theirs, message })
    this.guarded(() => {
      const fate = this.outbox.put(bytes, freight)
      if (fate === 'gap') this.emit({ type: 'gap' })
      if (fate === 'full') this.giveUp('overloaded', this.latest)
    })
  }

  /** A channel that closes under our hands tells so by its own event. */
  private guarded(act: () => void): void {
    if (!this.open || this.finished) return
    try {
      act()
    } catch (problem) {
      if (!(problem instanceof DOMException)) throw problem
    }
  }

  private end(why: DownHow | 'never_up' | 'abandoned'): void {
    if (this.finished) return
    this.finished = true
    this.outbox.clear()
    this.pipe.close()
    this.emit({ type: 'finished', why })
  }
}

function isBeat(message: WireMessage): boolean {
  return message.type === 'ping' || message.type === 'pong' || message.type === 'hello'
}
