/**
 * A tree of who started whom, a page of each open branch: the node is asked for one when it is
 * unfolded, so that a tree of a million opens like one of ten.
 */
import { useEffect, useRef } from 'react'
import { formatPid } from '../../kernel/index.ts'
import { Icon } from '../icon.tsx'
import { shortPid } from '../terms.ts'
import { formatCount } from '../words/time.ts'
import type { ObserverProps } from './observer.tsx'
import { Pager } from './pager.tsx'
import { childrenShown, type Row } from './state.ts'
import { useWords } from './words.tsx'

interface BranchesProps extends ObserverProps {
  /** Whose children; 0: the roots. */
  readonly parent: number
  readonly name: string
}

export function Branches(props: BranchesProps) {
  const say = useWords()
  const { state, act, parent, name } = props
  const branch = state.branches.get(parent)
  if (branch === undefined) return null
  const { from, page } = branch
  if (page === null) {
    return <p className="lc-trees-note">{say('asking', { node: state.node })}</p>
  }
  if (page.total === 0) return <p className="lc-trees-note">{say('trees.none', { name })}</p>
  return (
    <>
      <ul className="lc-tree">
        {page.rows.map((row) => (
          <Twig key={row.pid.id} {...props} row={row} orphan={parent === 0 && isOrphan(row)} />
        ))}
      </ul>
      <div className="lc-trees-note">
        <Pager
          from={from}
          page={page}
          size={childrenShown}
          go={(to) => act({ act: 'unfold', parent, from: to })}
        />
      </div>
    </>
  )
}

/** Among the roots: somebody of this node had started it. */
function isOrphan({ pid, parent }: Row): boolean {
  return parent !== null && parent.id !== 0 && parent.node === pid.node
}

interface TwigProps extends ObserverProps {
  readonly row: Row
  readonly orphan?: boolean
}

export function Twig({ row, orphan = false, ...props }: TwigProps) {
  const say = useWords()
  const { state, act } = props
  const { pid, label } = row
  const branch = state.branches.get(pid.id)
  const open = branch !== undefined
  const selected = pid.id === state.chosen
  const count = branch?.page?.total ?? row.children ?? 0
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (selected) place.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  return (
    <li>
      <div ref={place} className="lc-twig" data-selected={selected ? '' : undefined}>
        <button
          type="button"
          className="lc-twig-fold"
          disabled={count === 0 && !open}
          aria-expanded={open}
          aria-label={say(open ? 'trees.fold' : 'trees.unfold', { name: label })}
          onClick={() =>
            act(open ? { act: 'fold', parent: pid.id } : { act: 'unfold', parent: pid.id, from: 0 })
          }
        >
          <Icon sign={open ? 'minus' : 'plus'} />
        </button>
        <button
          type="button"
          className="lc-go"
          aria-pressed={selected}
          title={formatPid(pid)}
          onClick={() => act({ act: 'choose', id: pid.id })}
        >
          {label} <code>{shortPid(pid)}</code>
        </button>
        <Counts row={row} count={count} />
        {orphan ? <span className="lc-soft">{say('trees.orphan')}</span> : null}
        <span className="lc-twig-status" data-status={row.status}>
          {say(`status.${row.status}`)}
        </span>
      </div>
      {open ? <Branches {...props} parent={pid.id} name={label} /> : null}
    </li>
  )
}

/** How many children it has, and how many live below it where those have children, too. */
function Counts({ row: { below = 0 }, count }: { readonly row: Row; readonly count: number }) {
  const say = useWords()
  if (count === 0) return null
  return (
    <span className="lc-soft">
      {say('trees.count', { count, n: formatCount(count) })}
      {below > count ? `, ${say('trees.below', { n: formatCount(below) })}` : ''}
    </span>
  )
}
