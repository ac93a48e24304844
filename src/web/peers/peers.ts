/**
 * The other machines of the room, as the page meets them: introducers, and one connection to each
 * machine, handed to the switchboard at once. All that happens on a connection afterwards is the
 * switchboard's business; who is who, the room's.
 */
import type { MachineNews } from '../events.ts'
import { limits } from '../limits.ts'
import type { FromBoard, How, ToBoard } from '../messages.ts'
import { wallNow } from '../names.ts'
import { giveAway, hasWebRtc, ourChannel } from './connection.ts'
import type { Connection, Host, Introducer } from './introducer.ts'
import { LocalIntroducer } from './local-introducer.ts'
import { PeerIntroducer } from './peer-introducer.ts'
import type { Presence, Wish } from './presence.ts'
import { Room } from './room.ts'

export interface PeersOptions {
  readonly wish: Wish
  readonly room: string
  /** Path of the introducer on this server, or null. */
  readonly introducer: string | null
  /** The room was made just now, so there is nobody to wait for. */
  readonly alone: boolean
  board(message: ToBoard, transfer?: Transferable[]): void
  report(news: MachineNews): void
  /** The name is settled; `lives`: the last creation that the room remembers of that name, or 0. */
  settled(machine: string, lives: number): void
}

interface PeerLink {
  readonly number: number
  readonly connection: Connection
  readonly startedAt: number
}

export class Peers implements Host {
  private readonly room: Room
  private readonly links = new Map<string, PeerLink>()
  private introducers: Introducer[] = []
  private lastLink = 0
  private meeting = false
  private closed = false
  private claimed = false
  private readonly canLink = hasWebRtc()

  constructor(private readonly options: PeersOptions) {
    this.room = new Room(options.wish, wallNow())
    options.board({ type: 'hold_lock', name: lockName(options) })
    if (!this.canLink) options.report({ type: 'no_webrtc' })
    // Alone, or without WebRTC, there is nobody whose word about the name could matter.
    if (options.alone || !this.canLink) queueMicrotask(() => this.settle())
  }

  get me(): Presence {
    return { ...this.room.me, links: [...this.links.keys()] }
  }

  // ---- from the switchboard

  fromBoard(message: FromBoard): void {
    if (message.type === 'lock') this.begin(message.held)
    else if (message.type === 'name_claimed') this.nameClaimed(message)
    else if (message.type === 'tick') this.tick()
    else if (message.type === 'finished') this.finished(message)
  }

  /** Says goodbye on every way there is, without waiting for anything. */
  bye(): void {
    const now = wallNow()
    for (const introducer of this.introducers) introducer.bye(now)
  }

  close(): void {
    this.closed = true
    for (const introducer of this.introducers) introducer.close()
    this.introducers = []
    for (const { connection } of this.links.values()) connection.close()
    this.links.clear()
  }

  // ---- from the introducers

  hear(value: unknown, how: How): Presence | null {
    const { other, news, renamed } = this.room.hear(value, how, wallNow())
    this.tell(news)
    if (renamed) this.claimName()
    if (other !== null && !other.links.includes(this.me.id)) this.unlinkedThere(other.id)
    return other
  }

  /** It knows nothing of our connection any more, so that one will never work again. */
  private unlinkedThere(id: string): void {
    const link = this.links.get(id)
    if (link === undefined || wallNow() - link.startedAt < limits.linkMs) return
    this.options.board({ type: 'link_closed', link: link.number })
  }

  left(id: string, sentAt: number): void {
    this.options.board({ type: 'peer_bye', id, sentAt })
    if (!this.links.has(id)) this.room.left(id, '', 0)
  }

  wants(other: Presence, how: How): boolean {
    if (!this.canLink || this.links.has(other.id)) return false
    return this.links.size < limits.machines - 1 && this.room.wants(other, how)
  }

