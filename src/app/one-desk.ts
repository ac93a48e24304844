/**
 * The observer's desk for one process: it is asked about twice a second while it lives, and its
 * part of the trace is read along; kill, suspend, resume and trace go to its node from here.
 */
import type { StoreApi } from 'zustand/vanilla'
import type { ObserverState } from '../views/index.ts'
import type { Machine } from '../web/index.ts'
import type { Asking } from './asking.ts'
import type { Views } from './observer-desk.ts'
import type { Page } from './page.ts'
import { keptOf, together, toldOf } from './told.ts'

const oneMs = 500
const placeMs = 2_000
/** An answer that took so long was none: the question was given up. */
const lateMs = 2_500
/** Events gone back in the trace for somebody who is chosen, and sentences kept. */
const mostRead = 2_000
const mostTold = 40
/** A cell without anybody is looked at again so often, and after that long. */
const mostTries = 10
const tryMs = 200

export interface OneDeskOptions {
  readonly store: StoreApi<ObserverState>
  readonly asking: Asking
  readonly views: Views
  readonly machine: Machine
  readonly page: Page
}

export class OneDesk {
  /** Index in the trace after the last event read. */
  private readTo = 0
  /** Who is traced, by node and its life; and who ever was: the trace knows them since. */
  private readonly traced = new Map<string, readonly number[]>()
  private readonly everTraced = new Set<string>()

  constructor(private readonly options: OneDeskOptions) {}

  look(id: number): void {
    const { asking, views } = this.options
    asking.when(
      'one',
      oneMs,
      () => ({ ask: 'process', id }),
      (answer, { tookMs }) => {
        if (answer !== null) this.set({ one: views.readWhole(answer) })
        // Dead, unless there was no answer at all.
        else if (tookMs < lateMs && this.isReady()) this.set({ died: true })
        this.readTold(id)
        this.readKept(id)
      },
    )
    if (this.state.tab !== 'field') return
    asking.when(
      'place',
      placeMs,
      () => ({ ask: 'place', id }),
      (answer) => {
        if (answer !== null) this.set({ place: answer as unknown as ObserverState['place'] })
      },
    )
  }

  choose(id: number | null): void {
    const { asking, page } = this.options
    const { trace } = page.experiment
    this.readTo = Math.max(trace.first, trace.end - mostRead)
    asking.renew('one')
    asking.renew('place')
    const quiet = id !== null && this.isQuiet(id)
    this.set({ chosen: id, one: null, died: false, place: null, told: [], quiet })
    if (id !== null) page.set({ panel: 'inspect' })
  }

  /** Whoever lives in a cell; one that was killed just now may need a moment to be replaced. */
  chooseCell(parent: number, at: number, tries = mostTries): void {
    const { machine, views } = this.options
    const { node } = this.state
    void machine.ask(node, { ask: 'cell', parent, at }).then((answer) => {
      if (node !== this.state.node) return
      if (answer === null) {
        if (tries > 0) setTimeout(() => this.chooseCell(parent, at, tries - 1), tryMs)
        return
      }
      const one = views.readWhole(answer)
      this.choose(one.pid.id)
      this.set({ one, place: { parent, at } })
    })
  }

  apply(act: 'kill' | 'suspend' | 'resume', id: number): void {
    const { machine, asking } = this.options
    machine.apply({ do: act, target: { pid: this.keyOf(id) } })
    asking.hasten('one')
    asking.hasten('page')
  }

  /** One of a crowd is told from now on, or no longer. */
  trace(id: number, on: boolean): void {
    const { node } = this.state
    const others = this.tracedOn(node).filter((each) => each !== id)
    const crowd = on ? [...others, id] : others
    this.options.machine.watch(node, { level: 'all', crowd })
    this.traced.set(this.lifeOf(node), crowd)
    this.everTraced.add(this.keyOf(id))
    this.set({ traced: crowd })
  }

  tracedOn(node: string): readonly number[] {
    return this.traced.get(this.lifeOf(node)) ?? []
  }

  private get state(): ObserverState {
    return this.options.store.getState()
  }

  private set(change: Partial<ObserverState>): void {
    this.options.store.setState(change)
  }

  private readTold(id: number): void {
    const { trace } = this.options.page.experiment
    const { told, node } = this.state
    const found = toldOf(trace, this.readTo, [node, this.creationOf(node)], id)
    this.readTo = trace.end
    if (found.length > 0) this.set({ told: [...found, ...told].slice(0, mostTold) })
  }

  /** What wasn't told: its end, too, when it has just died. */
  private readKept(id: number): void {
    const { node } = this.state
    const inquiry = { ask: 'kept', id, count: mostTold } as const
    void this.options.machine.ask(node, inquiry).then((answer) => {
      if (node !== this.state.node || id !== this.state.chosen) return
      const kept = keptOf(answer, node, this.creationOf(node))
      if (kept.length > 0) this.set({ told: together(this.state.told, kept).slice(0, mostTold) })
    })
  }

  /** Whom the trace has never heard of, but for being traced, is one of a crowd. */
  private isQuiet(id: number): boolean {
    const key = this.keyOf(id)
    return this.everTraced.has(key) || !this.options.page.experiment.now.processes.has(key)
  }

  private isReady(): boolean {
    return this.options.page.experiment.ready.has(this.state.node)
  }

  private lifeOf(node: string): string {
    return `${node}/${this.creationOf(node)}`
  }

  private creationOf(node: string): number {
    return this.options.page.experiment.now.nodes.get(node)?.creation ?? 0
  }

  private keyOf(id: number): string {
    return `${this.lifeOf(this.state.node)}/${id}`
  }
}
