/** What can be done next about a dare: a hint, a card, the solution, the sender's run. */
import { Button } from '../button.tsx'
import { useSay } from '../words/say.tsx'
import { formatMoment } from '../words/time.ts'
import type { DareProps } from './challenge.tsx'
import { ratingWords } from './challenge-card.ts'
import { Card } from './challenge-card-view.tsx'
import { useDareWords } from './challenge-words.ts'
import type { ChallengeState, LabState } from './state.ts'

export function Phase(props: DareProps) {
  const say = useDareWords()
  const { dare } = props
  switch (dare.phase) {
    case 'opened':
      return (
        <>
          <p className="lc-dare-how">{say('dare.how')}</p>
          <p className="lc-soft">{say('dare.par.long', { count: dare.par })}</p>
          <SenderWaits {...props} />
          <Verbs {...props} />
        </>
      )
    case 'trying':
      return (
        <>
          <p className="lc-dare-how" aria-live="polite">
            {say(hintOf(props))}
          </p>
          <SenderWaits {...props} />
          <Verbs {...props} />
        </>
      )
    case 'broken':
      return (
        <>
          <p className="lc-dare-score" role="status">
            {say('dare.broken', { count: dare.faults })}
            {say('dare.rating', { rating: ratingWords(dare.faults, dare.par, say) })}
          </p>
          <Card {...props} />
          <p>{say(dare.faults > 1 ? 'dare.fewer' : 'dare.once')}</p>
          <Verbs {...props} />
        </>
      )
    case 'gaveUp':
    case 'senderRun':
      return (
        <>
          <Shown {...props} />
          <Verbs {...props} />
        </>
      )
  }
}

/** So long after the last fault what it could break is mostly broken; virtual ms. */
const patienceMs = 8_000

/** What to do next, as long as it isn't broken. */
export function hintOf({
  dare,
  lab,
}: {
  readonly dare: Pick<ChallengeState, 'faults'>
  readonly lab: Pick<LabState, 'inForce' | 'nowMs'>
}): 'dare.how' | 'dare.wait' | 'dare.nothing' {
  // Undone, or begun again.
  if (dare.faults === 0) return 'dare.how'
  const latest = lab.inForce.reduce((last, { sinceMs }) => Math.max(last, sinceMs), -1)
  return latest >= 0 && lab.nowMs - latest > patienceMs ? 'dare.nothing' : 'dare.wait'
}

function SenderWaits({ dare }: DareProps) {
  const say = useDareWords()
  if (dare.sender === null) return null
  return <p className="lc-soft">{say('dare.sender', { count: dare.sender.faults })}</p>
}

/** The sender's run, or the one that par is known from: what is done in it, and when. */
function Shown({ dare, world, dispatch }: DareProps) {
  const say = useDareWords()
  const words = useSay()
  const { phase, shown, sender } = dare
  if (shown === null || shown.length === 0) return <p>{say('dare.gaveUp.unknown')}</p>
  const isTheirs = phase === 'senderRun' || sender !== null
  return (
    <div role="status">
      <p>
        {isTheirs
          ? say('dare.sender.shown', { count: sender?.faults ?? shown.length })
          : say('dare.gaveUp')}
      </p>
      <ol className="lc-dare-steps">
        {shown.map(({ atMs, what, event }, place) => {
          const told = words('fault.at', { moment: formatMoment(atMs + world.zeroMs, world), what })
          return (
            <li key={`${place} ${what}`}>
              {told}
              {event === null ? null : (
                <Button
                  label={say('dare.deed.show')}
                  aria-label={say('promise.show.long', { promise: told })}
                  sign="inspect"
                  kind="quiet"
                  onClick={() => dispatch({ type: 'seek', index: event })}
                />
              )}
            </li>
          )
        })}
      </ol>
      <p className="lc-soft">{say('dare.shown.stops')}</p>
    </div>
  )
}

function Verbs({ dare, act }: DareProps) {
  const say = useDareWords()
  const isShown = dare.phase === 'gaveUp' || dare.phase === 'senderRun'
  const isOver = dare.phase === 'broken' || isShown
  const isFresh = dare.phase === 'opened' && dare.faults === 0
  return (
    <div className="lc-dare-verbs">
      {dare.phase === 'broken' && dare.sender !== null ? (
        <Button
          label={say('dare.sender.show', { count: dare.sender.faults })}
          sign="play"
          onClick={() => act({ act: 'senderRun' })}
        />
      ) : null}
      {isFresh ? null : (
        <Button
          label={say('dare.again')}
          sign="restart"
          onClick={() => act({ act: 'challenge', promise: dare.promise })}
        />
      )}
      {dare.tried && !isOver ? (
        <Button label={say('dare.giveUp')} kind="quiet" onClick={() => act({ act: 'giveUp' })} />
      ) : null}
      <Button
        label={say('dare.leave')}
        kind="quiet"
        onClick={() => act({ act: 'challenge', promise: null })}
      />
    </div>
  )
}
