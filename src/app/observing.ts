/** Opening and closing the observer: its code is loaded when somebody first asks for it. */
import type { ObserverAction } from '../views/index.ts'
import { loadObserver } from '../views/index.ts'
import { openCores } from './measuring.ts'
import type { Page } from './page.ts'

export async function openObserver(page: Page): Promise<void> {
  if (page.state.observer === 'open') return
  page.set({ observer: 'loading' })
  try {
    if (page.observer === null) {
      const [views, { ObserverDesk }] = await Promise.all([
        loadObserver(),
        import('./observer-desk.ts'),
      ])
      page.observer = new ObserverDesk(page, views)
    }
  } catch {
    return page.set({ observer: 'failed' })
  }
  if (page.state.observer !== 'loading') return
  page.observer.open()
  page.set({ observer: 'open' })
}

export function closeObserver(page: Page): void {
  page.observer?.close()
  page.set({ observer: 'closed' })
}

export function observe(page: Page, action: ObserverAction): void {
  if (action.act === 'close') closeObserver(page)
  else if (action.act === 'cores') void openCores(page)
  else page.observer?.act(action)
}
