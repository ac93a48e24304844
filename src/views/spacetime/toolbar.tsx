/** The bar above the picture: which axis, which lanes, how near, what to find. */
import { type KeyboardEvent, type RefObject, useId } from 'react'
import { Button } from '../button.tsx'
import { formatCount, formatSpan } from '../words/time.ts'
import type { PartProps } from './props.ts'
import { mostSearched } from './search.ts'
import { useWords } from './words.tsx'

export interface ToolbarProps extends PartProps {
  readonly field: RefObject<HTMLInputElement | null>
  zoom(by: 1 | -1): void
  /** Leaves the field for the picture. */
  leave(): void
}

export function Toolbar(props: ToolbarProps) {
  const { state, model, act, zoom } = props
  const say = useWords()
  const { view } = state
  const other = view === 'picture' ? 'table' : 'picture'
  return (
    <header className="lc-st-bar">
      <h2 className="lc-st-title">{say('title')}</h2>
      <Axes {...props} />
      <div className="lc-st-zoom" role="group" aria-label={inSight(props, say)}>
        <Button label={say('further')} sign="minus" kind="quiet" bare onClick={() => zoom(-1)} />
        <span className="lc-st-span" aria-hidden="true">
          {state.axis === 'time' ? formatSpan(state.spanMs) : `${model.stretch.events.length}`}
        </span>
        <Button label={say('nearer')} sign="plus" kind="quiet" bare onClick={() => zoom(1)} />
      </div>
      <Groupings {...props} />
      <label className="lc-st-check" title={say('upkeep.long')}>
        <input
          type="checkbox"
          checked={state.upkeep}
          onChange={(event) => act({ act: 'upkeep', on: event.target.checked })}
        />
        {say('upkeep')}
      </label>
      <Find {...props} />
      <Button
        className="lc-st-other"
        label={say(other)}
        sign={other === 'table' ? 'list' : 'spacetime'}
        kind="quiet"
        aria-label={say(`${other}.long`)}
        onClick={() => act({ act: 'view', view: other })}
      />
      <Button
        className="lc-st-close"
        label={say('close')}
        sign="close"
        kind="quiet"
        bare
        onClick={() => act({ act: 'close' })}
      />
    </header>
  )
}

function inSight({ state, model }: ToolbarProps, say: ReturnType<typeof useWords>): string {
  if (state.axis === 'time') return say('span', { span: formatSpan(state.spanMs) })
  return say('span.steps', { count: model.stretch.events.length })
}

function Axes({ state, act }: ToolbarProps) {
  const say = useWords()
  return (
    <div className="lc-st-axes" role="group" aria-label={say('axis')}>
      {(['time', 'steps'] as const).map((axis) => (
        <Button
          key={axis}
          label={say(`axis.${axis}`)}
          title={say(`axis.${axis}.long`)}
          aria-pressed={state.axis === axis}
          onClick={() => act({ act: 'axis', axis })}
        />
      ))}
    </div>
  )
}

const choices = ['processes', 'all', 'selected', 'nodes'] as const

function Groupings({ state, act }: ToolbarProps) {
  const say = useWords()
  return (
    <span className="lc-st-lanes-choice">
      <select
        className="lc-field"
        aria-label={say('lanes')}
        value={state.idle ? 'all' : state.grouping}
        onChange={({ target }) => {
          const choice = target.value as (typeof choices)[number]
          const idle = choice === 'all'
          act({ act: 'grouping', grouping: choice === 'all' ? 'processes' : choice, idle })
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {say(`lanes.${choice}`)}
          </option>
        ))}
      </select>
    </span>
  )
}

function Find({ state, model, playback, trace, field, act, choose, leave }: ToolbarProps) {
  const say = useWords()
  const id = useId()
  const { matches } = model.search
  const here = model.selected ?? playback.cursor
  const go = (by: 1 | -1) => {
    const next = model.search.next(here, by)
    if (next !== null) choose(next)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') {
      if (state.query !== '') act({ act: 'query', query: '' })
      else leave()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const isCut = trace.end - trace.first > mostSearched
  return (
    <div className="lc-st-find" role="search">
      <input
        ref={field}
        type="search"
        className="lc-field"
        aria-label={say('find')}
        aria-describedby={id}
        placeholder={say('find.short')}
        value={state.query}
        onChange={(event) => act({ act: 'query', query: event.target.value })}
        onKeyDown={onKey}
      />
      {state.query.trim() === '' ? (
        <span className="lc-key" aria-hidden="true">
          /
        </span>
      ) : (
        <>
          <output
            id={id}
            title={isCut ? say('find.limit', { n: formatCount(mostSearched) }) : undefined}
          >
            {foundWords(model.search.placeOf(here), matches.length, say)}
          </output>
          <Button
            label={say('find.before')}
            sign="left"
            kind="quiet"
            bare
            disabled={matches.length === 0}
            onClick={() => go(-1)}
          />
          <Button
            label={say('find.next')}
            sign="right"
            kind="quiet"
            bare
            disabled={matches.length === 0}
            onClick={() => go(1)}
          />
        </>
      )}
    </div>
  )
}

function foundWords(at: number, count: number, say: ReturnType<typeof useWords>): string {
  if (count === 0) return say('find.none')
  const n = formatCount(count)
  return at === 0 ? say('find.count', { count, n }) : say('find.place', { at: formatCount(at), n })
}