  connected(other: Presence, how: How, connection: Connection): void {
    const before = this.links.get(other.id)?.connection
    // Anybody may claim that id through an introducer; who has a working connection keeps it.
    if (how === 'introducer' && before?.peer.connectionState === 'connected') {
      return connection.close()
    }
    before?.close()
    const number = ++this.lastLink
    const { id, machine } = other
    // Another browser's locks are none of ours: here its name is free, which proves nothing.
    const lock = how === 'same_computer' ? other.lock : null
    this.links.set(id, { number, connection, startedAt: wallNow() })
    const { peer } = connection
    peer.addEventListener('connectionstatechange', () => {
      if (peer.connectionState === 'failed' || peer.connectionState === 'closed')
        this.broken(connection)
    })
    this.tell(this.room.introduced(other, how))
    const since = this.room.since(id, wallNow())
    const introduction = { link: number, peer: { id, machine }, how, lock, since }
    giveAway(ourChannel(peer), (channel, transfer) => {
      this.options.board({ type: 'link', ...introduction, channel }, transfer)
    })
  }

  broken(connection: Connection): void {
    for (const link of this.links.values()) {
      if (link.connection === connection)
        this.options.board({ type: 'link_closed', link: link.number })
    }
  }

  heardAll(): void {
    this.meeting = false
    this.trySettle()
  }

  full(): void {
    this.options.report({ type: 'room_full', machines: limits.machines })
    this.close()
    if (this.me.settledAt === 0) this.settle()
  }

  reached(): void {
    this.options.report({ type: 'introducer_reached' })
  }

  unreachable(problem: string, retryMs: number | null): void {
    this.heardAll()
    this.options.report({ type: 'introducer_unreachable', problem, retryMs })
  }

  // ----

  /** The lock is held before anybody hears of it: only then does its release prove something. */
  private begin(locked: boolean): void {
    if (locked) this.room.holdsLock(lockName(this.options))
    if (this.me.settledAt > 0) this.meet()
    else this.claimName()
  }

  private claimName(): void {
    this.claimed = false
    const name = this.me.machine
    const lock = `let-it-crash/${this.options.room}/name/${name}`
    this.options.board({ type: 'claim_name', name, lock })
  }

  private nameClaimed({ name, free }: FromBoard & { type: 'name_claimed' }): void {
    if (name !== this.me.machine || this.me.settledAt > 0) return
    this.claimed = free
    if (!free) {
      this.room.nameHeld(wallNow())
      this.claimName()
    } else if (this.introducers.length > 0) this.announce()
    else this.meet()
  }

  private meet(): void {
    const { room, introducer, alone } = this.options
    if (!this.canLink || this.closed) return
    this.meeting = introducer !== null
    this.introducers.push(new LocalIntroducer(room, this))
    if (introducer !== null) {
      // A room made just now has time: the first screen comes before a stranger can.
      if (alone) setTimeout(() => this.reach(introducer), limits.introduceLaterMs)
      else this.reach(introducer)
    }
    this.trySettle()
  }

  private reach(introducer: string): void {
    if (this.closed) return
    this.introducers.push(new PeerIntroducer(introducer, this.options.room, this))
  }

  private trySettle(): void {
    if (this.me.settledAt > 0 || this.introducers.length === 0) return
    const verdict = this.claimed ? this.room.settle(wallNow(), this.meeting) : 'wait'
    if (verdict === 'full') this.full()
    else if (verdict === 'settled') this.settle()
    else setTimeout(() => this.trySettle(), limits.meetLocalMs / 5)
  }

  private settle(): void {
    this.room.settleNow(wallNow())
    const { machine, past } = this.me
    this.options.settled(machine, past[machine] ?? 0)
    this.announce()
  }

  private tell(news: readonly MachineNews[]): void {
    for (const item of news) this.options.report(item)
  }

  private announce(): void {
    for (const introducer of this.introducers) introducer.announce()
  }

  private tick(): void {
    const now = wallNow()
    this.room.forgetSilent(now, (id) => this.links.has(id))
    if (this.me.settledAt > 0 && this.introducers.length > 0 && this.room.isFull())
      return this.full()
    for (const introducer of this.introducers) introducer.tick(now)
  }

  private finished({ link, peer, gone, lastCreation }: FromBoard & { type: 'finished' }): void {
    const { id, machine } = peer
    if (gone) this.room.left(id, machine, lastCreation)
    else this.room.unlinked(id, wallNow())
    const current = this.links.get(id)
    if (current?.number !== link) return
    current.connection.close()
    this.links.delete(id)
    for (const introducer of this.introducers) introducer.lost(id)
  }
}

function lockName({ room, wish }: PeersOptions): string {
  return `let-it-crash/${room}/${wish.id}`
}
