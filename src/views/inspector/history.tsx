/** What befell one thing, newest first; a click goes there. */
import type { Playback, Trace } from '../../lab/index.ts'
import type { Dispatch } from '../action.ts'
import { Icon } from '../icon.tsx'
import { limits } from '../limits.ts'
import type { Names } from '../names.ts'
import { eventSentence } from '../sentences/event-sentence.ts'
import { lineAt, signOf } from '../strip/log-lines.ts'
import type { Reading } from '../strip/reading.ts'
import { useSay } from '../words/say.tsx'
import { formatOffset, type World } from '../words/time.ts'
import { Part } from './facts.tsx'

export interface HistoryProps {
  readonly trace: Trace
  readonly reading: Reading
  readonly playback: Playback
  readonly world: World
  readonly names: Names
  /** pidKey. */
  readonly of: string
  readonly dispatch: Dispatch
}

export function History({ trace, reading, playback, world, names, of, dispatch }: HistoryProps) {
  const say = useSay()
  const all = reading.histories.get(of) ?? []
  const until = lineAt(all, playback.cursor - 1) + 1
  const shown = all
    .slice(Math.max(0, until - limits.history), until)
    .filter((index) => index >= trace.first && index < trace.end)
    .reverse()
  return (
    <Part title={say('inspect.history')}>
      {shown.length === 0 ? <p className="lc-soft">{say('inspect.history.empty')}</p> : null}
      <ol className="lc-history">
        {shown.map((index) => {
          const event = trace.at(index)
          return (
            <li key={index}>
              <button type="button" onClick={() => dispatch({ type: 'seek', index })}>
                <span className="lc-log-time">{formatOffset(event.at, world)}</span>
                <Icon sign={signOf(event.kind, index, reading.marks)} size={12} />
                <span>{eventSentence(event, names, say)}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </Part>
  )
}
