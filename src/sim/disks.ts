/** The disks of a simulated world: one for each node that ever used it. */
import type { DiskAnswer, DiskRequest } from '../kernel/index.ts'
import { type Deeds, deed, deedOn } from './deed.ts'
import { type DiskHost, SimDisk } from './disk.ts'
import type { Place } from './place.ts'
import type { Places } from './places.ts'

interface Answered {
  readonly place: Place
  readonly number: number
  readonly answer: DiskAnswer
}

export class Disks implements DiskHost {
  readonly all = new Map<string, SimDisk>()

  constructor(
    private readonly seed: number,
    private readonly places: Places,
  ) {}

  of(name: string): SimDisk {
    const known = this.all.get(name)
    if (known !== undefined) return known
    const disk = new SimDisk(this.seed, name, this)
    this.all.set(name, disk)
    return disk
  }

  ask(name: string, number: number, request: DiskRequest): void {
    this.of(name).ask(number, request)
  }

  /** Its node is gone without a word. */
  crash(name: string): void {
    this.all.get(name)?.crash()
  }

  later(delayMs: number, name: string, power: number): void {
    const { agenda, now } = this.places
    agenda.put(now + delayMs, this.work, { name, power })
  }

  answer(name: string, number: number, answer: DiskAnswer): void {
    const place = this.places.at(name)
    this.places.happen(place, this.tell, { place, number, answer })
  }

  private readonly work = (subject: unknown): void => {
    const { name, power } = subject as { readonly name: string; readonly power: number }
    this.of(name).done(power)
  }

  private readonly tell = (subject: unknown): void => {
    const { place, number, answer } = subject as Answered
    place.node.diskDone(number, answer)
  }

  readonly deeds: Deeds = {
    disk: deedOn(this.work),
    answer: deed<Answered, readonly [string, number, DiskAnswer]>(
      this.tell,
      ({ place, number, answer }, { saver }) => [place.name, number, saver.replica.of(answer)],
      ([name, number, answer], { place, loader }) => {
        return { place: place(name), number, answer: loader.replica.of(answer) }
      },
    ),
  }
}
