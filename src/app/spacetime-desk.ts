/**
 * Space and time on a room's page or the lab's: its code is loaded when somebody first asks for it,
 * and what somebody wished to see of it stays until the page is left.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { loadSpacetime, type SpacetimeAction, type SpacetimeState } from '../views/index.ts'
import type { PageState } from './state.ts'

export type SpacetimeViews = Awaited<ReturnType<typeof loadSpacetime>>

export interface SpacetimeDesk {
  readonly views: SpacetimeViews
  readonly store: StoreApi<SpacetimeState>
}

/** A page that has a place for it. */
interface Holder {
  readonly state: Pick<PageState, 'spacetime'>
  /** Null until it was first opened. */
  spacetime: SpacetimeDesk | null
  set(change: Pick<PageState, 'spacetime'>): void
}

/** `atFirst`: how it is arranged before somebody has wished for anything. */
export async function openSpacetime(
  page: Holder,
  atFirst: Partial<SpacetimeState> = {},
): Promise<void> {
  if (page.state.spacetime === 'open') return
  page.set({ spacetime: 'loading' })
  try {
    if (page.spacetime === null) {
      const views = await loadSpacetime()
      const state = { ...views.emptySpacetime, ...atFirst }
      page.spacetime = { views, store: createStore(() => state) }
    }
  } catch {
    return page.set({ spacetime: 'failed' })
  }
  if (page.state.spacetime === 'loading') page.set({ spacetime: 'open' })
}

/** Its keys go on working in the stage that takes its place. */
export function closeSpacetime(page: Holder): void {
  page.set({ spacetime: 'closed' })
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.lc-stage')?.focus())
}

/** Nothing else stands before it. */
export function isSpacetimeSeen({ spacetime, observer, cores }: PageState): boolean {
  return spacetime !== 'closed' && observer === 'closed' && cores === 'closed'
}

export function arrange(page: Holder, action: SpacetimeAction): void {
  if (action.act === 'close') return closeSpacetime(page)
  const { spacetime } = page
  if (spacetime === null) return
  const { views, store } = spacetime
  store.setState(views.arranged(store.getState(), action), true)
}
