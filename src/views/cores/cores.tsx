/**
 * One to many cores, in the stage's place: one button measures how much faster more nodes do the
 * same work on this very machine; what it means stands above the chart.
 */
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Button } from '../button.tsx'
import { formatCount } from '../words/time.ts'
import { Chart } from './chart.tsx'
import { PointsTable } from './points-table.tsx'
import { type CoresAction, type CoresState, type Failure, isBusy } from './state.ts'
import { verdictOf } from './verdict.ts'
import { type SayCores, useWords } from './words.tsx'
import './cores.css'

export interface CoresProps {
  readonly state: CoresState
  act(action: CoresAction): void
}

/** Limits that can be wished for; without a wish it is what this machine does in about a second. */
const sizes = [100_000, 1_000_000, 3_000_000, 10_000_000] as const

export function Cores(props: CoresProps) {
  const { state, act } = props
  const say = useWords()
  const frame = useRef<HTMLElement>(null)
  const busy = isBusy(state)
  // The one button, also when it has just become another one; never away from somewhere else.
  // biome-ignore lint/correctness/useExhaustiveDependencies: busy tells which of the two is there
  useEffect(() => {
    const { activeElement: here, body } = document
    const isFree = here === null || here === body || frame.current?.contains(here) === true
    if (isFree) frame.current?.querySelector<HTMLElement>('[data-main]')?.focus()
  }, [busy])
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    act({ act: busy ? 'cancel' : 'close' })
  }
  return (
    <section ref={frame} className="lc-cores" aria-label={say('label')} onKeyDown={onKey}>
      <header className="lc-cores-head">
        <h2>{say('title')}</h2>
        <Button
          className="lc-cores-close"
          label={say('close')}
          sign="close"
          kind="quiet"
          bare
          onClick={() => act({ act: 'close' })}
        />
      </header>
      <div className="lc-cores-bar">{busy ? <Progress {...props} /> : <Ask {...props} />}</div>
      <Said state={state} />
      <div className="lc-cores-body">
        <Chart state={state} />
        {state.curves.length === 0 ? null : <PointsTable state={state} />}
      </div>
    </section>
  )
}

function Ask({ state, act }: CoresProps) {
  const say = useWords()
  const { wish, phase } = state
  return (
    <>
      <label>
        <span className="lc-cores-size">{say('size')}</span>
        <select
          className="lc-field"
          value={wish ?? ''}
          onChange={({ target }) => act({ act: 'wish', limit: Number(target.value) || null })}
        >
          <option value="">{say('size.fitting')}</option>
          {sizes.map((each) => (
            <option key={each} value={each}>
              {formatCount(each)}
            </option>
          ))}
        </select>
      </label>
      <Button
        label={say(phase.is === 'idle' ? 'measure' : 'again')}
        sign="play"
        kind="loud"
        data-main=""
        onClick={() => act({ act: 'measure' })}
      />
    </>
  )
}

function Progress({ state, act }: CoresProps) {
  const say = useWords()
  const { runs, allRuns } = state
  return (
    <>
      <progress value={runs} max={allRuns} aria-label={say('phase.progress')} />
      <Button
        label={say('cancel')}
        sign="close"
        data-main=""
        onClick={() => act({ act: 'cancel' })}
      />
      {/* Read out at every run it would drown all else. */}
      <span className="lc-cores-phase" aria-hidden="true">
        {phaseOf(state, say)}
      </span>
    </>
  )
}

function phaseOf({ phase, most, rounds }: CoresState, say: SayCores): string {
  switch (phase.is) {
    case 'loading':
      return say('phase.loading')
    case 'starting':
      return say('phase.starting', { ready: phase.ready, most })
    case 'warming':
      return say('phase.warming')
    case 'measuring': {
      const workers = say('workers', { count: phase.workers })
      return say('phase.measuring', {
        ...{ round: phase.round, rounds, workers },
        jobs: say(`jobs.${phase.jobs}`),
      })
    }
    default:
      return ''
  }
}

/** The sentence of the moment: what it is about, how it goes, what it means, or what went wrong. */
function Said({ state }: { readonly state: CoresState }) {
  const say = useWords()
  const { phase } = state
  if (phase.is === 'failed') {
    return (
      <p className="lc-cores-warning" role="alert">
        {failureOf(phase.failure, say)}
      </p>
    )
  }
  const [first, ...rest] = sentencesOf(state, say)
  const found = phase.is === 'done' || phase.is === 'cancelled'
  return (
    <div className="lc-cores-said" role="status" data-found={found ? '' : undefined}>
      <p>{first}</p>
      {rest.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  )
}

function sentencesOf(state: CoresState, say: SayCores): readonly string[] {
  const { phase, cores, most } = state
  switch (phase.is) {
    case 'idle': {
      const there = say('cores.many', { count: cores })
      const capped = cores > most ? [say('cores.capped', { most })] : []
      const about = cores === 1 ? [say('cores.one')] : capped
      const runs = most === 2 ? say('cores.two') : say('cores.first', { most })
      return [say('question'), [there, runs, ...about].join(' ')]
    }
    case 'done':
      return verdictOf(state, say)
    case 'cancelled': {
      const verdict = verdictOf(state, say)
      return verdict.length === 0
        ? [say('said.cancelled.early')]
        : [...verdict, say('said.cancelled')]
    }
    case 'hidden':
      return [say('phase.hidden')]
    default:
      return [say('said.measuring'), say('phase.disturbs')]
  }
}

function failureOf(failure: Failure, say: SayCores): string {
  switch (failure.what) {
    case 'offline':
      return say('failed.offline')
    case 'compiler':
      return say('failed.compiler', { problem: failure.problem })
    case 'no_workers':
      return say('failed.no_workers', { problem: failure.problem })
    case 'lost':
      return say('failed.lost', { node: failure.node, problem: failure.problem })
    case 'program':
      return say('failed.program', { reason: failure.reason })
    case 'wrong': {
      const { workers, found, primes } = failure
      return say('failed.wrong', {
        workers: say('workers', { count: workers }),
        found: formatCount(found),
        primes: formatCount(primes),
      })
    }
  }
}
