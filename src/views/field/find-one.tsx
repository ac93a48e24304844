/** One among a million: a name, a module or part of a pid finds its cell, or its branch. */
import { formatPid } from '../../kernel/index.ts'
import type { ObserverAction } from '../observer/action.ts'
import type { ObserverState } from '../observer/state.ts'
import { useWords } from '../observer/words.tsx'
import { shortPid } from '../terms.ts'
import { formatCount } from '../words/time.ts'

interface FindOneProps {
  readonly state: ObserverState
  act(action: ObserverAction): void
  /** What a hit does; without it, it is looked at. */
  go?(id: number): void
}

/** Hits that are offered. */
const mostHits = 6

export function FindOne({ state, act, go }: FindOneProps) {
  const say = useWords()
  const { wanted, found, chosen } = state
  return (
    <search className="lc-field-find">
      <label>
        <span className="lc-label">{say('field.find')}</span>
        <input
          className="lc-field"
          type="search"
          value={wanted}
          placeholder={say('field.find.hint')}
          onChange={({ target }) => act({ act: 'find', search: target.value })}
        />
      </label>
      {wanted === '' || found === null ? null : (
        <div className="lc-field-hits" role="status">
          {found.total === 0 ? (
            <span>{say('field.find.none', { search: wanted })}</span>
          ) : (
            <span>{say('field.find.hits', { n: formatCount(found.total) })}</span>
          )}
          {found.rows.slice(0, mostHits).map(({ pid, label }) => (
            <button
              key={pid.id}
              type="button"
              className="lc-go"
              aria-pressed={pid.id === chosen}
              title={formatPid(pid)}
              onClick={() => (go === undefined ? act({ act: 'choose', id: pid.id }) : go(pid.id))}
            >
              {label} <code>{shortPid(pid)}</code>
            </button>
          ))}
        </div>
      )}
    </search>
  )
}
