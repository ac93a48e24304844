/** Faults in force on the tape, as bars with words: where they began, and where they ended. */

import type { Trace } from '../../lab/index.ts'
import type { Dispatch } from '../action.ts'
import { faultSentence } from '../sentences/fault-sentence.ts'
import { indexAt, type Window, xOf } from '../strip/tape.ts'
import { useSay } from '../words/say.tsx'
import { formatMoment, type World } from '../words/time.ts'
import { barsOf, type ForceSpan, forceSpans } from './force-spans.ts'
import { type SayLab, useWords } from './words.tsx'

export interface ForceBarsProps {
  readonly trace: Trace
  readonly world: World
  readonly window: Window
  readonly width: number
  readonly dispatch: Dispatch
}

/** Rows of bars, and the height of one, px. */
const BAR_ROWS = 3
const ROW = 20
/** One that begins so near to the right edge has its words before it, px. */
const WORDS = 200

export function ForceBars({ trace, world, window, width, dispatch }: ForceBarsProps) {
  const say = useSay()
  const sayLab = useWords()
  const spans = forceSpans(trace)
  const { bars, hidden } = barsOf(spans, (ms) => xOf(ms, window, width), width, BAR_ROWS)
  return (
    <ul className="lc-bars" aria-label={sayLab('lab.spans')}>
      {bars.map(({ span, row, from, to }) => {
        const what = faultSentence(span.fault, say)
        const label = barWords(span, what, world, sayLab)
        return (
          <li
            key={`${span.fromMs} ${what}`}
            className="lc-bar"
            data-open={Number.isFinite(span.toMs) ? undefined : ''}
            data-late={from > width - WORDS ? '' : undefined}
            style={{
              transform: `translate(${Math.round(from)}px, ${row * ROW}px)`,
              width: to - from,
            }}
          >
            <button
              type="button"
              className="lc-clip"
              tabIndex={-1}
              aria-label={label}
              title={label}
              onPointerDown={(event) => event.stopPropagation()}
              onClick={() => dispatch({ type: 'seek', index: indexAt(trace, span.fromMs) })}
            >
              <span>{what}</span>
            </button>
          </li>
        )
      })}
      {hidden === 0 ? null : (
        <li className="lc-bars-more">{sayLab('lab.spans.more', { count: hidden })}</li>
      )}
    </ul>
  )
}

function barWords({ fromMs, toMs }: ForceSpan, what: string, world: World, say: SayLab): string {
  const from = formatMoment(fromMs, world)
  if (!Number.isFinite(toMs)) return say('lab.span.open', { what, from })
  return say('lab.span.bar', { what, from, to: formatMoment(toMs, world) })
}
