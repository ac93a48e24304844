/** A crowd to break: how many to start here, how many there are, and its end. */
import { useState } from 'react'
import { limits } from '../../kernel/index.ts'
import { Button } from '../button.tsx'
import type { ObserverAction } from '../observer/action.ts'
import type { ObserverState } from '../observer/state.ts'
import { useWords } from '../observer/words.tsx'
import { formatCount } from '../words/time.ts'

interface CrowdPanelProps {
  readonly state: ObserverState
  act(action: ObserverAction): void
}

const sizes = [1_000, 10_000, 100_000, 1_000_000] as const

export function CrowdPanel({ state, act }: CrowdPanelProps) {
  const say = useWords()
  const [size, setSize] = useState<number>(100_000)
  const { crowd, node } = state
  if (crowd !== null) {
    const { made, wanted, full } = crowd
    const values = { made: formatCount(made), wanted: formatCount(wanted) }
    const done = made >= wanted
    return (
      <div className="lc-crowd" role="group" aria-label={say('crowd.label')}>
        <span className="lc-crowd-words" role="status">
          {full
            ? say('crowd.full', { ...values, node, most: formatCount(limits.processes) })
            : done
              ? say('crowd.runs', values)
              : say('crowd.starting', values)}
        </span>
        {done || full ? null : (
          <progress value={made} max={wanted} aria-label={say('crowd.starting', values)} />
        )}
        <Button label={say('crowd.stop')} sign="close" onClick={() => act({ act: 'disperse' })} />
      </div>
    )
  }
  const room = limits.processes - (state.samples.at(-1)?.processes ?? 0)
  return (
    <div
      className="lc-crowd"
      role="group"
      aria-label={say('crowd.label')}
      title={say('crowd.about')}
    >
      <label>
        <span className="lc-label">{say('crowd.size')}</span>
        <select
          className="lc-field"
          value={size}
          onChange={({ target }) => setSize(Number(target.value))}
        >
          {sizes.map((each) => (
            <option key={each} value={each}>
              {formatCount(each)}
            </option>
          ))}
        </select>
      </label>
      <Button
        label={say('crowd.start', { n: formatCount(size) })}
        sign="plus"
        kind="loud"
        disabled={room < 10}
        onClick={() => act({ act: 'crowd', size })}
      />
      {state.crowdless ? <span role="alert">{say('crowd.problem')}</span> : null}
    </div>
  )
}
