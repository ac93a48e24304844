/**
 * In which order a dying process tells its links. Erlang promises none, but the BEAM has one, and
 * traces are compared with it: links are kept in a red-black tree by pid and told in post-order
 * (erts/emulator/beam/erl_monitor_link.c). Here the tree is grown when it is needed, at the end.
 */
import type { Link } from './bonds.ts'

interface Leaf {
  readonly link: Link
  red: boolean
  up: Leaf | null
  left: Leaf | null
  right: Leaf | null
}

type Side = 'left' | 'right'

/** More links than that are told as they were made: nobody compares so many. */
const mostSorted = 256

/** @param links in the order they were made */
export function exitOrder(links: readonly Link[]): readonly Link[] {
  if (links.length < 2 || links.length > mostSorted) return links
  let root: Leaf | null = null
  for (const link of links) root = insert(root, link)
  const order: Link[] = []
  collect(root, order)
  return order
}

function insert(root: Leaf | null, link: Link): Leaf {
  let up: Leaf | null = null
  for (let at = root; at !== null; at = at[sideOf(link, at)]) up = at
  const leaf: Leaf = { link, red: true, up, left: null, right: null }
  if (up !== null) up[sideOf(link, up)] = leaf
  return balance(root ?? leaf, leaf)
}

function sideOf(link: Link, at: Leaf): Side {
  return link.pid.id < at.link.pid.id ? 'left' : 'right'
}

function balance(start: Leaf, fresh: Leaf): Leaf {
  let root = start
  let leaf = fresh
  while (leaf.up?.red === true) {
    let parent: Leaf = leaf.up
    const above = parent.up as Leaf
    const [near, far]: readonly [Side, Side] =
      parent === above.left ? ['left', 'right'] : ['right', 'left']
    const uncle = above[far]
    if (uncle?.red === true) {
      parent.red = false
      uncle.red = false
      above.red = true
      leaf = above
      continue
    }
    if (leaf === parent[far]) {
      leaf = parent
      root = rotate(root, leaf, near)
      parent = leaf.up as Leaf
    }
    parent.red = false
    above.red = true
    root = rotate(root, above, far)
  }
  root.red = false
  return root
}

/** Turns a leaf down to `side`; answers the root, which may be another one now. */
function rotate(root: Leaf, leaf: Leaf, side: Side): Leaf {
  const other: Side = side === 'left' ? 'right' : 'left'
  const rising = leaf[other] as Leaf
  const moved = rising[side]
  leaf[other] = moved
  if (moved !== null) moved.up = leaf
  rising.up = leaf.up
  if (leaf.up !== null) leaf.up[leaf.up.left === leaf ? 'left' : 'right'] = rising
  rising[side] = leaf
  leaf.up = rising
  return root === leaf ? rising : root
}

function collect(leaf: Leaf | null, order: Link[]): void {
  if (leaf === null) return
  collect(leaf.left, order)
  collect(leaf.right, order)
  order.push(leaf.link)
}
