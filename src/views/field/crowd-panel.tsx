/** A crowd to break: how many to start here, how many there are, and its end. */
import { useState } from 'react'
import { limits } from '../../kernel/index.ts'
import { Button } from '../button.tsx'
import type { ObserverAction } from '../observer/action.ts'
import type { CrowdFacts, ObserverState } from '../observer/state.ts'
import { crowdlessWords, useWords } from '../observer/words.tsx'
import { formatCount } from '../words/time.ts'

interface CrowdPanelProps {
  readonly state: ObserverState
  act(action: ObserverAction): void
}

const sizes = [1_000, 10_000, 100_000, 1_000_000] as const

export function CrowdPanel({ state, act }: CrowdPanelProps) {
  const say = useWords()
  const [size, setSize] = useState<number>(100_000)
  const { crowd, crowdless, node } = state
  if (crowd !== null) return <Running crowd={crowd} node={node} act={act} />
  const room = limits.processes - (state.samples.at(-1)?.processes ?? 0)
  return (
    <div className="lc-crowd" role="group" aria-label={say('crowd.label')}>
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
        label={say('crowd.start')}
        aria-describedby="crowd-about"
        sign="plus"
        kind="loud"
        disabled={room < 10}
        onClick={() => act({ act: 'crowd', size })}
      />
      <p id="crowd-about" className="lc-crowd-about lc-soft">
        {say('crowd.about')}
      </p>
      {crowdless ? <span role="alert">{crowdlessWords(crowdless, say)}</span> : null}
    </div>
  )
}

interface RunningProps {
  readonly crowd: CrowdFacts
  readonly node: string
  act(action: ObserverAction): void
}

function Running({ crowd, node, act }: RunningProps) {
  const say = useWords()
  const { made, wanted, phase } = crowd
  const values = { made: formatCount(made), wanted: formatCount(wanted) }
  const words = {
    starting: say('crowd.starting', values),
    runs: say('crowd.runs', values),
    full: say('crowd.full', { ...values, node, most: formatCount(limits.processes) }),
    stopped: say('crowd.stopped'),
    ending: say('crowd.ending', values),
  }
  const moving = phase === 'starting' || phase === 'ending'
  return (
    <div className="lc-crowd" role="group" aria-label={say('crowd.label')}>
      <span className="lc-crowd-words" role={moving ? undefined : 'status'}>
        {words[phase]}
      </span>
      {moving ? <progress value={made} max={wanted} aria-label={words[phase]} /> : null}
      {phase === 'ending' ? null : (
        <Button label={say('crowd.stop')} sign="close" onClick={() => act({ act: 'disperse' })} />
      )}
    </div>
  )
}
