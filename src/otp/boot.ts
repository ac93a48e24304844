/** How a system begins on a node. */
import type { Node, Pid, Term } from '../kernel/index.ts'

/**
 * Starts the supervisor module `root` under its own name. Its parent is the console (process 0 of
 * the node), so an orderly stop is the console's `shutdown`. Its `init` is given `argument`.
 */
export function boot(node: Node, root: string, argument: Term = null): Pid {
  const born = [node.console, 'supervisor', [root, argument], root, [node.console]]
  return node.spawn(['gen_server', 'initIt', born])
}
