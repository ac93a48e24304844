/**
 * Pending timers in a binary heap ordered by time, then by age, so that equal times fire in the
 * order they were set.
 */
export interface Timer {
  readonly at: number
  readonly order: number
  readonly fire: () => void
  cancelled: boolean
}

export class Timers {
  private readonly heap: Timer[] = []
  private order = 0
  private cancelled = 0

  get size(): number {
    return this.heap.length
  }

  set(at: number, fire: () => void): Timer {
    const timer: Timer = { at, order: this.order++, fire, cancelled: false }
    this.heap.push(timer)
    this.up(this.heap.length - 1)
    return timer
  }

  /** It won't fire; what was cancelled makes room when it is more than half of all. */
  cancel(timer: Timer): void {
    if (timer.cancelled) return
    timer.cancelled = true
    if (++this.cancelled * 2 > this.heap.length && this.heap.length > 64) this.compact()
  }

  /** Time of the next live timer, or null. */
  next(): number | null {
    this.dropCancelled()
    return this.heap[0]?.at ?? null
  }

  /** Takes out the next timer due at `now`, or null. */
  due(now: number): Timer | null {
    this.dropCancelled()
    const first = this.heap[0]
    if (first === undefined || first.at > now) return null
    this.removeFirst()
    return first
  }

  private dropCancelled(): void {
    while (this.heap[0]?.cancelled === true) {
      this.removeFirst()
      this.cancelled--
    }
  }

  private compact(): void {
    const live = this.heap.filter((timer) => !timer.cancelled)
    this.heap.length = 0
    this.cancelled = 0
    for (const timer of live) {
      this.heap.push(timer)
      this.up(this.heap.length - 1)
    }
  }

  private removeFirst(): void {
    const last = this.heap.pop() as Timer
    if (this.heap.length === 0) return
    this.heap[0] = last
    this.down(0)
  }

  private before(a: number, b: number): boolean {
    const x = this.heap[a] as Timer
    const y = this.heap[b] as Timer
    return x.at < y.at || (x.at === y.at && x.order < y.order)
  }

  private swap(a: number, b: number): void {
    const held = this.heap[a] as Timer
    this.heap[a] = this.heap[b] as Timer
    this.heap[b] = held
  }

  private up(start: number): void {
    let i = start
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!this.before(i, parent)) return
      this.swap(i, parent)
      i = parent
    }
  }

  private down(start: number): void {
    let i = start
    for (;;) {
      let least = i
      for (const child of [2 * i + 1, 2 * i + 2]) {
        if (child < this.heap.length && this.before(child, least)) least = child
      }
      if (least === i) return
      this.swap(i, least)
      i = least
    }
  }
}
