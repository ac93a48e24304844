/**
 * Who started whom: each branch is a page of rows that the node is asked for when it is unfolded,
 * so that a tree of a million opens like one of ten.
 */
import { formatPid } from '../../kernel/index.ts'
import { Icon } from '../icon.tsx'
import { shortPid } from '../terms.ts'
import { formatCount } from '../words/time.ts'
import type { ObserverProps } from './observer.tsx'
import { Pager } from './pager.tsx'
import { childrenShown, type Row } from './state.ts'
import { useWords } from './words.tsx'

export function Trees(props: ObserverProps) {
  const say = useWords()
  const { node, branches } = props.state
  const roots = branches.get(0)?.page ?? null
  if (roots === null) return <p className="lc-observer-note">{say('asking', { node })}</p>
  if (roots.total === 0) return <p className="lc-observer-note">{say('trees.empty', { node })}</p>
  return (
    <div className="lc-observed">
      <div className="lc-observer-scroll">
        <h3 className="lc-trees-title">{say('trees.caption', { node })}</h3>
        <Children {...props} parent={0} name={say('trees.roots')} />
      </div>
    </div>
  )
}

interface ChildrenProps extends ObserverProps {
  readonly parent: number
  readonly name: string
}

function Children(props: ChildrenProps) {
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
          <Twig key={row.pid.id} {...props} row={row} />
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

function Twig({ row, ...props }: ObserverProps & { readonly row: Row }) {
  const say = useWords()
  const { state, act } = props
  const { pid, label } = row
  const branch = state.branches.get(pid.id)
  const open = branch !== undefined
  const count = branch?.page?.total ?? row.children ?? 0
  return (
    <li>
      <div className="lc-twig" data-selected={pid.id === state.chosen ? '' : undefined}>
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
          aria-pressed={pid.id === state.chosen}
          title={formatPid(pid)}
          onClick={() => act({ act: 'choose', id: pid.id })}
        >
          {label} <code>{shortPid(pid)}</code>
        </button>
        {count === 0 ? null : (
          <span className="lc-soft">{say('trees.count', { count, n: formatCount(count) })}</span>
        )}
        <span className="lc-twig-status" data-status={row.status}>
          {say(`status.${row.status}`)}
        </span>
      </div>
      {open ? <Children {...props} parent={pid.id} name={label} /> : null}
    </li>
  )
}
