/**
 * Space and time: who told whom and when, with the page's one clock across it. Every mark is an
 * event of the trace; choosing one moves that clock there and selects what it happened to.
 */
import { useRef } from 'react'
import { Button } from '../button.tsx'
import { useMedia } from '../media.ts'
import { Ground } from '../stage/stage.tsx'
import { selectionOf } from '../strip/log.tsx'
import { useSize } from '../use-size.ts'
import { formatCount } from '../words/time.ts'
import { Diagram } from './diagram.tsx'
import { EventTable } from './event-table.tsx'
import { type Frame, frameOf, roomOf } from './frame.ts'
import { type Memory, type Model, modelOf, startMemory } from './model.ts'
import { OneEvent } from './one-event.tsx'
import type { SpacetimeProps } from './props.ts'
import { spans } from './state.ts'
import { shifted } from './stretch.ts'
import { useThrift } from './thrift.ts'
import { Toolbar } from './toolbar.tsx'
import { useWords } from './words.tsx'
import './spacetime.css'

const unknown = { width: 0, height: 0 }

export function Spacetime(props: SpacetimeProps) {
  const { state, world, act } = props
  const say = useWords()
  const narrow = useMedia('(max-width: 699px)')
  const still = useMedia('(prefers-reduced-motion: reduce)')
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const size = useSize(box) ?? unknown
  const memory = useRef<Memory | null>(null)
  memory.current ??= startMemory()
  const base = frameOf({ ...size, down: narrow, scroll: state.across })
  const kept = memory.current
  const model = useThrift(
    () => modelOf(kept, { ...props, frame: base, still }),
    [state, props.selection, size, narrow],
    props.playback.mode === 'live',
  )
  const { gap, depth } = model.picture
  const scroll = Math.min(state.across, Math.max(0, depth - roomOf(base).across))
  const frame: Frame = { ...base, gap, scroll }
  const moves = movesOf(props, model, frame)
  const part = { ...props, model, frame, choose: moves.choose }
  const find = () => field.current?.focus()
  const leave = () => box.current?.querySelector<HTMLElement>('.lc-st-canvas')?.focus()
  return (
    <section className="lc-stage lc-spacetime" data-world={world.kind} aria-label={say('label')}>
      <Ground world={world.kind} />
      <Toolbar {...part} field={field} zoom={moves.zoom} leave={leave} />
      <div ref={box} className="lc-st-box">
        {state.view === 'table' ? (
          <EventTable {...part} />
        ) : size.width === 0 ? null : (
          <>
            <Diagram {...part} {...moves} find={find} />
            <Notes {...part} />
          </>
        )}
        {model.follows || props.playback.mode !== 'live' ? null : (
          <Button
            className="lc-st-follow"
            label={say('follow')}
            sign="right"
            onClick={() => act({ act: 'anchor', anchor: null })}
          />
        )}
      </div>
      <OneEvent {...part} />
    </section>
  )
}

/** What isn't there is said in words. */
function Notes({
  model,
  trace,
}: {
  readonly model: Model
  readonly trace: SpacetimeProps['trace']
}) {
  const say = useWords()
  const { picture } = model
  const empty = trace.end === trace.first ? 'empty' : picture.events === 0 ? 'empty.here' : null
  return (
    <div className="lc-st-notes" role="status">
      {empty === null ? null : <p>{say(empty)}</p>}
      {picture.begins !== null && trace.first > 0 ? <p>{say('begins')}</p> : null}
      {picture.leftOut > 0 ? <p>{say('leftOut', { n: formatCount(picture.events) })}</p> : null}
    </div>
  )
}

/** What somebody does with the picture, as changes of what is seen and of the page. */
function movesOf(props: SpacetimeProps, model: Model, frame: Frame) {
  const { trace, playback, state, act, dispatch } = props
  const { stretch, reel, options } = model
  const choose = (index: number) => {
    if (index < trace.first || index >= trace.end) return
    if (state.anchor === null && playback.mode === 'live') {
      act({ act: 'anchor', anchor: stretch.begin })
    }
    act({ act: 'cone', on: true })
    const selection = selectionOf(trace.at(index))
    dispatch({ type: 'seek', index, ...(selection === null ? {} : { selection }) })
  }
  const pan = (along: number, across: number) => {
    if (across !== 0) {
      const most = Math.max(0, model.picture.depth - roomOf(frame).across)
      act({ act: 'across', across: Math.min(most, Math.max(0, frame.scroll + across)) })
    }
    if (along === 0) return
    const anchor = shifted(trace, reel, options, stretch, along)
    const atEnd = along > 0 && playback.mode === 'live' && reachesEnd(props, model)
    act({ act: 'anchor', anchor: atEnd ? null : anchor })
  }
  const zoom = (by: 1 | -1, part = 0.5) => {
    if (model.follows) return act({ act: 'zoom', by, anchor: null })
    if (stretch.axis === 'steps') return act({ act: 'zoom', by, anchor: stretch.begin })
    const next = by === 1 ? spans.findLast((ms) => ms < state.spanMs * 0.99) : undefined
    const span = next ?? spans.find((ms) => ms > state.spanMs * 1.01) ?? state.spanMs
    const fixed = stretch.fromMs + (stretch.toMs - stretch.fromMs) * part
    act({ act: 'zoom', by, anchor: fixed - span * part })
  }
  const reveal = (index: number) => {
    const along = stretch.alongOf(index)
    if (along >= 0 && along <= stretch.length) {
      if (model.follows) act({ act: 'anchor', anchor: stretch.begin })
      return
    }
    const { spanMs } = state
    const anchor =
      stretch.axis === 'time' ? trace.timeAt(index) - spanMs / 2 : Math.max(0, index - 8)
    act({ act: 'anchor', anchor })
  }
  return { choose, pan, zoom, reveal }
}

function reachesEnd({ trace }: SpacetimeProps, { stretch }: Model): boolean {
  if (trace.end === trace.first) return true
  return stretch.axis === 'time'
    ? stretch.toMs >= trace.timeAt(trace.end - 1)
    : (stretch.events.at(-1) ?? 0) >= trace.end - 8
}
