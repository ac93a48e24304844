/** Opening and closing one to many cores: its code is loaded when somebody first asks for it. */
import { type CoresAction, loadCores } from '../views/index.ts'
import type { Page } from './page.ts'

/** In the observer's place when that is open: it stops looking meanwhile. */
export async function openCores(page: Page): Promise<void> {
  if (page.state.cores === 'open') return
  page.set({ cores: 'loading' })
  try {
    if (page.cores === null) {
      const [views, { CoresDesk }] = await Promise.all([loadCores(), import('./cores-desk.ts')])
      page.cores = new CoresDesk(views)
    }
  } catch {
    return page.set({ cores: 'failed' })
  }
  if (page.state.cores !== 'loading') return
  page.observer?.close()
  page.set({ cores: 'open' })
}

/** What runs is cancelled: it would measure the pictures, too. */
export function closeCores(page: Page): void {
  page.cores?.cancel()
  page.set({ cores: 'closed' })
  if (page.state.observer === 'open') page.observer?.open()
}

export function measure(page: Page, action: CoresAction): void {
  if (action.act === 'close') closeCores(page)
  else page.cores?.act(action)
}
