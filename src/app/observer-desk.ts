/**
 * The observer's desk: asks the chosen node for what is shown and no more, several times a second
 * while somebody looks, and does what is asked of processes there.
 */

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Term } from '../kernel/index.ts'
import type { loadObserver, ObserverAction, ObserverState } from '../views/index.ts'
import type { Inquiry } from '../web/index.ts'
import { Asking } from './asking.ts'
import { CrowdDesk } from './crowd-desk.ts'
import { FieldDesk } from './field-desk.ts'
import { OneDesk } from './one-desk.ts'
import type { Page } from './page.ts'
import { TreeDesk } from './tree-desk.ts'

export type Views = Awaited<ReturnType<typeof loadObserver>>

/** Between two looks at what is due, ms. */
const tickMs = 40
const totalsMs = 1_000
const rowsMs = 1_000

export class ObserverDesk {
  readonly store: StoreApi<ObserverState>
  private readonly asking: Asking
  private readonly crowd: CrowdDesk
  private readonly field: FieldDesk
  private readonly one: OneDesk
  private readonly trees: TreeDesk
  private timer = 0
  /** When the node was last heard, ms. */
  private heardAt = 0
  /** Which life of the node is looked at. */
  private creation = 0

  constructor(
    private readonly page: Page,
    readonly views: Views,
  ) {
    const [first = ''] = this.nodes
    this.store = createStore<ObserverState>(() => views.emptyObserver(first))
    this.creation = this.creationOf(first)
    const { machine } = page.experiment
    this.asking = new Asking((inquiry: Inquiry) => machine.ask(this.state.node, inquiry))
    this.crowd = new CrowdDesk(page.experiment)
    const desk = { store: this.store, asking: this.asking, views, machine }
    this.field = new FieldDesk(desk)
    this.one = new OneDesk({ ...desk, page })
    this.trees = new TreeDesk(desk)
  }

  open(): void {
    this.close()
    this.heardAt = performance.now()
    this.asking.renewAll()
    this.timer = window.setInterval(() => this.look(), tickMs)
  }

  close(): void {
    clearInterval(this.timer)
  }

  act(action: ObserverAction): void {
    switch (action.act) {
      case 'close':
      case 'cores':
        return
      case 'tab':
        return this.set({ tab: action.tab })
      case 'node':
        return this.turnTo(action.node)
      case 'query':
        this.asking.renew('page')
        return this.set({ query: { ...this.state.query, ...action.change } })
      case 'choose':
        return this.one.choose(action.id)
      case 'chooseCell':
        return this.one.chooseCell(action.parent, action.at)
      case 'find':
        this.asking.renew('find')
        return this.set({ wanted: action.search, found: null })
      case 'unfold':
        return this.trees.unfold(action.parent, action.from)
      case 'fold':
        return this.trees.fold(action.parent)
      case 'reveal':
        this.trees.reveal(action.id)
        return this.one.choose(action.id)
      case 'application':
        return this.trees.chooseApp(action.name)
      case 'startApplication':
        return this.trees.wish(action.name, 'start')
      case 'stopApplication':
        return this.trees.wish(action.name, 'stop')
      case 'kill':
      case 'suspend':
      case 'resume':
        return this.one.apply(action.act, action.id)
      case 'trace':
      case 'untrace':
        return this.one.trace(action.id, action.act === 'trace')
      case 'mow':
        return this.field.mow(action.swaths, action.count)
      case 'crowd':
        return this.startCrowd(action.size)
      case 'disperse':
        this.crowd.end(this.state)
        return this.set({ crowd: this.crowd.facts(this.state) })
    }
  }

  private get state(): ObserverState {
    return this.store.getState()
  }

  private set(change: Partial<ObserverState>): void {
    this.store.setState(change)
  }

  private creationOf(node: string): number {
    return this.page.experiment.now.nodes.get(node)?.creation ?? 0
  }

  private get nodes(): readonly string[] {
    return [...this.page.experiment.ready].sort()
  }

  // ---- looking

  private look(): void {
    if (document.hidden) return
    this.lookAtNodes()
    const { state, asking, views } = this
    if (state.node === '') return
    asking.when(
      'totals',
      totalsMs,
      () => ({ ask: 'totals' }),
      (answer) => this.takeTotals(answer),
    )
    asking.when(
      'names',
      rowsMs,
      () => ({ ask: 'names' }),
      (answer) => {
        if (answer === null) return
        this.set({ names: views.readNames(answer) })
        this.set({ crowd: this.crowd.facts(this.state) })
      },
    )
    if (state.tab === 'field') this.field.look()
    if (state.tab === 'field' || state.tab === 'trees') this.field.find()
    if (state.tab === 'processes') this.lookAtPage()
    if (state.tab === 'trees' || state.tab === 'applications') this.trees.look()
    if (state.tab === 'applications' || state.crowd !== null) this.trees.lookAtApps()
    if (state.chosen !== null && !state.died) this.one.look(state.chosen)
  }

  private lookAtNodes(): void {
    const { nodes, state } = this
    if (nodes.join() !== state.nodes.join()) this.set({ nodes })
    const [first] = nodes
    if (state.node === '' && first !== undefined) this.turnTo(first)
    // Another life of the node knows none of the old one's processes.
    else if (this.creation !== this.creationOf(state.node)) this.turnTo(state.node)
    const silence = performance.now() - this.heardAt
    const silentMs = silence < 1_500 ? 0 : Math.floor(silence / 500) * 500
    if (silentMs !== state.silentMs) this.set({ silentMs })
  }

  private takeTotals(answer: Term): void {
    if (answer === null) return
    const { samples } = this.state
    const before = samples.at(-1)
    const sample = this.views.readSample(answer, Date.now(), before)
    this.heardAt = performance.now()
    this.set({ samples: [...samples.slice(1 - this.views.samplesKept), sample] })
  }

  private lookAtPage(): void {
    const { query } = this.state
    const count = this.views.rowsShown
    const inquiry = () => ({ ask: 'processes', ...query, parent: null, count }) as const
    this.asking.when('page', rowsMs, inquiry, (answer) => {
      if (answer !== null) this.set({ page: this.views.readRows(answer) })
    })
  }

  // ---- doing

  private turnTo(node: string): void {
    const { tab, nodes } = this.state
    this.field.forget()
    this.creation = this.creationOf(node)
    this.heardAt = performance.now()
    this.asking.renewAll()
    const empty = this.views.emptyObserver(node)
    const traced = this.one.tracedOn(node)
    this.set({ ...empty, tab, nodes, traced })
    this.set({ crowd: this.crowd.facts(this.state) })
  }

  private startCrowd(size: number): void {
    const { node, samples } = this.state
    void this.crowd.start(node, size, samples.at(-1)?.processes ?? 0).then((crowdless) => {
      if (node === this.state.node && crowdless) this.set({ crowd: null, crowdless })
    })
    this.set({ crowd: this.crowd.facts(this.state), crowdless: null })
  }
}
