/**
 * All places of a world and the one queue of what will happen: nodes run when something happened to
 * them, until each of them waits; then time goes on to what comes next.
 */
import { Agenda } from './agenda.ts'
import { type Deeds, deedAt } from './deed.ts'
import { Place } from './place.ts'

const reductionsPerStep = 20_000

export class Places {
  readonly agenda = new Agenda()
  /** What happened of itself so far: frames that arrived, alarms that rang, answers of disks. */
  happened = 0
  private readonly known = new Map<string, Place>()
  private touched: Place[] = []
  /** An empty list, for those who are touched while others run. */
  private spare: Place[] = []

  /**
   * `halted` is called with each whose node has ended itself, or has taken more than so many steps
   * in one instant: who never waits would keep time from going on.
   */
  constructor(
    private readonly stepsPerInstant: number,
    private readonly halted: (place: Place) => void,
  ) {}

  get now(): number {
    return this.agenda.now
  }

  /** @throws when there never was such a node */
  at(name: string): Place {
    const place = this.known.get(name)
    if (place === undefined) throw new Error(`no node ${name} in this world`)
    return place
  }

  find(name: string): Place | undefined {
    return this.known.get(name)
  }

  /** The place of that name, which may be new and empty. */
  open(name: string): Place {
    const place = this.known.get(name)
    if (place !== undefined) return place
    const fresh = new Place(name)
    this.known.set(fresh.name, fresh)
    return fresh
  }

  names(): IterableIterator<string> {
    return this.known.keys()
  }

  all(): IterableIterator<Place> {
    return this.known.values()
  }

  /** To whom something has happened, in its order. */
  get touchedNames(): readonly string[] {
    return this.touched.map(({ name }) => name)
  }

  /** Those whose node lives. */
  get alive(): readonly Place[] {
    return [...this.known.values()].filter((place) => place.isAlive)
  }

  /** That life is over: nothing of it waits any more. */
  end(place: Place): void {
    if (place.alarm !== null) this.agenda.cancel(place.alarm)
    place.alarm = null
    place.wanted = Number.POSITIVE_INFINITY
    place.isAlive = false
    place.heldUntil = 0
    place.waiting = []
  }

  /** Something happened to that node: it runs before time goes on. */
  touch(place: Place): void {
    if (place.isTouched) return
    place.isTouched = true
    this.touched.push(place)
  }

  /** The next thing due by then, and all that follows of it at once; false when there is none. */
  turn(untilMs: number): boolean {
    this.runNodes()
    if (!this.agenda.step(untilMs)) return false
    this.runNodes()
    return true
  }

  runUntil(timeMs: number): void {
    this.runNodes()
    while (this.agenda.step(timeMs)) this.runNodes()
  }

  /** Something happens to a node now, or, when it is paused or busy, as soon as it isn't. */
  happen(place: Place, act: (subject: unknown) => void, subject: unknown): void {
    if (!place.isAlive) return
    if (this.now < place.heldUntil || place.waiting.length > 0) {
      place.waiting.push({ act, subject })
      return
    }
    this.happened++
    act(subject)
    this.touch(place)
    if (place.busyMs > 0) this.hold(place, this.now + place.busyMs)
  }

  /** It takes nothing in until then; what comes meanwhile waits. */
  hold(place: Place, untilMs: number): void {
    place.heldUntil = untilMs
    this.agenda.put(Math.max(untilMs, this.now), this.goOn, place)
  }

  /** What was planned before a snapshot is planned again. */
  plan(timeMs: number, act: (subject: unknown) => void, subject: unknown): void {
    const timer = this.agenda.put(timeMs, act, subject)
    if (act === this.ring) (subject as Place).alarm = timer
  }

  /** Its node wants to be woken at that time of its own clock. */
  wakeAt(place: Place, timeMs: number): void {
    if (place.wanted === timeMs) return
    place.wanted = timeMs
    this.setAlarm(place)
  }

  /** From now on its clock goes wrong by so many millionths. */
  drift(place: Place, ppm: number): void {
    place.clock.drift(ppm, this.now)
    this.setAlarm(place)
  }

  private runNodes(): void {
    for (let step = 0; this.touched.length > 0; step++) {
      const { touched } = this
      this.touched = this.spare
      for (let i = 0; i < touched.length; i++) {
        const place = touched[i] as Place
        place.isTouched = false
        if (!place.isAlive) continue
        if (place.node.run(reductionsPerStep)) this.touch(place)
        if (place.node.halted !== null || step >= this.stepsPerInstant) this.halted(place)
      }
      touched.length = 0
      this.spare = touched
    }
  }

  private setAlarm(place: Place): void {
    if (place.alarm !== null) this.agenda.cancel(place.alarm)
    const time = place.clock.when(place.wanted)
    const isNever = time === Number.POSITIVE_INFINITY
    place.alarm = isNever ? null : this.agenda.put(Math.max(time, this.now), this.ring, place)
  }

  private readonly ring = (subject: unknown): void => {
    const place = subject as Place
    place.alarm = null
    place.wanted = Number.POSITIVE_INFINITY
    this.happen(place, wake, place)
  }

  private readonly goOn = (subject: unknown): void => {
    const place = subject as Place
    while (place.isAlive && this.now >= place.heldUntil && place.waiting.length > 0) {
      const { act, subject: about } = place.waiting.shift() as (typeof place.waiting)[number]
      this.happened++
      act(about)
      this.touch(place)
      this.runNodes()
      if (place.busyMs > 0) this.hold(place, this.now + place.busyMs)
    }
  }

  readonly deeds: Deeds = {
    ring: deedAt(this.ring),
    goOn: deedAt(this.goOn),
    wake: deedAt(wake),
  }
}

function wake(subject: unknown): void {
  ;(subject as Place).node.wake()
}
