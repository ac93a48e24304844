/** What the chosen process does, in sentences, as far as it is told. */
import { formatPid } from '../../kernel/index.ts'
import { Part } from '../inspector/facts.tsx'
import { eventSentence } from '../sentences/event-sentence.ts'
import { useSay } from '../words/say.tsx'
import type { ObserverState } from './state.ts'
import { useWords } from './words.tsx'

export function Told({
  state: { told, traced, chosen, quiet },
}: {
  readonly state: ObserverState
}) {
  const say = useWords()
  const sayAll = useSay()
  const isTraced = chosen !== null && traced.includes(chosen)
  return (
    <Part title={say('told.title')}>
      {told.length === 0 ? (
        <p className="lc-soft">
          {say(isTraced ? 'told.waiting' : quiet ? 'told.quiet' : 'told.none')}
        </p>
      ) : (
        <ol className="lc-told">
          {told.map((event) => (
            <li key={event.index}>{eventSentence(event, formatPid, sayAll)}</li>
          ))}
        </ol>
      )}
    </Part>
  )
}
