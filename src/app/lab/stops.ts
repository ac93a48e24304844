/**
 * Breakpoints of a boxed world: it looks at each event as it happens, and after each turn at the
 * promises. A promise that is broken already, or that one stop was made for, stops nothing again.
 */
import { formatPid, formatTerm, type Recorded } from '../../kernel/index.ts'
import type { Verdict } from '../../lab/index.ts'
import type { Breakpoint } from '../../views/index.ts'

export interface Stop {
  /** Of the breakpoint in the list. */
  readonly place: number
  readonly index: number
}

export class Stops {
  private list: readonly Breakpoint[] = []
  private readonly broken = new Set<string>()
  private readonly names = new Map<string, string>()
  private found: Stop | null = null

  /** Registered names that it has heard of, and may have to know again. */
  get known(): readonly (readonly [pid: string, name: string])[] {
    return [...this.names]
  }

  know(names: Stops['known']): void {
    for (const [pid, name] of names) this.names.set(pid, name)
  }

  watch(list: readonly Breakpoint[], verdicts: Readonly<Record<string, Verdict>>): void {
    this.list = list
    this.noteBroken(verdicts)
  }

  read(event: Recorded, index: number): void {
    if (event.kind === 'register' && event.subject !== null) {
      this.names.set(formatPid(event.subject), String(event.term))
    }
    if (this.found !== null) return
    const place = this.list.findIndex((each) => each.on === 'event' && this.matches(each, event))
    if (place >= 0) this.found = { place, index }
  }

  /** After a turn that ended at that place of the trace: whether to stop here. */
  take(verdicts: () => Readonly<Record<string, Verdict>>, end: number): Stop | null {
    const { found } = this
    this.found = null
    if (found !== null || !this.list.some(({ on }) => on === 'broken')) return found
    const now = verdicts()
    const place = this.list.findIndex(
      (each) =>
        each.on === 'broken' &&
        now[each.promise]?.status === 'failed' &&
        !this.broken.has(each.promise),
    )
    this.noteBroken(now)
    return place < 0 ? null : { place, index: end - 1 }
  }

  private noteBroken(verdicts: Readonly<Record<string, Verdict>>): void {
    for (const [name, { status }] of Object.entries(verdicts)) {
      if (status === 'failed') this.broken.add(name)
    }
  }

  private matches({ kind, text }: Breakpoint & { on: 'event' }, event: Recorded): boolean {
    if (kind !== null && event.kind !== kind) return false
    if (text === '') return true
    const who = [event.subject, event.other].flatMap((pid) => {
      const name = pid === null ? null : formatPid(pid)
      return name === null ? [] : [name, this.names.get(name) ?? '']
    })
    const words = [event.kind, event.node, ...who, formatTerm(event.term, 2_000)].join(' ')
    return words.toLowerCase().includes(text.toLowerCase())
  }
}
