/**
 * The selected event, whole: what it said, what it came of and what came of it, and what could have
 * caused what as far as it is in sight.
 */
import { formatTerm, pidKey } from '../../kernel/index.ts'
import type { TraceEvent } from '../../lab/index.ts'
import { eventSentence } from '../sentences/event-sentence.ts'
import { useSay } from '../words/say.tsx'
import { formatCount, formatOffset, formatSpan } from '../words/time.ts'
import type { PartProps } from './props.ts'
import { effectOf } from './reach.ts'
import { lands } from './reel.ts'
import { useWords } from './words.tsx'

export function OneEvent(props: PartProps) {
  const { trace, model, names, world } = props
  const say = useSay()
  const words = useWords()
  const { selected } = model
  if (selected === null || selected < trace.first) {
    return (
      <p className="lc-st-hint lc-soft">{words(model.selected === null ? 'hint.live' : 'hint')}</p>
    )
  }
  const event = trace.at(selected)
  return (
    <section className="lc-st-one" aria-label={words('one.label')}>
      <p className="lc-st-sentence">
        <span className="lc-mono lc-soft">{formatOffset(event.at, world)}</span>{' '}
        <b>{eventSentence(event, names, say)}</b> <Took {...props} event={event} />
      </p>
      <Cluster {...props} event={event} />
      <Whole event={event} />
      <Ties {...props} event={event} />
      <Cones {...props} event={event} />
    </section>
  )
}

interface OneProps extends PartProps {
  readonly event: TraceEvent
}

/** It stands in one place with others: the way to tell them apart. */
function Cluster({ model, trace, event, act }: OneProps) {
  const words = useWords()
  const dot = model.picture.dots.find(({ events }) => events.includes(event.index))
  if (dot === undefined || dot.events.length < 2 || model.stretch.axis === 'steps') return null
  const [first = event.index] = dot.events
  const [fromMs, toMs] = [first, dot.events.at(-1) ?? first].map((index) => trace.timeAt(index))
  const nearer = () => {
    if (fromMs === undefined || toMs === undefined) return
    if (toMs - fromMs < 0.002) act({ act: 'axis', axis: 'steps' })
    else act({ act: 'span', fromMs, toMs })
  }
  return (
    <p>
      {words('one.cluster', { count: dot.events.length })}{' '}
      <button type="button" className="lc-go" onClick={nearer}>
        {words('one.nearer')}
      </button>
    </p>
  )
}

/** Letters that a sentence tells of a term; more is told in full. */
const told = 58

function Whole({ event }: { readonly event: TraceEvent }) {
  const words = useWords()
  const whole = formatTerm(event.term, 4_000)
  if (whole.length <= told || event.kind === 'host') return null
  return (
    <pre className="lc-st-whole lc-mono" role="region" aria-label={words('one.whole')}>
      {whole}
    </pre>
  )
}

/** How long the signal was under way, and by whose clock. */
function Took({ trace, event }: OneProps) {
  const words = useWords()
  const cause = event.cause === null ? -1 : trace.find(event.cause)
  if (cause === -1) return null
  const span = event.at - trace.timeAt(cause)
  const isOther = trace.at(cause).node !== event.node
  if (span < 0 && isOther) return words('one.back', { span: formatSpan(span) })
  if (event.kind === 'received') return words('one.waited', { span: formatSpan(span) })
  const travels = lands(trace.kindAt(cause), event.kind) && event.kind !== 'dropped'
  return travels ? words('one.took', { span: formatSpan(span) }) : null
}

function Ties({ trace, model, names, event, choose }: OneProps) {
  const say = useSay()
  const words = useWords()
  const cause = event.cause === null ? -1 : trace.find(event.cause)
  const effect = effectOf(model.reel, event.index)
  const sentence = (index: number) => eventSentence(trace.at(index), names, say)
  return (
    <p className="lc-st-ties">
      {cause === -1 ? (
        <span className="lc-soft">{words(event.cause === null ? 'one.noCause' : 'one.gone')}</span>
      ) : (
        <button type="button" className="lc-go" onClick={() => choose(cause)}>
          {words('one.cause', { event: sentence(cause) })}
        </button>
      )}
      {effect !== null && effect < trace.end ? (
        <button type="button" className="lc-go" onClick={() => choose(effect)}>
          {words('one.effect', { event: sentence(effect) })}
        </button>
      ) : event.kind === 'sent' || event.kind === 'exit_sent' ? (
        <span className="lc-soft">{words(openWords(model.picture.arrows, event.index))}</span>
      ) : null}
    </p>
  )
}

function openWords(arrows: PartProps['model']['picture']['arrows'], index: number) {
  const arrow = arrows.find(({ from }) => from === index)
  return arrow?.tip === 'lost' ? 'one.lost' : 'one.underway'
}

/** How many events of the window are in its cones; and its vector clock, by process. */
function Cones({ model, names, act }: OneProps) {
  const words = useWords()
  const { cone, stretch } = model
  if (cone === null) {
    return (
      <button type="button" className="lc-go" onClick={() => act({ act: 'cone', on: true })}>
        {words('cone.light')}
      </button>
    )
  }
  const counts = { cause: 0, effect: 0, none: 0 }
  for (const index of stretch.events) {
    const relation = cone.relationOf(index)
    if (relation !== 'self') counts[relation ?? 'none'] += 1
  }
  return (
    <>
      <p className="lc-st-cones">
        {words('one.cone', {
          causes: formatCount(counts.cause),
          effects: formatCount(counts.effect),
          others: formatCount(counts.none),
        })}{' '}
        <button type="button" className="lc-go" onClick={() => act({ act: 'cone', on: false })}>
          {words('cone.all')}
        </button>
      </p>
      <details className="lc-st-clock">
        <summary>{words('one.clock')}</summary>
        <ul>
          {[...processesIn(model, names)].map(([key, { name, count }]) => (
            <li key={key}>{words('one.clock.entry', { name, count })}</li>
          ))}
        </ul>
      </details>
    </>
  )
}

function processesIn({ clock, reel }: PartProps['model'], names: PartProps['names']) {
  const known = new Map(reel.actors.map(({ key, pid }) => [key, pid]))
  const found = new Map<string, { readonly name: string; readonly count: number }>()
  for (const [place, count] of clock) {
    const pid = known.get(place)
    if (pid !== undefined) found.set(pidKey(pid), { name: names(pid), count })
  }
  return found
}
