/** What the strip says in a line goes by itself while the run goes on: it has been read by then. */
import type { Wishes } from './lab-state.ts'

/** Viewer's ms. */
const standsMs = 8_000

/** Of the page, what it needs. */
interface Holder {
  readonly wishes: Pick<Wishes, 'said'>
  wish(change: Pick<Wishes, 'said'>): void
}

export class Said {
  private what: Wishes['said'] = null
  private leftMs = 0

  constructor(private readonly page: Holder) {}

  /** The run has gone on for so long. */
  wear(sinceMs: number): void {
    const { said } = this.page.wishes
    if (said !== this.what) this.leftMs = standsMs
    this.what = said
    this.leftMs -= sinceMs
    if (said !== null && this.leftMs < 0) this.page.wish({ said: null })
  }
}
