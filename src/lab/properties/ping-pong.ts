/**
 * What ping-pong promises: a ball that was lost is soon in play again. Read at each hit, so a seat
 * is looked up by numbers and nothing is made on the way.
 */
import type { Recorded } from '../../kernel/index.ts'
import { failed, passed, pending, type Verdict } from '../property.ts'
import { told } from './combine.ts'
import type { Promised, Watcher } from './watcher.ts'

const limitMs = 3_000
const expected = `no ball is out of play for longer than ${told(limitMs)}`

/** Where somebody plays: `player-3` on n1, whoever it is at the time. */
class Seat {
  constructor(
    readonly name: string,
    public lastMs: number,
    public event: number,
  ) {}
}

class BallsInPlay implements Watcher {
  readonly kinds = ['delivered', 'register'] as const
  private readonly seats = new Map<string, Seat>()
  /** By node, the seats of its processes by their numbers. */
  private readonly nodes = new Map<string, (Seat | undefined)[]>()
  private broken: Verdict | null = null
  private hits = 0
  private last = -1

  read(event: Recorded, index: number): void {
    if (event.kind === 'register') return this.sit(event, index)
    if (!Array.isArray(event.term) || event.term[0] === 'serve') return
    const seat = this.nodes.get(event.node)?.[event.subject?.id ?? -1]
    if (seat === undefined) return
    const { at } = event
    if (at - seat.lastMs > limitMs) this.broken ??= this.late(seat, at)
    seat.lastMs = at
    seat.event = index
    this.hits++
    this.last = index
  }

  verdict(nowMs: number): Verdict {
    if (this.broken !== null) return this.broken
    const waiting = [...this.seats.values()].find(({ lastMs }) => nowMs - lastMs > limitMs)
    if (waiting !== undefined) return this.late(waiting, null)
    if (this.hits === 0) return pending('no ball has been hit yet')
    return passed(`${this.seats.size} players hit a ball ${this.hits} times`, this.last)
  }

  private sit({ node, subject, term, at }: Recorded, index: number): void {
    if (typeof term !== 'string' || !term.startsWith('player-') || subject === null) return
    const name = `${term} on ${node}`
    const seat = this.seats.get(name) ?? new Seat(name, at, index)
    this.seats.set(name, seat)
    let seats = this.nodes.get(node)
    if (seats === undefined) {
      seats = []
      this.nodes.set(node, seats)
    }
    seats[subject.id] = seat
  }

  private late({ name, lastMs, event }: Seat, atMs: number | null): Verdict {
    const next = atMs === null ? 'none since' : `the next ${told(atMs - lastMs)} later`
    const observed = `${name} had a ball at ${told(lastMs)}, ${next}`
    return failed(expected, observed, event, lastMs + limitMs)
  }
}

export const pingPongPromises: readonly Promised[] = [
  {
    name: 'balls-in-play',
    inWords: 'No ball is out of play for longer than 3 seconds.',
    watch: () => new BallsInPlay(),
  },
]
