/** What the chosen process does, in sentences, as far as it is told. */
import { formatPid } from '../../kernel/index.ts'
import { Part } from '../inspector/facts.tsx'
import type { Names } from '../names.ts'
import { eventSentence } from '../sentences/event-sentence.ts'
import { useSay } from '../words/say.tsx'
import type { ObserverState, Whole } from './state.ts'
import { useWords } from './words.tsx'

interface ToldProps {
  readonly state: ObserverState
  readonly one: Whole
}

export function Told({ state, one }: ToldProps) {
  const say = useWords()
  const sayAll = useSay()
  const { told, node } = state
  const names: Names = (pid) => {
    if (pid.node !== node) return formatPid(pid)
    return pid.id === one.pid.id ? one.label : (one.labels[pid.id] ?? formatPid(pid))
  }
  return (
    <Part title={say('told.title')}>
      {isOnlyKept(state) ? <p className="lc-soft">{say('told.kept')}</p> : null}
      {told.length === 0 ? (
        <p className="lc-soft">{say(nothingTold(state))}</p>
      ) : (
        <ol className="lc-told">
          {told.map((event) => (
            <li key={event.index}>{eventSentence(event, names, sayAll)}</li>
          ))}
        </ol>
      )}
    </Part>
  )
}

/** The events have negative numbers that its node's flight recorder kept. */
function isOnlyKept({ told, chosen, traced, quiet, died }: ObserverState): boolean {
  if (!quiet || died || (chosen !== null && traced.includes(chosen))) return false
  return told.some(({ index }) => index < 0)
}

function nothingTold({ chosen, traced, quiet, died }: ObserverState) {
  if (!quiet) return 'told.none'
  if (chosen !== null && traced.includes(chosen)) return 'told.waiting'
  return died ? 'told.untold' : 'told.quiet'
}
