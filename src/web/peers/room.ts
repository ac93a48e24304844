/**
 * A room as one machine knows it: who has been met, what oneself is called, whether there is a
 * seat. It hears presences, from whichever introducer, and decides; times are arguments.
 */
import type { MachineNews } from '../events.ts'
import { limits } from '../limits.ts'
import type { How } from '../messages.ts'
import {
  firstPresence,
  freeName,
  isBefore,
  isNameTaken,
  mergePast,
  offers,
  type Presence,
  readPresence,
  type Wish,
} from './presence.ts'

interface Met {
  readonly presence: Presence
  readonly since: number
  readonly heardAt: number
  /** Heard of in this browser: then nobody else needs to introduce it. */
  readonly local: boolean
}

export interface Heard {
  readonly other: Presence | null
  readonly news: readonly MachineNews[]
  /** Our own name had to change; it has to be claimed, and the others should hear of it. */
  readonly renamed: boolean
}

export class Room {
  me: Presence
  private readonly met = new Map<string, Met>()
  private readonly told = new Set<string>()
  /** Names that others in this browser hold, whether or not they have been heard yet. */
  private readonly held = new Set<string>()
  /** When our own name last changed, or the waiting for others began. */
  private changedAt: number

  constructor(
    private readonly wish: Wish,
    now: number,
  ) {
    this.me = firstPresence(wish)
    this.changedAt = now
  }

  get others(): Presence[] {
    return [...this.met.values()].map(({ presence }) => presence)
  }

  /** Takes in what another tab said about itself. */
  hear(value: unknown, how: How, now: number): Heard {
    const reading = readPresence(value, this.me)
    if (reading.type === 'nonsense') return { other: null, news: [], renamed: false }
    if (reading.type === 'other_version') {
      const { machine, version } = reading
      const news = {
        type: 'other_version',
        machine,
        ours: this.me.version,
        theirs: version,
      } as const
      return { other: null, news: this.once(`version ${machine} ${version}`, news), renamed: false }
    }
    const other = reading.presence
    const before = this.met.get(other.id)
    const isCrowd = before === undefined && this.met.size >= limits.met
    if (other.id === this.me.id || isCrowd) return { other: null, news: [], renamed: false }
    const local = how === 'same_computer' || before?.local === true
    this.met.set(other.id, { presence: other, since: before?.since ?? now, heardAt: now, local })
    this.me = { ...this.me, past: mergePast(this.me.past, other.past) }
    return { other, news: this.newsOf(other), renamed: this.renameIfTaken(now) }
  }

  /** News of a machine that will be linked for the first time. */
  introduced({ id, machine }: Presence, how: How): readonly MachineNews[] {
    return this.once(`met ${id}`, { type: 'introduced', machine, id, how })
  }

  since(id: string, now: number): number {
    return this.met.get(id)?.since ?? now
  }

  /** The link with that machine ended; from now on it is waited for again. */
  unlinked(id: string, now: number): void {
    const met = this.met.get(id)
    if (met !== undefined) this.met.set(id, { ...met, since: now })
  }

  /** A machine went; the nodes of its name begin their next life after that creation. */
  left(id: string, machine: string, creation: number): void {
    this.met.delete(id)
    if (creation === 0) return
    this.me = { ...this.me, past: mergePast(this.me.past, { [machine]: creation }) }
  }

  /** Forgets who was met and has neither been linked nor heard of since. */
  forgetSilent(now: number, isLinked: (id: string) => boolean): void {
    for (const [id, { heardAt }] of this.met) {
      if (now - heardAt > 5 * limits.beaconMs && !isLinked(id)) this.met.delete(id)
    }
  }

  /** `waiting`: an introducer is still meeting people. The name is settled when nobody objected. */
  settle(now: number, waiting: boolean): 'wait' | 'settled' | 'full' {
    const waitedMs = now - this.changedAt
    const enough = waiting ? limits.meetMs : limits.meetLocalMs
    if (waitedMs < enough) return 'wait'
    if (this.isFull()) return 'full'
    this.settleNow(now)
    return 'settled'
  }

  settleNow(now: number): void {
    this.me = { ...this.me, settledAt: now }
  }

  /** Somebody in this browser has our name, so we take another one. */
  nameHeld(now: number): void {
    this.held.add(this.me.machine)
    this.rename(now)
  }

  holdsLock(lock: string): void {
    this.me = { ...this.me, lock }
  }

  /** Whether everybody who was here before us takes all the seats. */
  isFull(): boolean {
    const before = this.others.filter((other) => other.settledAt > 0 && isBefore(other, this.me))
    return before.length >= limits.machines
  }

  /** Whether we are the one to make a connection with it, by this introducer. */
  wants(other: Presence, how: How): boolean {
    if (this.me.settledAt === 0 || other.settledAt === 0 || !offers(this.me, other)) return false
    if (other.machine === this.me.machine || this.isFull()) return false
    return how === 'same_computer' || this.met.get(other.id)?.local !== true
  }

  private renameIfTaken(now: number): boolean {
    if (this.me.settledAt > 0 || !isNameTaken(this.me, this.others)) return false
    this.rename(now)
    return true
  }

  private rename(now: number): void {
    const taken = new Set([...this.others.map(({ machine }) => machine), ...this.held])
    this.me = { ...this.me, machine: freeName(this.me, this.wish.names, taken) }
    this.changedAt = now
  }

  private newsOf(other: Presence): MachineNews[] {
    const { machine, id } = other
    if (machine !== this.me.machine || this.me.settledAt === 0 || other.settledAt === 0) return []
    return this.once(`taken ${id}`, { type: 'name_taken', machine })
  }

  private once(key: string, news: MachineNews): MachineNews[] {
    if (this.told.has(key)) return []
    this.told.add(key)
    return [news]
  }
}
