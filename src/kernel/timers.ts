/**
 * Pending timers in a binary heap ordered by time, then by age, so that equal times fire in the
 * order they were set. One that is set within a slice goes into the heap at the slice's end: most
 * are deadlines of calls, and cancelled by then.
 */
export interface Timer {
  at: number
  readonly order: number
  fire: (subject: unknown) => void
  /** What `fire` is called with: saves a closure for each of the many deadlines. */
  subject: unknown
  /** It has fired, or was cancelled. */
  over: boolean
}

export class Timers {
  private readonly heap: Timer[] = []
  /** Set since the slice began. */
  private fresh: Timer[] = []
  private order = 0
  /** How many may still fire. */
  size = 0

  get hasFresh(): boolean {
    return this.fresh.length > 0
  }

  /** As set, when the time is that of the slice's beginning: see `settle`. */
  setFresh(at: number, fire: Timer['fire'], subject: unknown): Timer {
    const timer = this.create(at, fire, subject)
    this.fresh.push(timer)
    return timer
  }

  /**
   * The slice is over, that many ms after it began: what was set in it may have been set as late as
   * now, and no timer fires early.
   */
  settle(elapsedMs: number): void {
    if (this.fresh.length === 0) return
    const { fresh } = this
    this.fresh = []
    for (const timer of fresh) {
      if (timer.over) continue
      timer.at += elapsedMs
      this.push(timer)
    }
  }

  set(at: number, fire: Timer['fire'], subject: unknown = null): Timer {
    const timer = this.create(at, fire, subject)
    this.push(timer)
    return timer
  }

  /** It won't fire, and holds nothing any more; its own place goes with those of many others. */
  cancel(timer: Timer): void {
    if (timer.over) return
    timer.over = true
    timer.fire = nothing
    timer.subject = null
    this.size--
    // A deadline is most often taken back before another one is set.
    if (this.fresh.at(-1) === timer) this.fresh.pop()
    else if (this.heap.length + this.fresh.length > 2 * this.size + spare) this.compact()
  }

  /** Time of the next timer that will fire, or null. */
  next(): number | null {
    this.dropCancelled()
    return this.heap[0]?.at ?? null
  }

  /** Those that will fire, in their order. */
  pending(): readonly Timer[] {
    const all = [...this.heap, ...this.fresh].filter((timer) => !timer.over)
    return all.sort((a, b) => a.at - b.at || a.order - b.order)
  }

  /** Takes out the next timer due at `now`, or null. */
  due(now: number): Timer | null {
    this.dropCancelled()
    const first = this.heap[0]
    if (first === undefined || first.at > now) return null
    this.removeFirst()
    first.over = true
    this.size--
    return first
  }

  /** Fires all that are due at `now`, also those that are set while others fire. */
  fire(now: number): void {
    for (let timer = this.due(now); timer !== null; timer = this.due(now)) {
      timer.fire(timer.subject)
    }
  }

  private create(at: number, fire: Timer['fire'], subject: unknown): Timer {
    this.size++
    return { at, order: this.order++, fire, subject, over: false }
  }

  private push(timer: Timer): void {
    const { heap } = this
    let i = heap.length
    heap.push(timer)
    while (i > 0) {
      const parent = (i - 1) >> 1
      const above = heap[parent] as Timer
      if (!isBefore(timer, above)) break
      heap[i] = above
      i = parent
    }
    heap[i] = timer
  }

  private dropCancelled(): void {
    while (this.heap[0]?.over === true) this.removeFirst()
  }

  private compact(): void {
    const pending = this.heap.filter((timer) => !timer.over)
    this.heap.length = 0
    for (const timer of pending) this.push(timer)
    this.fresh = this.fresh.filter((timer) => !timer.over)
  }

  private removeFirst(): void {
    const { heap } = this
    const last = heap.pop() as Timer
    const { length } = heap
    if (length === 0) return
    let i = 0
    for (let child = 1; child < length; child = 2 * i + 1) {
      if (child + 1 < length && isBefore(heap[child + 1] as Timer, heap[child] as Timer)) child++
      const below = heap[child] as Timer
      if (!isBefore(below, last)) break
      heap[i] = below
      i = child
    }
    heap[i] = last
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}

/** So many cancelled timers may keep their places: clearing up takes time, too. */
const spare = 64

function nothing(): void {}
