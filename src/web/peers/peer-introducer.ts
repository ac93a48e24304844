/**
 * Introduces machines of a network to each other with PeerJS, through the PeerServer that serves
 * the page. PeerJS finds the others and opens a first connection, on which two machines tell who
 * they are; the one with the smaller id then says `use`, and both make our own channel on it.
 */
import type { DataConnection } from 'peerjs'
import { limits } from '../limits.ts'
import { wallNow } from '../names.ts'
import type { Host, Introducer } from './introducer.ts'
import type { Presence } from './presence.ts'
import type { Slots } from './slots.ts'

type Word = { readonly presence: Presence } | { readonly use: true } | { readonly bye: number }

interface Talk {
  readonly connection: DataConnection
  readonly slot: number
  readonly since: number
  other: Presence | null
  used: boolean
}

const how = 'introducer'

export class PeerIntroducer implements Introducer {
  private slots: Slots | null = null
  private readonly talks = new Set<Talk>()
  /**
   * Slots whose holders haven't told yet who they are: those below ours; 0 stands for the others.
   */
  private readonly awaited = new Set<number>()
  /** Slots to call again, and when. */
  private readonly again = new Map<number, { readonly at: number; readonly failures: number }>()
  private closed = false

  constructor(
    path: string,
    room: string,
    private readonly host: Host,
  ) {
    this.begin(path, room).catch((problem: unknown) => {
      host.unreachable(problem instanceof Error ? problem.message : String(problem), null)
    })
  }

  announce(): void {
    for (const talk of this.talks) {
      this.say(talk, { presence: this.host.me })
      this.decide(talk)
    }
  }

  tick(now: number): void {
    this.slots?.tick(now)
    for (const [slot, { at }] of this.again) if (now >= at) this.call(slot)
    for (const { connection, used, since } of this.talks) {
      if (!used && now - since > limits.talkMs) connection.close()
    }
  }

  lost(id: string): void {
    for (const talk of this.talks) if (talk.other?.id === id && talk.used) talk.connection.close()
  }

  bye(sentAt: number): void {
    for (const talk of this.talks) this.say(talk, { bye: sentAt })
  }

  close(): void {
    this.closed = true
    this.slots?.close()
  }

  private async begin(path: string, room: string): Promise<void> {
    const { Slots } = await import('./slots.ts')
    if (this.closed) return
    this.slots = new Slots(path, room, {
      seated: (slot, taken) => this.seated(slot, taken),
      called: (connection) => this.talk(connection),
      nobody: (slot) => this.nobody(slot),
      full: () => this.host.full(),
      unreachable: (problem, retryMs) => this.host.unreachable(problem, retryMs),
    })
  }

  private seated(mine: number, taken: readonly number[]): void {
    this.host.reached()
    for (const slot of [0, ...taken]) this.awaited.add(slot)
    for (let slot = 1; slot <= limits.machines; slot++) if (slot !== mine) this.call(slot)
    setTimeout(() => this.heardFrom(0), limits.meetOthersMs)
  }

  private call(slot: number): void {
    const failures = this.again.get(slot)?.failures ?? 0
    this.again.delete(slot)
    if ([...this.talks].some((talk) => talk.slot === slot)) return
    const connection = this.slots?.call(slot, null)
    if (connection) this.talk(connection, failures)
  }

  private talk(connection: DataConnection, failures = 0): void {
    if (this.talks.size >= limits.talks) return connection.close()
    const slot = slotOf(connection.peer)
    const talk: Talk = { connection, slot, since: wallNow(), other: null, used: false }
    this.talks.add(talk)
    connection.on('open', () => this.say(talk, { presence: this.host.me }))
    connection.on('data', (word) => this.listen(talk, word as Partial<Record<string, unknown>>))
    connection.on('error', () => connection.close())
    connection.on('close', () => this.ended(talk, failures))
  }

  private listen(talk: Talk, word: Partial<Record<string, unknown>> | null): void {
    if (word === null || typeof word !== 'object') return
    if ('presence' in word) {
      talk.other = this.host.hear(word.presence, how)
      this.heardFrom(talk.slot)
      this.decide(talk)
    } else if (talk.other === null) return
    else if (typeof word.bye === 'number') this.host.left(talk.other.id, word.bye)
    else if (word.use === true && !talk.used) this.use(talk, talk.other)
  }

  /** The smaller id chooses the connection; the other one follows. */
  private decide(talk: Talk): void {
    const { other } = talk
    if (other === null || talk.used || !this.host.wants(other, how)) return
    this.say(talk, { use: true })
    this.use(talk, other)
  }

  private use(talk: Talk, other: Presence): void {
    talk.used = true
    const { connection } = talk
    const peer = connection.peerConnection
    this.host.connected(other, how, { peer, close: () => connection.close() })
  }

  private say(talk: Talk, word: Word): void {
    if (talk.connection.open) void talk.connection.send(word)
  }

  private ended(talk: Talk, failures: number): void {
    if (!this.talks.delete(talk)) return
    this.heardFrom(talk.slot)
    const declined = talk.other !== null && !talk.used
    if (this.closed || declined) return
    const waits = limits.introducerRetryMs
    const waitMs = waits[Math.min(failures, waits.length - 1)] as number
    this.again.set(talk.slot, { at: wallNow() + waitMs, failures: failures + 1 })
  }

  private nobody(slot: number): void {
    for (const talk of this.talks)
      if (talk.slot === slot && !talk.connection.open) talk.connection.close()
    this.again.delete(slot)
    this.heardFrom(slot)
  }

  private heardFrom(slot: number): void {
    this.awaited.delete(slot)
    if (this.awaited.size === 0) this.host.heardAll(how)
  }
}

function slotOf(peerId: string): number {
  return Number(/(\d)$/.exec(peerId)?.[1] ?? 0)
}
