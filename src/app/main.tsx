/** The page's entry: a room with its machine, or the simulated world, by the address. */
import '../views/tokens.css'
import '../views/base.css'
import boxedNode from 'virtual:boxed-node'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { readLabEntry } from './entry.ts'
import { Page } from './page.ts'

const root = document.getElementById('root')
const lab = readLabEntry(location.hash)
if (lab === null) openRoom()
else void openLab()
// From one to the other is another page.
addEventListener('hashchange', () => {
  if (lab !== null || readLabEntry(location.hash) !== null) location.reload()
})

function openRoom(): void {
  const introducer = document.querySelector<HTMLMetaElement>('meta[name="introducer"]')
  const page = new Page({
    boxedNode,
    version: __APP_VERSION__,
    introducer: introducer?.content ?? null,
  })
  page.begin()
  // In a task of its own, so that workers and boxes start while the first picture is being made.
  setTimeout(() => root !== null && createRoot(root).render(<App page={page} />))
}

async function openLab(): Promise<void> {
  const { startLab } = await import('./lab/index.tsx')
  if (lab !== null && root !== null) await startLab(lab, root)
}
