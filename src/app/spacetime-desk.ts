/**
 * Space and time on the page: its code is loaded when somebody first asks for it, and what somebody
 * wished to see of it stays until the page is left.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { loadSpacetime, type SpacetimeAction, type SpacetimeState } from '../views/index.ts'
import { closeCores } from './measuring.ts'
import { closeObserver } from './observing.ts'
import type { Page } from './page.ts'
import type { PageState } from './state.ts'

export type SpacetimeViews = Awaited<ReturnType<typeof loadSpacetime>>

export interface SpacetimeDesk {
  readonly views: SpacetimeViews
  readonly store: StoreApi<SpacetimeState>
}

/** What stands before it makes room. */
export async function openSpacetime(page: Page): Promise<void> {
  if (page.state.cores !== 'closed') closeCores(page)
  if (page.state.observer !== 'closed') closeObserver(page)
  if (page.state.spacetime === 'open') return
  page.set({ spacetime: 'loading' })
  try {
    if (page.spacetime === null) {
      const views = await loadSpacetime()
      page.spacetime = { views, store: createStore(() => views.emptySpacetime) }
    }
  } catch {
    return page.set({ spacetime: 'failed' })
  }
  if (page.state.spacetime === 'loading') page.set({ spacetime: 'open' })
}

/** Its keys go on working in the stage that takes its place. */
export function closeSpacetime(page: Page): void {
  page.set({ spacetime: 'closed' })
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.lc-stage')?.focus())
}

/** Nothing else stands before it. */
export function isSpacetimeSeen({ spacetime, observer, cores }: PageState): boolean {
  return spacetime !== 'closed' && observer === 'closed' && cores === 'closed'
}

export function arrange(page: Page, action: SpacetimeAction): void {
  if (action.act === 'close') return closeSpacetime(page)
  const { spacetime } = page
  if (spacetime === null) return
  const { views, store } = spacetime
  store.setState(views.arranged(store.getState(), action), true)
}
