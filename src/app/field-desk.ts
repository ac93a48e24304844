/**
 * The field's part of the observer's desk: it looks about four times a second, kills what a brush
 * has chosen and follows how many of them live again.
 */
import type { StoreApi } from 'zustand/vanilla'
import type { ObserverState, Swath } from '../views/index.ts'
import type { Machine } from '../web/index.ts'
import type { Asking } from './asking.ts'
import type { Views } from './observer-desk.ts'

const fieldMs = 250
/** After a brush, until all are back. */
const soonMs = 100
/** How long the killed are shown dark, ms: a death that isn't seen teaches nothing. */
const darkMs = 400
/** How long it is followed who comes back, ms. */
const followMs = 60_000

export interface FieldDeskOptions {
  readonly store: StoreApi<ObserverState>
  readonly asking: Asking
  readonly views: Views
  readonly machine: Machine
}

/** A brush that was used, until all are back. */
interface Mowing {
  readonly swaths: readonly Swath[]
  readonly count: number
  readonly at: number
  /** Its deaths have been on the screen. */
  shown: boolean
}

type Bed = NonNullable<ObserverState['beds']>[number]

export class FieldDesk {
  private mown: Mowing | null = null
  /** The field as last told, when an older picture of it is still shown. */
  private newest: readonly Bed[] = []
  /** What is known of those that were killed, while an older picture is still shown. */
  private counted: ObserverState['mown'] = null
  private heldUntil = 0

  constructor(private readonly options: FieldDeskOptions) {}

  look(): void {
    const { asking, views } = this.options
    const everyMs = this.mown === null ? fieldMs : soonMs
    const inquiry = () => ({ ask: 'field', most: views.mostBeds }) as const
    asking.when('field', everyMs, inquiry, (answer, { at }) => {
      if (answer === null) return
      this.show(views.readBeds(answer), at)
      this.countBack(at)
    })
  }

  /** Somebody is looked for among all, by the field or by a tree. */
  find(): void {
    const { asking, store, views } = this.options
    const { wanted } = store.getState()
    if (wanted === '') return
    const hits = { sort: 'id', descending: false, parent: null, from: 0, count: 6 } as const
    asking.when(
      'find',
      3_000,
      () => ({ ask: 'processes', ...hits, search: wanted }),
      (answer) => {
        if (answer !== null) store.setState({ found: views.readRows(answer) })
      },
    )
  }

  mow(swaths: readonly Swath[], count: number): void {
    const { store, machine, asking } = this.options
    const { node } = store.getState()
    for (const { parent, cells } of swaths) {
      machine.apply({ do: 'kill_cells', node, parent, cells })
    }
    this.mown = { swaths, count, at: performance.now(), shown: false }
    store.setState({ mown: { killed: count, back: 0, tookMs: 0 } })
    asking.hasten('field')
  }

  forget(): void {
    this.mown = null
    this.newest = []
    this.counted = null
    this.heldUntil = 0
  }

  /**
   * A restart takes less than a look: the killed are shown dark for a moment although others may
   * live in their places by now.
   */
  private show(beds: readonly Bed[], askedAt: number): void {
    const { mown } = this
    const { store, views } = this.options
    this.newest = beds
    if (performance.now() < this.heldUntil) return
    if (mown === null || mown.shown || askedAt < mown.at) return store.setState({ beds })
    mown.shown = true
    this.heldUntil = performance.now() + darkMs
    store.setState({ beds: views.darkened(beds, mown.swaths) })
    setTimeout(() => this.mown === null && this.release(), darkMs)
  }

  private release(): void {
    if (this.newest.length > 0) this.options.store.setState({ beds: this.newest })
    if (this.counted !== null) this.options.store.setState({ mown: this.counted })
    this.counted = null
  }

  /** How many of those that were killed live again, as of a look that was asked for at `askedAt`. */
  private countBack(askedAt: number): void {
    const { mown } = this
    if (mown === null || askedAt < mown.at) return
    const { store, views } = this.options
    const back = Math.min(mown.count, views.livingIn(this.newest, mown.swaths))
    const tookMs = performance.now() - mown.at
    const counted = { killed: mown.count, back, tookMs }
    // The words wait for the picture: nobody is said to be back who is shown dark.
    if (performance.now() < this.heldUntil) this.counted = counted
    else store.setState({ mown: counted })
    if (back >= mown.count || tookMs > followMs) this.mown = null
  }
}
