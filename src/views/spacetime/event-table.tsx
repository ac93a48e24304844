/** The events in sight as a table: the same rows as the picture, for who doesn't see it. */
import { useMemo } from 'react'
import { eventSentence } from '../sentences/event-sentence.ts'
import { useSay } from '../words/say.tsx'
import { formatCount, formatOffset } from '../words/time.ts'
import type { PartProps } from './props.ts'
import { useWords } from './words.tsx'

/** Rows at once; of more, the newest. */
export const mostRows = 200

export function EventTable(props: PartProps) {
  const { model, world } = props
  const words = useWords()
  const { events, fromMs, toMs } = model.stretch
  const rows = useMemo(() => events.slice(-mostRows), [events])
  const from = formatOffset(fromMs, world)
  const to = formatOffset(toMs, world)
  return (
    <div className="lc-st-rows">
      {events.length > rows.length ? (
        <p className="lc-soft">
          {words('rows.limit', { n: formatCount(rows.length), all: formatCount(events.length) })}
        </p>
      ) : null}
      <table>
        <caption className="lc-hidden">{words('rows.caption', { from, to })}</caption>
        <thead>
          <tr>
            <th scope="col">{words('rows.time')}</th>
            <th scope="col">{words('rows.who')}</th>
            <th scope="col">{words('rows.what')}</th>
            <th scope="col">{words('rows.cause')}</th>
            {model.cone === null ? null : <th scope="col">{words('rows.relation')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((index) => (
            <Row key={index} {...props} index={index} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({
  trace,
  model,
  names,
  world,
  playback,
  choose,
  index,
}: PartProps & { index: number }) {
  const say = useSay()
  const words = useWords()
  if (index < trace.first || index >= trace.end) return null
  const event = trace.at(index)
  const cause = event.cause === null ? -1 : trace.find(event.cause)
  const relation = model.cone?.relationOf(index)
  return (
    <tr
      data-selected={index === model.selected ? '' : undefined}
      data-later={index >= playback.cursor ? '' : undefined}
      data-found={model.search.found.has(index) ? '' : undefined}
      data-tone={relation === undefined ? undefined : (relation ?? 'dim')}
    >
      <td>
        <button
          type="button"
          className="lc-go lc-mono"
          title={words('rows.choose')}
          aria-pressed={index === model.selected}
          onClick={() => choose(index)}
        >
          {formatOffset(event.at, world)}
        </button>
      </td>
      <td>{event.subject === null ? event.node : names(event.subject)}</td>
      <td>{eventSentence(event, names, say)}</td>
      <td>{cause === -1 ? '' : eventSentence(trace.at(cause), names, say)}</td>
      {relation === undefined ? null : <td>{words(`relation.${relation ?? 'none'}`)}</td>}
    </tr>
  )
}
