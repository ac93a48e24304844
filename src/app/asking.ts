/**
 * Questions to one node, again and again: each kind has one under way at most, and the slower the
 * node answers the less it is asked.
 */
import type { Term } from '../kernel/index.ts'
import type { Inquiry } from '../web/index.ts'

interface Slot {
  busy: boolean
  dueAt: number
  /** Counts changes of what is asked, so that a late answer to an old question is let go. */
  turn: number
}

export interface Asked {
  /** When the question left, and how long the answer took, ms. */
  readonly at: number
  readonly tookMs: number
}

type Ask = (inquiry: Inquiry) => Promise<Term>

export class Asking {
  private readonly slots = new Map<string, Slot>()

  constructor(private readonly ask: Ask) {}

  /** Asks if it is time for this kind of question; `null` is an answer, too. */
  when(
    kind: string,
    everyMs: number,
    inquiry: () => Inquiry,
    take: (answer: Term, asked: Asked) => void,
  ): void {
    const slot = this.slotOf(kind)
    const at = performance.now()
    if (slot.busy || at < slot.dueAt) return
    slot.busy = true
    const { turn } = slot
    void this.ask(inquiry()).then((answer) => {
      const now = performance.now()
      const tookMs = now - at
      slot.busy = false
      if (turn !== slot.turn) return
      slot.dueAt = now + Math.max(everyMs - tookMs, tookMs)
      take(answer, { at, tookMs })
    })
  }

  /** The next time it is asked at once; an answer under way isn't taken. */
  renew(kind: string): void {
    const slot = this.slotOf(kind)
    slot.turn++
    slot.dueAt = 0
  }

  /** It is asked as soon as the answer under way has come. */
  hasten(kind: string): void {
    this.slotOf(kind).dueAt = 0
  }

  renewAll(): void {
    for (const kind of this.slots.keys()) this.renew(kind)
  }

  private slotOf(kind: string): Slot {
    let slot = this.slots.get(kind)
    if (slot === undefined) {
      slot = { busy: false, dueAt: 0, turn: 0 }
      this.slots.set(kind, slot)
    }
    return slot
  }
}
