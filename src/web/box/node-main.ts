/**
 * The first lines that run in a box (box.html hands over the ports). Built as one classic script: a
 * module worker fails in a frame without origin.
 */
import type { Boot } from '../messages.ts'
import { BoxedNode } from './boxed-node.ts'
import { closeScope } from './scope.ts'

function begin(event: MessageEvent<{ readonly boot: Boot }>): void {
  removeEventListener('message', begin)
  const [page, board] = event.ports
  if (page === undefined || board === undefined) throw new Error('a box needs two ports')
  const node = new BoxedNode(event.data.boot, page, board)
  closeScope()
  node.start()
}

addEventListener('message', begin)
