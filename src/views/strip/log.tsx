/**
 * The event log: one line for each event, in words. Choosing a line moves the cursor there and
 * selects the process. Only the lines in sight are drawn, so that ten thousand are no burden.
 */
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { pidKey } from '../../kernel/index.ts'
import type { Playback, Trace, TraceEvent } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { useMedia } from '../media.ts'
import type { Names } from '../names.ts'
import { eventSentence } from '../sentences/event-sentence.ts'
import { useSay } from '../words/say.tsx'
import { formatOffset, type World } from '../words/time.ts'
import { useFollow } from './follow-scroll.ts'
import { groups, lineAt, linesOf, markAt, shownAtFirst, signOf } from './log-lines.ts'
import type { Group, Reading } from './reading.ts'
import './log.css'

export interface LogProps {
  readonly trace: Trace
  readonly reading: Reading
  readonly playback: Playback
  readonly world: World
  readonly names: Names
  readonly selection: Selection | null
  readonly dispatch: Dispatch
}

export function Log(props: LogProps) {
  const { trace, reading } = props
  const say = useSay()
  const [shown, setShown] = useState<readonly Group[]>(shownAtFirst)
  const lines = useMemo(() => linesOf(reading, trace, shown), [reading, trace, shown])
  const toggle = (group: Group) =>
    setShown((old) =>
      old.includes(group) ? old.filter((other) => other !== group) : [...old, group],
    )
  return (
    <section className="lc-log" aria-label={say('log.title')}>
      <header className="lc-log-bar">
        <h2 className="lc-label">{say('log.title')}</h2>
        <div className="lc-log-filters" role="group" aria-label={say('log.filter')}>
          {groups.map((group) => (
            <label key={group} className="lc-log-filter">
              <input
                type="checkbox"
                checked={shown.includes(group)}
                onChange={() => toggle(group)}
              />
              {say(`log.group.${group}`)}
            </label>
          ))}
        </div>
      </header>
      {lines.length === 0 ? (
        <p className="lc-log-empty">{say(emptyWords(shown, trace))}</p>
      ) : (
        <Lines {...props} lines={lines} count={lines.length} />
      )}
    </section>
  )
}

function emptyWords(shown: readonly Group[], trace: Trace) {
  if (shown.length === 0) return 'log.allOff'
  return trace.end === 0 ? 'strip.empty' : 'log.empty'
}

interface LinesProps extends LogProps {
  /** Shared between readings: `count` tells how many there are now. */
  readonly lines: readonly number[]
  readonly count: number
}

/** Lines drawn beyond what is in sight, on either side. */
const SPARE = 8

function Lines(props: LinesProps) {
  const { trace, lines, count, playback, dispatch } = props
  const say = useSay()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const rowHeight = useMedia('(max-width: 699px), (pointer: coarse)') ? 44 : 24
  const current = lineAt(lines, playback.cursor - 1)
  const view = useFollow(list, { rowHeight, count, current, live: playback.mode === 'live' })
  const choose = (line: number) => {
    const index = lines[line]
    if (index === undefined) return
    const selection = selectionOf(trace.at(index))
    dispatch({ type: 'seek', index, ...(selection === null ? {} : { selection }) })
  }
  const from = Math.max(0, Math.floor(view.top / rowHeight) - SPARE)
  const to = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + SPARE)
  return (
    <div className="lc-log-frame">
      <div
        ref={list}
        className="lc-log-lines"
        role="listbox"
        tabIndex={0}
        aria-label={say('log.title')}
        aria-activedescendant={current >= from && current < to ? `${id}-${current}` : undefined}
        onScroll={view.onScroll}
        onKeyDown={(event) => onKey(event, current, count, choose, dispatch)}
      >
        <div role="presentation" style={{ height: count * rowHeight }}>
          {Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at).map((line) => (
            <Line
              key={lines[line]}
              {...props}
              id={`${id}-${line}`}
              index={lines[line] as number}
              current={line === current}
              top={line * rowHeight}
              height={rowHeight}
              onChoose={() => choose(line)}
            />
          ))}
        </div>
      </div>
      {view.following ? null : (
        <Button
          className="lc-log-follow"
          label={say('log.follow')}
          sign="fold"
          onClick={view.follow}
        />
      )}
    </div>
  )
}

function onKey(
  event: KeyboardEvent,
  current: number,
  count: number,
  choose: (line: number) => void,
  dispatch: Dispatch,
): void {
  const line = (() => {
    switch (event.key) {
      case 'ArrowUp':
        return current - 1
      case 'ArrowDown':
        return current + 1
      case 'PageUp':
        return Math.max(0, current - 10)
      case 'PageDown':
        return Math.min(count - 1, current + 10)
      case 'Home':
        return 0
      default:
        return null
    }
  })()
  if (event.key === 'End') dispatch({ type: 'live' })
  else if (line === null) return
  else choose(line)
  event.preventDefault()
  event.stopPropagation()
}

interface LineProps extends LogProps {
  readonly id: string
  readonly index: number
  readonly current: boolean
  readonly top: number
  readonly height: number
  readonly onChoose: () => void
}

function Line({ trace, reading, playback, world, names, selection, ...line }: LineProps) {
  const say = useSay()
  if (line.index < trace.first || line.index >= trace.end) return null
  const event = trace.at(line.index)
  const mark = markAt(reading.marks, line.index)
  const concerned = selection?.thing === 'process' && concerns(event, selection.key)
  const sentence = eventSentence(event, names, say)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox has the keys
    <div
      id={line.id}
      className="lc-log-line"
      role="option"
      tabIndex={-1}
      aria-selected={line.current}
      data-mark={mark?.kind}
      data-concerned={concerned ? '' : undefined}
      data-later={line.index >= playback.cursor ? '' : undefined}
      style={{ top: line.top, height: line.height }}
      onClick={line.onChoose}
    >
      <span className="lc-log-time">{formatOffset(event.at, world)}</span>
      <Icon sign={signOf(event.kind, line.index, reading.marks)} size={12} />
      <span className="lc-log-words" title={sentence}>
        {sentence}
      </span>
    </div>
  )
}

function concerns(event: TraceEvent, key: string): boolean {
  const { subject, other } = event
  return (subject !== null && pidKey(subject) === key) || (other !== null && pidKey(other) === key)
}

/** What an event is about: its process, else the machine or node it names. */
export function selectionOf(event: TraceEvent): Selection | null {
  if (event.subject !== null) return { thing: 'process', key: pidKey(event.subject) }
  if (event.kind === 'host') {
    const [, details] = event.term as readonly [string, { machine?: string; node?: string } | null]
    if (details?.machine !== undefined) return { thing: 'machine', name: details.machine }
    if (details?.node !== undefined) return { thing: 'node', name: details.node }
  }
  if (event.kind !== 'nodeup' && event.kind !== 'nodedown') return null
  return { thing: 'node', name: (event.term as { node: string }).node }
}
