/**
 * The picture itself: a canvas, the names of its lanes, a pointer that chooses and drags, keys that
 * walk from event to event.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { eventSentence } from '../sentences/event-sentence.ts'
import { useSay } from '../words/say.tsx'
import { formatOffset } from '../words/time.ts'
import { inksOf } from './inks.ts'
import { LaneNames } from './lane-names.tsx'
import { paint } from './paint.ts'
import { usePointer, useWheel } from './pointer.ts'
import type { PartProps } from './props.ts'
import { useKeys } from './walking.ts'
import { type SaySpacetime, useWords } from './words.tsx'

export interface DiagramProps extends PartProps {
  /** Moves the stretch by so many px, along and across. */
  pan(along: number, across: number): void
  /** Nearer or further; the place at that part of the length stays. */
  zoom(by: 1 | -1, part?: number): void
  /** Brings an event into sight. */
  reveal(index: number): void
  find(): void
}

export function Diagram(props: DiagramProps) {
  const { model, frame, playback } = props
  const say = useWords()
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [focus, setFocus] = useState<number | null>(null)
  const keys = useKeys(props, focus, setFocus)
  const pointer = usePointer(props, setFocus)
  useWheel(canvas, props)
  const painted = useRef<readonly unknown[]>([])
  const [focused, setFocused] = useState(false)
  // Whoever opens it by key goes on by key.
  useEffect(() => box.current?.focus({ preventScroll: true }), [])
  // At every render: the theme may have changed, and to find out costs little.
  useLayoutEffect(() => {
    if (canvas.current === null) return
    const shown = focused ? (focus ?? model.selected) : null
    const past = playback.mode !== 'live'
    const inks = inksOf(canvas.current)
    const scale = globalThis.devicePixelRatio || 1
    const picture = [
      model.picture,
      shown,
      past,
      scale,
      ...Object.values(inks),
      ...Object.values(frame),
    ]
    if (picture.every((part, at) => part === painted.current[at])) return
    painted.current = picture
    paint(canvas.current, { picture: model.picture, frame, inks, focus: shown, past }, scale)
  })
  return (
    <div className="lc-st-diagram">
      <div
        ref={box}
        className="lc-st-canvas"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys walk from event to event
        tabIndex={0}
        role="application"
        aria-label={summary(props, say)}
        aria-describedby="spacetime-help"
        onKeyDown={keys}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        {...pointer}
      >
        <canvas ref={canvas} style={{ width: frame.width, height: frame.height }} />
      </div>
      <LaneNames {...props} />
      <p id="spacetime-help" className="lc-hidden">
        {say(frame.down ? 'help.down' : 'help')}
      </p>
      <p className="lc-hidden" aria-live="polite">
        {focused ? <Spoken {...props} index={focus ?? model.selected} /> : null}
      </p>
    </div>
  )
}

function summary({ model, world }: DiagramProps, say: SaySpacetime): string {
  const { picture, stretch } = model
  return say('canvas', {
    events: say('canvas.events', { count: picture.events }),
    lanes: say('canvas.lanes', { count: picture.lanes.length }),
    from: formatOffset(stretch.fromMs, world),
    to: formatOffset(stretch.toMs, world),
  })
}

/** The event that keys stand on, in words. */
function Spoken({ trace, world, names, model, index }: DiagramProps & { index: number | null }) {
  const say = useSay()
  const words = useWords()
  if (index === null || index < trace.first || index >= trace.end) return null
  const event = trace.at(index)
  const relation = model.cone?.relationOf(index)
  const parts = [formatOffset(event.at, world), eventSentence(event, names, say)]
  if (relation !== undefined) parts.push(words(`relation.${relation ?? 'none'}`))
  if (model.search.found.has(index)) parts.push(words('said.found'))
  return parts.join(', ')
}
