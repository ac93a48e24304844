/** What the program promises, each with a lamp, why, the moment to see and a breakpoint. */
import { pidKey } from '../../kernel/index.ts'
import { type Playback, parOf, type Trace, type Verdict } from '../../lab/index.ts'
import type { Action, Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { formatMoment, type World } from '../words/time.ts'
import { type SayDare, useDareWords } from './challenge-words.ts'
import { PromiseLamp, verdictWords } from './promises-lamp.tsx'
import type { LabState, Lamp } from './state.ts'
import './promises.css'

export interface PromisesProps {
  readonly lab: LabState
  readonly trace: Trace
  readonly playback: Playback
  readonly world: World
  readonly dispatch: Dispatch
}

export function Promises(props: PromisesProps) {
  const say = useDareWords()
  const { lab, playback, trace, world } = props
  const { promises } = lab
  const isPast = playback.mode !== 'live' && playback.cursor < trace.end
  return (
    <section className="lc-promises" aria-label={say('promises.title')}>
      <h2>{say('promises.title')}</h2>
      {promises.length === 0 ? <p className="lc-soft">{say('promises.none')}</p> : null}
      {isPast && promises.length > 0 ? (
        <p className="lc-soft">
          {say('promises.head', { moment: formatMoment(lab.nowMs + world.zeroMs, world) })}
        </p>
      ) : null}
      <ul>
        {promises.map((lamp) => (
          <OnePromise key={lamp.name} {...props} lamp={lamp} />
        ))}
      </ul>
    </section>
  )
}

function OnePromise({ lab, trace, world, dispatch, lamp }: PromisesProps & { lamp: Lamp }) {
  const say = useDareWords()
  const { name, inWords, verdict } = lamp
  const stop = lab.breakpoints.findIndex((each) => each.on === 'broken' && each.promise === name)
  const par = parOf(lab.program.id, name)
  const isDared = lab.challenge?.promise === name
  const toggle = () =>
    dispatch({
      type: 'lab',
      what:
        stop >= 0
          ? { act: 'clearBreakpoint', place: stop }
          : { act: 'breakpoint', breakpoint: { on: 'broken', promise: name } },
    })
  return (
    <li data-status={verdict.status}>
      <PromiseLamp status={verdict.status} />
      <div>
        <p className="lc-promise-words">{inWords}</p>
        <p className="lc-promise-verdict" aria-live="polite">
          {verdictWords(verdict.status, momentOf(verdict, trace, world), say)}
        </p>
        <Reason verdict={verdict} say={say} />
        <div className="lc-promise-verbs">
          <ShowMoment verdict={verdict} of={inWords} trace={trace} dispatch={dispatch} />
          <Button
            label={say('promise.stop')}
            aria-label={say('promise.stop.long', { promise: inWords })}
            sign="stop"
            kind="quiet"
            aria-pressed={stop >= 0}
            onClick={toggle}
          />
          {par === null || isDared ? null : (
            <Button
              label={say('dare.par', { count: par.par })}
              aria-label={say('promise.dare.long', { promise: inWords })}
              sign="crash"
              onClick={() => dispatch({ type: 'lab', what: { act: 'challenge', promise: name } })}
            />
          )}
        </div>
      </div>
    </li>
  )
}

export function Reason({ verdict, say }: { readonly verdict: Verdict; readonly say: SayDare }) {
  if (verdict.status !== 'failed') {
    return verdict.reason === '' ? null : <p className="lc-promise-reason">{verdict.reason}</p>
  }
  return (
    <dl className="lc-promise-reason">
      <dt>{say('promise.expected')}</dt>
      <dd>{verdict.expected}</dd>
      <dt>{say('promise.observed')}</dt>
      <dd>{verdict.observed}</dd>
    </dl>
  )
}

interface ShowMomentProps {
  readonly verdict: Verdict
  /** The promise, for those who don't see where the button stands. */
  readonly of: string
  readonly trace: Trace
  readonly dispatch: Dispatch
}

export function ShowMoment({ verdict, of, trace, dispatch }: ShowMomentProps) {
  const say = useDareWords()
  const shown = seekTo(verdict, trace)
  if (shown === null) return null
  return (
    <Button
      label={say('promise.show')}
      aria-label={say('promise.show.long', { promise: of })}
      sign="inspect"
      kind={verdict.status === 'failed' ? 'plain' : 'quiet'}
      onClick={() => dispatch(shown)}
    />
  )
}

/** To the event of a verdict, with what it happened to selected; null when it isn't kept. */
export function seekTo(verdict: Verdict, trace: Trace): Action | null {
  if (verdict.status === 'pending') return null
  const { event: index } = verdict
  if (index < trace.first || index >= trace.end) return null
  const { subject, node } = trace.at(index)
  const selection =
    subject === null
      ? ({ thing: 'node', name: node } as const)
      : ({ thing: 'process', key: pidKey(subject) } as const)
  return { type: 'seek', index, selection }
}

/** When it was known to be broken; null when it didn't, or that isn't kept any more. */
export function momentOf(verdict: Verdict, trace: Trace, world: World): string | null {
  if (verdict.status !== 'failed') return null
  const { event, knownMs } = verdict
  if (knownMs !== undefined) return formatMoment(knownMs + world.zeroMs, world)
  if (event < trace.first || event >= trace.end) return null
  return formatMoment(trace.timeAt(event), world)
}
