/** The processes of a node as pages of a sorted, searchable table. */
import { type Column, formatPid } from '../../kernel/index.ts'
import { Button } from '../button.tsx'
import { shortPid } from '../terms.ts'
import { formatCount } from '../words/time.ts'
import type { ObserverProps } from './observer.tsx'
import { Pager } from './pager.tsx'
import type { Row } from './state.ts'
import { useWords } from './words.tsx'

const columns = [
  ['id', 'column.id', 'text'],
  ['name', 'column.name', 'text'],
  [null, 'column.function', 'text'],
  ['reductions', 'column.reductions', 'number'],
  ['memory', 'column.memory', 'number'],
  ['messages', 'column.messages', 'number'],
  [null, 'column.status', 'text'],
] as const

export function ProcessTable({ state, act }: ObserverProps) {
  const say = useWords()
  const { node, page, query, chosen } = state
  const { search, from } = query
  const n = formatCount(page?.total ?? 0)
  const caption =
    search === ''
      ? say('rows.caption', { node, n })
      : say('rows.caption.found', { node, n, search })
  return (
    <div className="lc-observed">
      <search className="lc-rows-bar">
        <label>
          <span className="lc-label">{say('rows.search')}</span>
          <input
            className="lc-field"
            type="search"
            value={search}
            onChange={({ target }) =>
              act({ act: 'query', change: { search: target.value, from: 0 } })
            }
          />
        </label>
        {page === null ? null : (
          <Pager from={from} page={page} go={(to) => act({ act: 'query', change: { from: to } })} />
        )}
      </search>
      {page === null ? (
        <p className="lc-observer-note">{say('asking', { node })}</p>
      ) : page.total === 0 ? (
        <NoRows state={state} act={act} />
      ) : (
        <div className="lc-observer-scroll">
          <table className="lc-rows">
            <caption>{caption}</caption>
            <thead>
              <tr>
                {columns.map(([key, name, kind]) => (
                  <Head
                    key={name}
                    column={key}
                    label={say(name)}
                    kind={kind}
                    query={query}
                    act={act}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {page.rows.map((row) => (
                <ProcessRow
                  key={row.pid.id}
                  row={row}
                  chosen={row.pid.id === chosen}
                  choose={() => act({ act: 'choose', id: row.pid.id })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

function NoRows({ state: { node, query }, act }: ObserverProps) {
  const say = useWords()
  const { search } = query
  if (search === '') return <p className="lc-observer-note">{say('rows.empty', { node })}</p>
  return (
    <div className="lc-observer-note">
      <p role="status">{say('rows.none', { node, search })}</p>
      <Button
        label={say('rows.clear')}
        onClick={() => act({ act: 'query', change: { search: '', from: 0 } })}
      />
    </div>
  )
}

interface HeadProps {
  readonly column: Column | null
  readonly label: string
  readonly kind: 'text' | 'number'
  readonly query: ObserverProps['state']['query']
  readonly act: ObserverProps['act']
}

function Head({ column, label, kind, query, act }: HeadProps) {
  const say = useWords()
  const sorted = column !== null && column === query.sort
  const order = !sorted ? undefined : query.descending ? 'descending' : 'ascending'
  const turn = sorted ? !query.descending : kind === 'number'
  return (
    <th
      scope="col"
      aria-sort={order}
      data-number={kind === 'number' ? '' : undefined}
      data-column={column ?? label.toLowerCase().split(' ').at(-1)}
    >
      {column === null ? (
        label
      ) : (
        <button
          type="button"
          title={say(turn ? 'sort.down' : 'sort.up')}
          onClick={() => act({ act: 'query', change: { sort: column, descending: turn, from: 0 } })}
        >
          {label}
          <span className="lc-rows-order" aria-hidden="true">
            {order === undefined ? '' : order === 'descending' ? '▾' : '▴'}
          </span>
        </button>
      )}
    </th>
  )
}

interface ProcessRowProps {
  readonly row: Row
  readonly chosen: boolean
  choose(): void
}

function ProcessRow({ row, chosen, choose }: ProcessRowProps) {
  const say = useWords()
  const { pid, label, currentFunction, reductions, memory, messages, status } = row
  return (
    <tr data-selected={chosen ? '' : undefined}>
      <th scope="row" data-column="id">
        <button
          type="button"
          className="lc-go"
          aria-pressed={chosen}
          aria-label={say('rows.open', { pid: `${label} ${formatPid(pid)}` })}
          onClick={choose}
        >
          <code>{shortPid(pid)}</code>
        </button>
      </th>
      <td data-column="name" className="lc-clip">
        {label}
      </td>
      <td data-column="function" className="lc-clip">
        <code>{currentFunction}</code>
      </td>
      <td data-number="">{formatCount(reductions)}</td>
      <td data-number="" data-column="memory">
        {formatBytes(memory)}
      </td>
      <td data-number="">{formatCount(messages)}</td>
      <td data-column="status" data-status={status}>
        {say(`status.${status}`)}
      </td>
    </tr>
  )
}

/** 230 B, 4.2 kB, 1.3 MB: about. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB']
  return `${value < 10 ? value.toFixed(1) : formatCount(value)} ${unit}`
}
