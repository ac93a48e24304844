/**
 * The first lines that run in the simulated world's box (box.html hands over the page's port).
 * Built as one classic script: a module worker fails in a frame without origin.
 */
import { closeScope } from '../../web/index.ts'
import { BoxedWorld } from './boxed-world.ts'
import type { FromWorld, ToWorld } from './messages.ts'

function begin(event: MessageEvent): void {
  removeEventListener('message', begin)
  const [page] = event.ports
  if (page === undefined) throw new Error('a box needs a port')
  let world = new BoxedWorld()
  closeScope()
  page.onmessage = ({ data }: MessageEvent<ToWorld>) => {
    if (data.order.do === 'open') world = new BoxedWorld()
    const answer: FromWorld = world.answer(data.number, data.order)
    const bytes = 'told' in answer ? answer.told.batches.map(({ buffer }) => buffer) : []
    page.postMessage(answer, bytes as ArrayBuffer[])
  }
}

addEventListener('message', begin)
