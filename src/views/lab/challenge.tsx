/**
 * "Break it": what is promised, how few faults it takes, what to do. After the break a card for
 * others; after a try the run of whoever sent the dare.
 */
import { useEffect, useRef } from 'react'
import { parOf, type Trace } from '../../lab/index.ts'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { formatMoment, type World } from '../words/time.ts'
import type { LabAction } from './action.ts'
import { Phase } from './challenge-phase.tsx'
import { useDareWords } from './challenge-words.ts'
import { Reason, ShowMoment } from './promises.tsx'
import { PromiseLamp, verdictWords } from './promises-lamp.tsx'
import type { ChallengeState, LabState } from './state.ts'
import { programWords, useWords } from './words.tsx'
import './challenge.css'

export interface ChallengeProps {
  readonly lab: LabState
  readonly trace: Trace
  readonly world: World
  readonly dispatch: Dispatch
}

export interface DareProps extends ChallengeProps {
  readonly dare: ChallengeState
  /** The program's title. */
  readonly title: string
  act(what: LabAction): void
}

export function Challenge(props: ChallengeProps) {
  const say = useDareWords()
  const title = programWords(props.lab.program.id, 'title', useWords())
  const { challenge: dare } = props.lab
  const act = (what: LabAction) => props.dispatch({ type: 'lab', what })
  return (
    <section className="lc-dare" aria-label={say('dare.title')} data-phase={dare?.phase}>
      {dare === null ? (
        <Choice {...props} />
      ) : (
        <Dare {...props} dare={dare} title={title} act={act} />
      )}
    </section>
  )
}

/** No dare is on: those that this program has. */
function Choice({ lab, dispatch }: ChallengeProps) {
  const say = useDareWords()
  const dares = lab.promises.flatMap((promise) => {
    const par = parOf(lab.program.id, promise.name)
    return par === null ? [] : [{ ...promise, par: par.par }]
  })
  return (
    <>
      <h2>{say('dare.choose')}</h2>
      {dares.length === 0 ? <p>{say('dare.choose.none')}</p> : null}
      <ul className="lc-dare-choice">
        {dares.map(({ name, inWords, par }) => (
          <li key={name}>
            <p className="lc-dare-promise">{inWords}</p>
            <p className="lc-soft">{say('dare.par.long', { count: par })}</p>
            <Button
              label={say('dare.start')}
              aria-label={say('promise.dare.long', { promise: inWords })}
              sign="crash"
              kind="loud"
              onClick={() => dispatch({ type: 'lab', what: { act: 'challenge', promise: name } })}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

function Dare(props: DareProps) {
  const say = useDareWords()
  const { dare, title, trace, world, dispatch } = props
  const { verdict, inWords } = dare
  const moment = dare.brokenAtMs === null ? null : formatMoment(dare.brokenAtMs, world)
  const top = useRef<HTMLParagraphElement>(null)
  const { phase } = dare
  // Where the panel is low, the news is above what was read last.
  useEffect(() => {
    const card = top.current?.parentElement?.querySelector('.lc-dare-card')
    if (phase === 'broken' && card) card.scrollIntoView({ block: 'nearest' })
    else top.current?.scrollIntoView({ block: 'start' })
  }, [phase])
  return (
    <>
      <p ref={top} className="lc-dare-who">
        <span>{say('dare.promises', { program: title })}</span>
        <b>{say('dare.par', { count: dare.par })}</b>
      </p>
      <h2 className="lc-dare-promise">{inWords}</h2>
      <div className="lc-dare-lamp" data-status={verdict.status}>
        <PromiseLamp status={verdict.status} size={32} />
        <b aria-live="polite">{verdictWords(verdict.status, moment, say)}</b>
        <ShowMoment verdict={verdict} of={inWords} trace={trace} dispatch={dispatch} />
      </div>
      {verdict.status === 'failed' ? <Reason verdict={verdict} say={say} /> : null}
      {dare.shown === null ? <Count {...props} /> : null}
      <Phase {...props} />
    </>
  )
}

/** As many places as par; what was used fills them, and goes on beyond. */
function Count({ dare }: DareProps) {
  const say = useDareWords()
  const { faults, par } = dare
  const shown = Math.min(Math.max(faults, par), mostShapes)
  return (
    <div className="lc-dare-count">
      <div className="lc-dare-shapes" aria-hidden="true">
        {Array.from({ length: shown }, (_, at) => (
          <span
            key={at}
            data-used={at < faults ? '' : undefined}
            data-beyond={at >= par ? '' : undefined}
          >
            {at < faults ? <Icon sign="crash" size={14} /> : null}
          </span>
        ))}
      </div>
      <p>
        <b aria-live="polite">
          {faults === 0 ? say('dare.used.none') : say('dare.used', { count: faults })}
        </b>
      </p>
    </div>
  )
}

const mostShapes = 20
