/** The card of a dead process: why, after which message, when, after how long a life. */
import type { Term } from '../../kernel/index.ts'
import { Button } from '../button.tsx'
import { prettyTerm } from '../terms.ts'
import { useSay } from '../words/say.tsx'
import { formatOffset, formatSpan } from '../words/time.ts'
import { Fact } from './facts.tsx'
import type { ProcessCardProps } from './process-card.tsx'

export function PostMortem({ process, world, dispatch }: ProcessCardProps) {
  const say = useSay()
  const { exit } = process
  if (exit === null) return null
  return (
    <div className="lc-post-mortem" data-look={process.status}>
      <h3>{say('inspect.exit')}</h3>
      {process.status === 'lost' ? <p>{say('inspect.exit.lost')}</p> : null}
      <dl>
        <Fact name={say('inspect.exit.reason')}>
          <pre>{termText(exit.reason)}</pre>
        </Fact>
        <Fact name={say('inspect.exit.last')}>
          {process.lastMessage === undefined ? (
            say('inspect.exit.none')
          ) : (
            <pre>{termText(process.lastMessage)}</pre>
          )}
        </Fact>
        <Fact name={say('inspect.exit.when')}>{formatOffset(exit.at, world)}</Fact>
        <Fact name={say('inspect.exit.lived')}>{formatSpan(exit.at - process.startedAt)}</Fact>
      </dl>
      <Button
        label={say('inspect.exit.show')}
        sign="inspect"
        onClick={() => dispatch({ type: 'seek', index: exit.event })}
      />
    </div>
  )
}

/** An atom by itself needs no quotes. */
function termText(term: Term): string {
  return typeof term === 'string' ? term : prettyTerm(term)
}
