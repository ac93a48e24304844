/**
 * The observer (Erlang: observer): what runs on one node of this tab, asked of the node itself, a
 * page at a time. It stands in the stage's place and is always live.
 */
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { limits } from '../../kernel/index.ts'
import { Button } from '../button.tsx'
import { FieldView } from '../field/field-view.tsx'
import { formatCount, formatSpan } from '../words/time.ts'
import type { ObserverAction, Tab } from './action.ts'
import { Applications } from './applications.tsx'
import { NameTable } from './name-table.tsx'
import { ProcessTable } from './process-table.tsx'
import type { ObserverState } from './state.ts'
import { TotalsBar } from './totals-bar.tsx'
import { Trees } from './trees.tsx'
import { Backquoted, useWords } from './words.tsx'
import './observer.css'

export interface ObserverProps {
  readonly state: ObserverState
  act(action: ObserverAction): void
}

const tabs: readonly Tab[] = ['field', 'processes', 'trees', 'applications', 'names']

export function Observer(props: ObserverProps) {
  const { state, act } = props
  const say = useWords()
  const frame = useRef<HTMLElement>(null)
  useEffect(() => frame.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus(), [])
  const onKey = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLElement && event.target.matches('input, select')
    if (event.key !== 'Escape' || event.defaultPrevented || typing) return
    event.preventDefault()
    act({ act: 'close' })
  }
  return (
    <section
      ref={frame}
      className="lc-observer"
      data-chosen={state.chosen === null ? undefined : ''}
      aria-label={say('label')}
      onKeyDown={onKey}
    >
      <header className="lc-observer-head">
        <h2>{say('title')}</h2>
        <NodePicker {...props} />
        <Tabs {...props} />
        <Button
          className="lc-observer-cores"
          label={say('cores')}
          sign="cores"
          kind="quiet"
          title={say('cores')}
          onClick={() => act({ act: 'cores' })}
        />
        <Button
          className="lc-observer-close"
          label={say('close')}
          sign="close"
          kind="quiet"
          bare
          onClick={() => act({ act: 'close' })}
        />
      </header>
      {state.nodes.length === 0 ? (
        <p className="lc-observer-note">{say('node.none')}</p>
      ) : (
        <>
          <TotalsBar state={state} />
          <Warning state={state} />
          <div
            id="observed"
            className="lc-observer-body"
            role="tabpanel"
            aria-labelledby={`observe-${state.tab}`}
          >
            {/* Another node is another field: nothing chosen on one may be killed on the next. */}
            <Body key={state.node} {...props} />
          </div>
        </>
      )}
    </section>
  )
}

function Body(props: ObserverProps) {
  switch (props.state.tab) {
    case 'field':
      return <FieldView {...props} />
    case 'processes':
      return <ProcessTable {...props} />
    case 'trees':
      return <Trees {...props} />
    case 'applications':
      return <Applications {...props} />
    case 'names':
      return <NameTable {...props} />
  }
}

function NodePicker({ state, act }: ObserverProps) {
  const say = useWords()
  if (state.nodes.length === 0) return null
  return (
    <label className="lc-observer-node">
      <span className="lc-label">{say('node')}</span>
      <select
        className="lc-field"
        value={state.node}
        onChange={({ target }) => act({ act: 'node', node: target.value })}
      >
        {state.nodes.map((node) => (
          <option key={node}>{node}</option>
        ))}
      </select>
    </label>
  )
}

function Tabs({ state, act }: ObserverProps) {
  const say = useWords()
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = tabs[(tabs.indexOf(state.tab) + by + tabs.length) % tabs.length]
    if (by === 0 || next === undefined) return
    event.preventDefault()
    act({ act: 'tab', tab: next })
    document.getElementById(`observe-${next}`)?.focus()
  }
  return (
    <div className="lc-observer-tabs" role="tablist" aria-label={say('tabs')} onKeyDown={onKey}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`observe-${tab}`}
          aria-selected={tab === state.tab}
          aria-controls="observed"
          tabIndex={tab === state.tab ? 0 : -1}
          onClick={() => act({ act: 'tab', tab })}
        >
          {say(`tab.${tab}`)}
        </button>
      ))}
    </div>
  )
}

/** After how much silence it is said, ms. */
const silenceMs = 2_000

function Warning({ state: { node, silentMs, samples } }: { readonly state: ObserverState }) {
  const say = useWords()
  if (silentMs >= silenceMs) {
    return (
      <p className="lc-observer-warning" role="alert">
        {say('silent', { node })}
        {/* It counts on: read out again and again it would drown all else. */}
        <span aria-hidden="true">
          {say('silent.span', { span: formatSpan(Math.floor(silentMs / 1_000) * 1_000) })}
        </span>
        {say('silent.why')}
      </p>
    )
  }
  const full = (samples.at(-1)?.processes ?? 0) >= limits.processes
  if (!full) return null
  const most = formatCount(limits.processes)
  return (
    <p className="lc-observer-warning" role="status">
      <Backquoted text={say('totals.limit', { node, most })} />
    </p>
  )
}
