/**
 * The observer's desk: asks the chosen node for what is shown and no more, several times a second
 * while somebody looks, and does what is asked of processes there.
 */

import { createStore, type StoreApi } from 'zustand/vanilla'
import { pidKey, type Term } from '../kernel/index.ts'
import type { Op } from '../lab/index.ts'
import type { loadObserver, ObserverAction, ObserverState } from '../views/index.ts'
import type { Inquiry } from '../web/index.ts'
import { Asking } from './asking.ts'
import { CrowdDesk } from './crowd-desk.ts'
import { FieldDesk } from './field-desk.ts'
import type { Page } from './page.ts'
import { toldOf } from './told.ts'

export type Views = Awaited<ReturnType<typeof loadObserver>>

/** Between two looks at what is due, ms. */
const tickMs = 40
const totalsMs = 1_000
const rowsMs = 1_000
const oneMs = 500

export class ObserverDesk {
  readonly store: StoreApi<ObserverState>
  private readonly asking: Asking
  private readonly crowd: CrowdDesk
  private readonly field: FieldDesk
  private timer = 0
  /** When the node was last heard, ms. */
  private heardAt = 0
  private branchTurn = 0
  /** Index in the trace after the last event read for the chosen process. */
  private readTo = 0

  constructor(
    private readonly page: Page,
    readonly views: Views,
  ) {
    const [first = ''] = this.nodes
    this.store = createStore<ObserverState>(() => views.emptyObserver(first))
    const { machine } = page.experiment
    this.asking = new Asking((inquiry: Inquiry) => machine.ask(this.state.node, inquiry))
    this.crowd = new CrowdDesk(page.experiment)
    this.field = new FieldDesk({ store: this.store, asking: this.asking, views, machine })
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
        return
      case 'tab':
        return this.set({ tab: action.tab })
      case 'node':
        return this.turnTo(action.node)
      case 'query':
        this.asking.renew('page')
        return this.set({ query: { ...this.state.query, ...action.change } })
      case 'choose':
        return this.choose(action.id)
      case 'chooseCell':
        return this.chooseCell(action.parent, action.at)
      case 'find':
        this.asking.renew('find')
        return this.set({ wanted: action.search, found: null })
      case 'unfold':
        this.asking.renew('branch')
        return this.branch(action.parent, { from: action.from, page: null })
      case 'fold':
        return this.branch(action.parent, null)
      case 'kill':
        return this.apply({ do: 'kill', target: this.targetOf(action.id) })
      case 'suspend':
        return this.apply({ do: 'freeze', target: this.targetOf(action.id) })
      case 'resume':
        return this.apply({ do: 'thaw', target: this.targetOf(action.id) })
      case 'trace':
        return this.trace([...this.state.traced, action.id])
      case 'untrace':
        return this.trace(this.state.traced.filter((id) => id !== action.id))
      case 'mow':
        return this.field.mow(action.swaths, action.count)
      case 'crowd':
        void this.crowd.start(
          this.state.node,
          action.size,
          this.state.samples.at(-1)?.processes ?? 0,
        )
        return this.set({ crowd: this.crowd.facts(this.state) })
      case 'disperse':
        return this.crowd.end(this.state)
    }
  }

  private get state(): ObserverState {
    return this.store.getState()
  }

  private set(change: Partial<ObserverState>): void {
    this.store.setState(change)
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
    if (state.tab === 'processes') this.lookAtPage()
    if (state.tab === 'trees') this.lookAtTrees()
    if (state.chosen !== null && !state.died) this.lookAtOne(state.chosen)
  }

  private lookAtNodes(): void {
    const { nodes, state } = this
    if (nodes.join() !== state.nodes.join()) this.set({ nodes })
    const [first] = nodes
    if (state.node === '' && first !== undefined) this.turnTo(first)
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
    // Numbers only grow within one life of a node; another life knows none of the old ones.
    if (before !== undefined && sample.spawned < before.spawned) return this.turnTo(this.state.node)
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

  /** One branch after the other; the field is looked at anew with the first of them. */
  private lookAtTrees(): void {
    const { branches } = this.state
    if (branches.size === 0) return this.branch(0, { from: 0, page: null })
    const parents = [...branches.keys()]
    const fresh = [...branches].find(([, { page }]) => page === null)?.[0]
    const parent = fresh ?? parents[this.branchTurn % parents.length] ?? 0
    const from = branches.get(parent)?.from ?? 0
    const look = parent === parents[0] || fresh !== undefined
    const count = this.views.childrenShown
    const everyMs = rowsMs / parents.length
    this.asking.when(
      'branch',
      everyMs,
      () => ({ ask: 'children', parent, from, count, look }),
      (answer) => {
        this.branchTurn++
        const known = this.state.branches.get(parent)
        if (answer === null || known === undefined || known.from !== from) return
        this.branch(parent, { from, page: this.views.readRows(answer) })
      },
    )
  }

  private lookAtOne(id: number): void {
    this.asking.when(
      'one',
      oneMs,
      () => ({ ask: 'process', id }),
      (answer, { at }) => {
        if (answer !== null) this.set({ one: this.views.readWhole(answer) })
        // Dead, unless the node didn't answer at all.
        else if (this.heardAt >= at - totalsMs * 2) this.set({ died: true })
        this.readTold(id)
      },
    )
    if (this.state.tab !== 'field') return
    this.asking.when(
      'place',
      2_000,
      () => ({ ask: 'place', id }),
      (answer) => {
        if (answer !== null) this.set({ place: answer as unknown as ObserverState['place'] })
      },
    )
  }

  private readTold(id: number): void {
    const { trace } = this.page.experiment
    const { told, node } = this.state
    const found = toldOf(trace, this.readTo, node, id)
    this.readTo = trace.end
    if (found.length > 0) this.set({ told: [...found, ...told].slice(0, 40) })
  }

  // ---- doing

  private turnTo(node: string): void {
    const { tab, nodes } = this.state
    this.field.forget()
    this.heardAt = performance.now()
    this.asking.renewAll()
    this.set({ ...this.views.emptyObserver(node), tab, nodes, crowd: this.crowd.on(node) })
  }

  private choose(id: number | null): void {
    this.readTo = Math.max(this.page.experiment.trace.first, this.page.experiment.trace.end - 2_000)
    this.asking.renew('one')
    this.asking.renew('place')
    this.set({ chosen: id, one: null, died: false, place: null, told: [] })
    if (id !== null) this.page.set({ panel: 'inspect' })
  }

  private chooseCell(parent: number, at: number): void {
    const { machine } = this.page.experiment
    const { node } = this.state
    void machine.ask(node, { ask: 'cell', parent, at }).then((answer) => {
      if (answer === null || node !== this.state.node) return
      const one = this.views.readWhole(answer)
      this.choose(one.pid.id)
      this.set({ one, place: { parent, at } })
    })
  }

  private branch(parent: number, branch: Branch | null): void {
    const branches = new Map(this.state.branches)
    if (branch === null) branches.delete(parent)
    else branches.set(parent, branch)
    this.set({ branches })
  }

  private targetOf(id: number): { readonly pid: string } {
    const { one } = this.state
    const creation = one?.pid.id === id ? pidKey(one.pid) : `${this.state.node}/1/${id}`
    return { pid: creation }
  }

  private apply(op: Op): void {
    this.page.experiment.machine.apply(op)
    this.asking.hasten('one')
    this.asking.hasten('page')
  }

  private trace(traced: readonly number[]): void {
    const { node } = this.state
    this.page.experiment.machine.watch(node, { level: 'all', crowd: traced })
    this.set({ traced })
  }
}

type Branch = ObserverState['branches'] extends ReadonlyMap<number, infer B> ? B : never
