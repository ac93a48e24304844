/**
 * Who is connected with whom in a simulated world, and what becomes of each frame: it arrives after
 * a while, unless its way is closed, its sender's life is over, or a fault has it otherwise.
 */
import { copyTerm, type Frame, type Node } from '../kernel/index.ts'
import {
  type Copy,
  corrupt,
  delayOn,
  type MessageFault,
  type Rule,
  verdictByHand,
  verdictOn,
} from '../lab/index.ts'
import { type Deeds, deed, deedOn } from './deed.ts'
import { type Carried, Fabric, type Link, type Severs, severing } from './fabric.ts'
import type { Place } from './place.ts'
import type { Places } from './places.ts'

/** What is to be heard of a life of another node; `end`: that it is over, if it isn't known yet. */
interface Tidings {
  readonly tell: 'up' | 'down' | 'end'
  readonly name: string
  readonly creation: number
}

interface News extends Tidings {
  readonly place: Place
}

export interface NetworkOptions {
  readonly seed: number
  readonly delayMs: readonly [least: number, most: number]
  readonly isMesh: boolean
}

export class Network {
  readonly fabric: Fabric

  constructor(
    private readonly places: Places,
    private readonly options: NetworkOptions,
  ) {
    this.fabric = new Fabric(options.seed, options.delayMs)
  }

  /** A life begins at that place: of the one before, whoever hasn't heard of its end learns now. */
  join(place: Place): void {
    // Where nobody could know of it: ten thousand nodes begin like that.
    if (place.creation === 1 && !this.options.isMesh) return
    for (const other of this.places.alive) {
      if (other === place) continue
      if (place.creation > 1) this.lose(other, place.name)
      if (this.options.isMesh) this.connect(place, other)
    }
  }

  /** A node has gone without a word: the others learn it after the time a detector would take. */
  gone({ name, creation }: Node, noticedAfterMs: number): void {
    this.after(noticedAfterMs, this.mourn, { tell: 'end', name, creation })
  }

  /** A node has ended itself: what it had sent still arrives, then the others learn of it. */
  closed({ name, creation }: Node): void {
    for (const place of this.places.alive) {
      const last = this.fabric.link(name, place.name).lastArrival
      this.after(last - this.places.now, this.hear, { place, tell: 'end', name, creation })
    }
  }

  /** Closes ways; who was connected over them learns it after a detector's time. */
  sever(severs: Severs, noticedAfterMs: number): void {
    this.fabric.sever(severs)
    this.after(noticedAfterMs, this.notice, severs)
  }

  /** Opens them again. */
  restore(severs: Severs): void {
    this.fabric.restore(severs)
    for (const [a, b] of this.pairsOf(severs)) {
      if (this.isParted(a, b)) continue
      // Frames were lost: whoever hasn't noticed the parting learns of it now.
      this.loseEachOther(a, b)
      if (this.options.isMesh) this.connect(a, b)
    }
  }

  /** What holds from now on for what is sent. */
  rule(rules: readonly Rule[]): void {
    this.fabric.rule(rules)
  }

  /** The life of a node that another one could reach. */
  lifeOf(asking: string, name: string): number | undefined {
    const place = this.places.find(name)
    if (place === undefined || !place.isAlive) return undefined
    const { fabric } = this
    if (fabric.isSevered(asking, name) || fabric.isSevered(name, asking)) return undefined
    return place.creation
  }

  carry(frame: Frame, creation: number): void {
    const link = this.fabric.link(frame.from, frame.to)
    const travelMs = this.fabric.travelMs(link)
    const n = link.sent++
    if (link.isCut) return
    const { way } = link
    if (way === null) return this.send(frame, link, creation, travelMs)
    const copies = isMessage(frame) ? verdictOn(way, n) : null
    if (copies === null) return this.send(frame, link, creation, travelMs + delayOn(way, n))
    for (const copy of copies) this.sendCopy(frame, link, creation, travelMs, copy)
  }

  /** Does that to a message that is on its way; false when none of that name is. */
  meddle(fault: MessageFault): boolean {
    const { agenda } = this.places
    const [node, creation, number] = fault.sent
    const waiting = agenda.waiting(isCarried)
    const place = waiting.findIndex(({ subject }) => {
      const { frame } = subject as Carried
      const cause = isMessage(frame) ? frame.cause : null
      return cause !== null && cause[0] === node && cause[1] === creation && cause[2] === number
    })
    const timer = waiting[place]
    if (timer === undefined) return false
    const { at } = timer
    const carried = timer.subject as Carried
    agenda.cancel(timer)
    for (const { delayMs, corruption } of verdictByHand(fault, this.options.seed)) {
      this.put({ ...carried, frame: copyOf(carried.frame, corruption) }, at + delayMs)
    }
    if (fault.do === 'drop' || fault.do === 'reorder') return true
    // All that it doesn't let by arrives after it.
    const late = fault.do === 'delay' ? at + fault.delayMs : at
    carried.link.lastArrival = Math.max(carried.link.lastArrival, late)
    for (const other of waiting.slice(place + 1)) {
      if (other.at > late || (other.subject as Carried).link !== carried.link) continue
      const behind = other.subject as Carried
      agenda.cancel(other)
      this.put(behind, late)
    }
    return true
  }

  private sendCopy(frame: Frame, link: Link, creation: number, travelMs: number, copy: Copy): void {
    const copied = copyOf(frame, copy.corruption)
    const takesMs = travelMs + copy.delayMs
    if (!copy.overtaken) return this.send(copied, link, creation, takesMs)
    this.put(this.carried(copied, link, creation), this.places.now + takesMs)
  }

