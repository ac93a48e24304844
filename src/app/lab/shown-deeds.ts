/** What is done in a run that somebody is shown, in words: by its script and by hand, in order. */
import type { Term } from '../../kernel/index.ts'
import type { FaultStep, TimedOp, Trace } from '../../lab/index.ts'
import {
  type ChallengeState,
  deedSentence,
  faultSentence,
  type Names,
  namesFrom,
  sayIn,
} from '../../views/index.ts'
import type { LabPage } from './lab-page.ts'

type Times = Pick<Trace, 'first' | 'end' | 'timeAt'>
type Shown = NonNullable<ChallengeState['shown']>

export function shownDeeds({ origin, branches, course, state }: LabPage): Shown {
  const ops = [...origin.ops, ...branches.line.deeds]
  return deedsIn(origin.faults, ops, course.trace, namesFrom(state.reading.names))
}

/** What hasn't happened yet is among them, without an event to go to. */
export function deedsIn(
  faults: readonly FaultStep[],
  ops: readonly TimedOp[],
  trace: Times,
  names: Names,
): Shown {
  const all = [
    ...faults.map((step) => ({ atMs: step.atMs, what: faultSentence(step, say) })),
    ...ops.map(({ atMs, op }) => ({ atMs, what: deedSentence(op as unknown as Term, say, names) })),
  ]
  return all
    .sort((a, b) => a.atMs - b.atMs)
    .map((each) => ({ ...each, event: firstFrom(trace, each.atMs) }))
}

/** Index of the first event from that time on; null when there is none. */
function firstFrom(trace: Times, atMs: number): number | null {
  let [low, high] = [trace.first, trace.end]
  while (low < high) {
    const middle = (low + high) >> 1
    if (trace.timeAt(middle) < atMs) low = middle + 1
    else high = middle
  }
  return low < trace.end ? low : null
}

const say = sayIn('en')
