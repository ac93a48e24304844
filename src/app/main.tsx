/** The page's entry: starts what runs, then shows it. */
import '../views/tokens.css'
import '../views/base.css'
import boxedNode from 'virtual:boxed-node'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { Page } from './page.ts'

const introducer = document.querySelector<HTMLMetaElement>('meta[name="introducer"]')
const page = new Page({
  boxedNode,
  version: __APP_VERSION__,
  introducer: introducer?.content ?? null,
})
page.begin()
const root = document.getElementById('root')
// In a task of its own, so that workers and boxes start while the first picture is being made.
setTimeout(() => root !== null && createRoot(root).render(<App page={page} />))