  /** In order: it arrives no sooner than what went before it. */
  private send(frame: Frame, link: Link, creation: number, takesMs: number): void {
    const time = this.places.now + takesMs
    if (time > link.lastArrival) link.lastArrival = time
    this.put(this.carried(frame, link, creation), link.lastArrival)
  }

  private carried(frame: Frame, link: Link, creation: number): Carried {
    const receiver = link.end(this.places)?.creation ?? 0
    return { frame, link, creation, receiver, cuts: link.cuts }
  }

  private put(carried: Carried, timeMs: number): void {
    this.places.agenda.put(timeMs, this.arrive, carried)
  }

  private readonly arrive = (subject: unknown): void => {
    const { link, cuts } = subject as Carried
    if (link.cuts !== cuts) return
    const place = link.end(this.places)
    if (place !== null) this.places.happen(place, this.hand, subject)
  }

  private readonly hand = (subject: unknown): void => {
    const { frame, link, cuts, creation, receiver } = subject as Carried
    const { node } = link.end(this.places) as Place
    // It may have waited at a node that was paused.
    if (link.cuts !== cuts || node.creation !== receiver) return
    // What an earlier life of the sender had on its way is lost with the connection.
    const life = node.lifeOf(frame.from) ?? this.lifeOf(frame.to, frame.from)
    if (life === creation) node.deliver([frame])
  }

  /** A detector's time after ways were closed. */
  private readonly notice = (subject: unknown): void => {
    const severs = subject as Severs
    if (!this.fabric.isInForce(severs)) return
    for (const [a, b] of this.pairsOf(severs)) this.loseEachOther(a, b)
  }

  private readonly mourn = (subject: unknown): void => {
    for (const place of this.places.alive) this.hear({ ...(subject as Tidings), place })
  }

  /** A node that is paused hears of it in its turn, after what has come before. */
  private readonly hear = (news: unknown): void => {
    this.places.happen((news as News).place, this.learn, news)
  }

  private readonly learn = (subject: unknown): void => {
    const { place, tell, name, creation } = subject as News
    const { node } = place
    if (tell === 'up') node.nodeUp(name, creation)
    else if (tell === 'down' || node.lifeOf(name) === creation) {
      node.nodeDown(name, 'connection_lost')
    }
  }

  readonly deeds: Deeds = {
    arrive: this.carriage(this.arrive),
    hand: this.carriage(this.hand),
    mourn: deedOn(this.mourn),
    hear: newsDeed(this.hear),
    learn: newsDeed(this.learn),
    notice: deed<Severs, number>(
      this.notice,
      (severs, { severed }) => severed.indexOf(severs),
      (at, { severed }) => severed[at] ?? nothingSevered,
    ),
  }

  private carriage(act: (subject: unknown) => void) {
    return deed<Carried, Omit<Carried, 'link'>>(
      act,
      ({ link: _, ...carried }, { saver }) => saver.replica.of(carried),
      (data, { loader }) => {
        const carried = loader.replica.of(data)
        return { ...carried, link: this.fabric.link(carried.frame.from, carried.frame.to) }
      },
    )
  }

  private connect(a: Place, b: Place): void {
    if (this.isParted(a, b)) return
    this.hear({ place: a, tell: 'up', name: b.name, creation: b.creation })
    this.hear({ place: b, tell: 'up', name: a.name, creation: a.creation })
  }

  private loseEachOther(a: Place, b: Place): void {
    this.lose(a, b.name)
    this.lose(b, a.name)
  }

  private lose(place: Place, name: string): void {
    this.hear({ place, tell: 'down', name, creation: 0 })
  }

  /** Any two that live and are parted by that; without a mesh only those that are connected. */
  private *pairsOf(severs: Severs): IterableIterator<readonly [Place, Place]> {
    const { places, options } = this
    for (const a of places.alive) {
      const others = options.isMesh ? places.names() : a.node.peers.keys()
      for (const name of [...others]) {
        const b = places.find(name)
        if (b === undefined || !b.isAlive) continue
        // Once each, also those of whom only one believes in the connection.
        if (a.name >= name && (options.isMesh || b.node.peers.has(a.name))) continue
        if (severs.closes(a.name, name) || severs.closes(name, a.name)) yield [a, b]
      }
    }
  }

  private isParted(a: Place, b: Place): boolean {
    return this.fabric.isSevered(a.name, b.name) || this.fabric.isSevered(b.name, a.name)
  }

  private after(delayMs: number, act: (subject: unknown) => void, subject: object): void {
    this.places.agenda.put(this.places.now + Math.max(0, delayMs), act, subject)
  }
}

/** What was mended before somebody noticed. */
const nothingSevered = severing({ do: 'partition', groups: [] })

function newsDeed(act: (subject: unknown) => void) {
  return deed<News, Omit<News, 'place'> & { readonly at: string }>(
    act,
    ({ place, ...tidings }) => ({ ...tidings, at: place.name }),
    ({ at, ...tidings }, { place }) => ({ ...tidings, place: place(at) }),
  )
}

/** A process's message; what nodes say to each other about their connection is none. */
function isMessage({ signal }: Frame): boolean {
  return signal.type === 'send' && signal.from.id !== 0
}

/** The same message once more, or with one part changed. */
function copyOf(frame: Frame, corruption: number | null): Frame {
  const { signal } = frame
  if (signal.type !== 'send') return frame
  const copy = copyTerm(signal.message)
  const message = corruption === null ? copy : corrupt(copy, corruption)
  return { ...frame, signal: { ...signal, message } }
}

function isCarried(subject: unknown): subject is Carried {
  return typeof subject === 'object' && subject !== null && 'frame' in subject
}
