/** The registered names of a node. */
import { formatPid, mostRows } from '../../kernel/index.ts'
import { formatCount } from '../words/time.ts'
import type { ObserverProps } from './observer.tsx'
import { useWords } from './words.tsx'

export function NameTable({ state, act }: ObserverProps) {
  const say = useWords()
  const { node, names, chosen } = state
  if (names === null) return <p className="lc-observer-note">{say('asking', { node })}</p>
  if (names.length === 0) return <p className="lc-observer-note">{say('names.none', { node })}</p>
  const count = state.samples.at(-1)?.names ?? names.length
  return (
    <div className="lc-observed">
      <div className="lc-observer-scroll">
        <table className="lc-rows lc-rows-narrow">
          <caption>{say('names.caption', { count, n: formatCount(count), node })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('names.name')}</th>
              <th scope="col">{say('names.pid')}</th>
            </tr>
          </thead>
          <tbody>
            {names.map(([name, pid]) => (
              <tr key={name} data-selected={pid.id === chosen ? '' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className="lc-go"
                    aria-pressed={pid.id === chosen}
                    onClick={() => act({ act: 'choose', id: pid.id })}
                  >
                    {name}
                  </button>
                </th>
                <td>
                  <code>{formatPid(pid)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {names.length < mostRows ? null : (
          <p className="lc-soft">{say('names.most', { n: formatCount(mostRows) })}</p>
        )}
      </div>
    </div>
  )
}
