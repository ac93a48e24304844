/**
 * What the clients saw: their operations as bars on the time axis, whether one order explains them,
 * and the ones that none explains, lit. A table has the same rows.
 */
import { useState } from 'react'
import type { Playback, Trace } from '../../lab/index.ts'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { formatSpan, type World } from '../words/time.ts'
import { type SayDare, useDareWords } from './challenge-words.ts'
import { HistoryBars } from './history-bars.tsx'
import { HistoryTable } from './history-table.tsx'
import {
  firstSight,
  type HistorySight,
  type HistoryWish,
  stretchOf,
  toViolation,
  wished,
} from './history-view.ts'
import { seekTo } from './promises.tsx'
import { PromiseLamp } from './promises-lamp.tsx'
import type { HistoryState, LabState } from './state.ts'
import './history.css'

export interface HistoryProps {
  readonly lab: LabState
  readonly trace: Trace
  readonly playback: Playback
  readonly world: World
  readonly dispatch: Dispatch
}

export interface HistoryPartProps extends HistoryProps {
  readonly history: HistoryState
  readonly sight: HistorySight
  readonly fromMs: number
  readonly toMs: number
  wish(wish: HistoryWish): void
  /** The page's clock goes to that operation; the bars stay where they are. */
  choose(place: number): void
}

export function ClientHistoryView(props: HistoryProps) {
  const say = useDareWords()
  const { history } = props.lab
  return (
    <section className="lc-ops" aria-label={say('history.title')}>
      <h2>{say('history.title')}</h2>
      <JudgedBy {...props} />
      {history === null ? (
        <p className="lc-soft">{say('history.empty')}</p>
      ) : (
        <Known {...props} history={history} />
      )}
    </section>
  )
}

/** The promise that a check of the history asks about. */
function JudgedBy({ lab }: HistoryProps) {
  const say = useDareWords()
  const promise = lab.promises.find(({ name }) => name === 'linearizable')
  if (promise === undefined) return null
  return <p className="lc-soft">{say('history.promise', { promise: promise.inWords })}</p>
}

function Known(props: HistoryProps & { readonly history: HistoryState }) {
  const { history, trace, playback, dispatch } = props
  const [sight, setSight] = useState(firstSight)
  const { fromMs, toMs } = stretchOf(sight, playback)
  const wish = (what: HistoryWish) => setSight(wished(sight, what, fromMs))
  const choose = (place: number) => {
    const seek = seekTo({ status: 'passed', reason: '', event: history.events[place] ?? -1 }, trace)
    if (seek === null) return
    wish({ wish: 'anchor', anchorMs: fromMs })
    dispatch(seek)
  }
  const part: HistoryPartProps = { ...props, sight, fromMs, toMs, wish, choose }
  return (
    <>
      <Judgement {...part} />
      <Toolbar {...part} />
      {sight.asTable ? <HistoryTable {...part} /> : <HistoryBars {...part} />}
    </>
  )
}

function Judgement({ history, trace, wish, dispatch }: HistoryPartProps) {
  const say = useDareWords()
  const { judged, violation } = history
  const since = history.operations.length - judged.checked
  const toIt = toViolation(history)
  const show = () => {
    const event = history.events[violation?.culprit ?? -1] ?? -1
    const seek = seekTo({ status: 'passed', reason: '', event }, trace)
    if (toIt !== null) wish(toIt)
    if (seek !== null) dispatch(seek)
  }
  return (
    <div className="lc-ops-judged" data-verdict={judged.verdict}>
      <PromiseLamp status={lampOf[judged.verdict]} />
      <p aria-live="polite">
        {judgedWords(history, say)}
        {judged.verdict !== 'unasked' && since > 0 ? (
          <span className="lc-soft"> {say('history.since', { count: since })}.</span>
        ) : null}
      </p>
      <div>
        {toIt === null ? null : (
          <Button label={say('history.show')} sign="inspect" onClick={show} />
        )}
        <Button
          label={say(judged.verdict === 'unasked' ? 'history.judge' : 'history.judge.again')}
          sign="check"
          kind={judged.verdict === 'unasked' ? 'plain' : 'quiet'}
          onClick={() => dispatch({ type: 'lab', what: { act: 'judge' } })}
        />
      </div>
    </div>
  )
}

const lampOf = {
  unasked: 'pending',
  undecided: 'pending',
  holds: 'passed',
  broken: 'failed',
} as const

function judgedWords({ judged }: HistoryState, say: SayDare): string {
  const { verdict, checked: count, reason } = judged
  if (verdict === 'unasked') return say('history.unasked')
  return verdict === 'holds'
    ? say('history.holds', { count })
    : say(`history.${verdict}`, { reason })
}

function Toolbar({ history, sight, playback, wish }: HistoryPartProps) {
  const say = useDareWords()
  const isAway = sight.anchorMs !== null && playback.mode === 'live'
  return (
    <div className="lc-ops-tools">
      <label>
        <span className="lc-label">{say('history.key')}</span>
        <select
          className="lc-field"
          value={sight.key ?? ''}
          onChange={({ target }) => wish({ wish: 'key', key: target.value || null })}
        >
          <option value="">{say('history.key.all')}</option>
          {history.keys.map((key) => (
            <option key={key}>{key}</option>
          ))}
        </select>
      </label>
      <Button
        label={say(sight.asTable ? 'history.picture' : 'history.table')}
        sign={sight.asTable ? 'cores' : 'list'}
        kind="quiet"
        onClick={() => wish({ wish: 'table', on: !sight.asTable })}
      />
      <div role="group" aria-label={say('history.span', { span: formatSpan(sight.spanMs) })}>
        <Tool
          label={say('history.further')}
          sign="minus"
          on={() => wish({ wish: 'zoom', by: -1 })}
        />
        <output>{say('history.span', { span: formatSpan(sight.spanMs) })}</output>
        <Tool label={say('history.nearer')} sign="plus" on={() => wish({ wish: 'zoom', by: 1 })} />
        <Tool label={say('history.before')} sign="left" on={() => wish({ wish: 'pan', by: -1 })} />
        <Tool label={say('history.after')} sign="right" on={() => wish({ wish: 'pan', by: 1 })} />
      </div>
      {isAway ? (
        <Button
          label={say('history.follow')}
          kind="quiet"
          onClick={() => wish({ wish: 'anchor', anchorMs: null })}
        />
      ) : null}
    </div>
  )
}

function Tool({
  label,
  sign,
  on,
}: {
  readonly label: string
  readonly sign: 'minus' | 'plus' | 'left' | 'right'
  on(): void
}) {
  return <Button label={label} sign={sign} kind="quiet" bare onClick={on} />
}
