/** Nothing is selected: what to do next, and how the picture is read. */
import { Pid } from '../../kernel/index.ts'
import type { ProcessRecord } from '../../lab/index.ts'
import { type Look, Shape } from '../stage/shape.tsx'
import { useSay } from '../words/say.tsx'
import type { Key } from '../words/words.ts'

interface Sample {
  readonly words: Key & `legend.${string}`
  readonly look: Look
  readonly remote: boolean
  readonly state: number
  readonly supervisor: boolean
}

const samples: readonly Sample[] = [
  { words: 'legend.worker', look: 'alive', remote: false, state: 7, supervisor: false },
  { words: 'legend.supervisor', look: 'alive', remote: false, state: 0, supervisor: true },
  { words: 'legend.remote', look: 'alive', remote: true, state: 7, supervisor: false },
  { words: 'legend.dead', look: 'dead', remote: false, state: 0, supervisor: false },
  { words: 'legend.suspended', look: 'suspended', remote: false, state: 7, supervisor: false },
  { words: 'legend.suspect', look: 'suspect', remote: true, state: 0, supervisor: false },
]

export function Legend() {
  const say = useSay()
  return (
    <>
      <p className="lc-inspector-empty">{say('inspect.empty')}</p>
      <ul className="lc-legend" aria-label={say('legend.title')}>
        {samples.map((sample) => (
          <li key={sample.words}>
            <Shape
              process={processLike(sample)}
              look={sample.look}
              remote={sample.remote}
              selected={false}
              plugged={false}
              size={36}
              at={0}
            />
            <span>{say(sample.words)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** A process as the picture would draw it; it stands for no real one. */
function processLike({ state, supervisor, look }: Sample): ProcessRecord {
  const flags = { strategy: 'one_for_one', intensity: 2, periodMs: 1, children: [], restarts: [0] }
  return {
    key: '',
    pid: new Pid('', 1, 1),
    label: '',
    name: null,
    start: ['', '', null],
    parent: null,
    status: look === 'suspended' ? 'suspended' : 'alive',
    trapsExit: false,
    startedAt: 0,
    spawnedBy: 0,
    links: [],
    monitors: [],
    mailbox: [],
    waiting: 0,
    received: 0,
    lastMessage: undefined,
    state,
    supervisor: supervisor ? flags : null,
    exit: null,
  }
}
