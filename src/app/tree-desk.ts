/**
 * The observer's desk for trees: open branches are asked for one after the other. An application
 * is looked at as the tree of its root supervisor, and started and stopped from here.
 */
import type { StoreApi } from 'zustand/vanilla'
import type { Pid } from '../kernel/index.ts'
import type { ObserverState } from '../views/index.ts'
import type { Machine } from '../web/index.ts'
import type { Asking } from './asking.ts'
import type { Views } from './observer-desk.ts'

const treeMs = 1_000
const appsMs = 1_000
/** After so long what was asked of an application should be seen. */
const wishMs = 4_000

export interface TreeDeskOptions {
  readonly store: StoreApi<ObserverState>
  readonly asking: Asking
  readonly views: Views
  readonly machine: Machine
}

type Branch = ObserverState['branches'] extends ReadonlyMap<number, infer B> ? B : never

export class TreeDesk {
  private turn = 0
  private wishedAt = 0

  constructor(private readonly options: TreeDeskOptions) {}

  /** One branch after the other; the field is looked at anew with the first of them. */
  look(): void {
    const { asking, views } = this.options
    const { branches, tab } = this.state
    if (tab === 'trees' && !branches.has(0)) return this.branch(0, { from: 0, page: null })
    const parents = [...branches.keys()].filter((parent) => tab === 'trees' || parent !== 0)
    const fresh = parents.find((parent) => branches.get(parent)?.page === null)
    const parent = fresh ?? parents[this.turn % parents.length]
    if (parent === undefined) return
    const from = branches.get(parent)?.from ?? 0
    const look = parent === parents[0] || fresh !== undefined
    const count = views.childrenShown
    const inquiry = () => ({ ask: 'children', parent, from, count, look }) as const
    asking.when('branch', treeMs / parents.length, inquiry, (answer) => {
      this.turn++
      const known = this.state.branches.get(parent)
      if (answer === null || known === undefined || known.from !== from) return
      const { lives } = answer as { readonly lives: boolean }
      this.branch(parent, lives ? { from, page: views.readRows(answer) } : null)
    })
  }

  /** Which applications there are; their processes are counted anew while somebody looks. */
  lookAtApps(): void {
    const { asking, views } = this.options
    const look = this.state.tab !== 'field'
    asking.when(
      'apps',
      appsMs,
      () => ({ ask: 'applications', look }),
      (answer) => {
        if (answer === null) return
        const apps = views.readApps(answer)
        this.keepWish(apps)
        this.set({ apps })
        this.unfoldRoot()
      },
    )
  }

  unfold(parent: number, from: number): void {
    this.options.asking.renew('branch')
    this.branch(parent, { from, page: null })
  }

  fold(parent: number): void {
    this.branch(parent, null)
  }

  /** Unfolds the tree down to a process, each branch at the page where the way goes on. */
  reveal(id: number): void {
    const { machine, asking, views } = this.options
    const { node } = this.state
    void machine.ask(node, { ask: 'way', id }).then((answer) => {
      if (answer === null || node !== this.state.node) return
      const branches = new Map(this.state.branches)
      for (const [parent, rank] of answer as unknown as readonly [number, number][]) {
        const from = rank - (rank % views.childrenShown)
        if (branches.get(parent)?.from !== from) branches.set(parent, { from, page: null })
      }
      asking.renew('branch')
      this.set({ branches })
    })
  }

  chooseApp(name: string | null): void {
    this.set({ app: name })
    this.unfoldRoot()
  }

  wish(name: string, wish: 'start' | 'stop'): void {
    const { machine, asking } = this.options
    const { node } = this.state
    this.wishedAt = performance.now()
    this.set({ appWish: { name, wish, late: false } })
    machine.apply({ do: `${wish}_application`, node, name })
    asking.hasten('apps')
  }

  private get state(): ObserverState {
    return this.options.store.getState()
  }

  private set(change: Partial<ObserverState>): void {
    this.options.store.setState(change)
  }

  /** A wish is kept until it is seen, or until another one. */
  private keepWish(apps: NonNullable<ObserverState['apps']>): void {
    const { appWish } = this.state
    if (appWish === null) return
    const state = apps.find(({ name }) => name === appWish.name)?.state
    const isSeen = appWish.wish === 'start' ? state === 'running' : state !== 'running'
    const isBusy = state === 'starting' || state === 'stopping'
    if (isSeen && !isBusy) this.set({ appWish: null })
    else if (!isBusy && !appWish.late && performance.now() - this.wishedAt > wishMs) {
      this.set({ appWish: { ...appWish, late: true } })
    }
  }

  /** The chosen application's root supervisor, which may be another one by now. */
  private unfoldRoot(): void {
    const { apps, app, branches } = this.state
    const root: Pid | undefined = apps?.find(({ name }) => name === app)?.root?.pid
    if (root !== undefined && !branches.has(root.id)) this.unfold(root.id, 0)
  }

  private branch(parent: number, branch: Branch | null): void {
    const branches = new Map(this.state.branches)
    if (branch === null) branches.delete(parent)
    else branches.set(parent, branch)
    this.set({ branches })
  }
}
