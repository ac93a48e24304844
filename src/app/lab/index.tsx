/** The simulated world's page, loaded when somebody comes for it. */
import { createRoot } from 'react-dom/client'
import { loadLab } from '../../views/index.ts'
import type { LabEntry } from '../entry.ts'
import { showInConsole } from './console.ts'
import { LabApp } from './lab-app.tsx'
import { LabPage } from './lab-page.ts'

export async function startLab(entry: LabEntry, root: HTMLElement): Promise<void> {
  const page = new LabPage(entry, await loadLab())
  showInConsole(page)
  page.begin()
  createRoot(root).render(<LabApp page={page} />)
}
