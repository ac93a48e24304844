/**
 * Who looks at what this tab's nodes tell: somebody at its own page; only another machine of the
 * room, or a check that will read the trace as a whole; or nobody.
 */
import type { MachineNews } from './events.ts'

export type Look = 'here' | 'elsewhere' | 'nobody'

/** What the page knows of it. */
export interface Audience {
  /** Somebody sees the page. */
  readonly seen: boolean
  /** A check reads the trace, seen or not: it would misread one with holes. */
  readonly checked: boolean
}

export class Attention {
  look: Look = 'here'
  private audience: Audience = { seen: true, checked: false }
  /** Machines that this one is linked with: each draws this one's trace. */
  private readonly linked = new Set<string>()

  constructor(private readonly changed: (look: Look) => void) {}

  attend(audience: Audience): void {
    this.audience = audience
    this.judge()
  }

  hear(news: MachineNews): void {
    if (news.type === 'linked') this.linked.add(news.machine)
    else if (news.type === 'down') this.linked.delete(news.machine)
    else return
    this.judge()
  }

  private judge(): void {
    const { seen, checked } = this.audience
    const look = seen ? 'here' : checked || this.linked.size > 0 ? 'elsewhere' : 'nobody'
    if (look === this.look) return
    this.look = look
    this.changed(look)
  }
}
