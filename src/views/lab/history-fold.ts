/**
 * The clients' history out of the trace, by its new tail only. It is judged when somebody asks,
 * within a bound; what the checker couldn't decide is never said to hold.
 */
import { formatPid, type Pid, pidKey } from '../../kernel/index.ts'
import {
  checkHistory,
  type HistoryVerdict,
  NotedHistory,
  type Trace,
  type TraceEvent,
  type Violation,
} from '../../lab/index.ts'
import type { HistoryJudged, HistoryState } from './state.ts'

/** Configurations that the checker may look at while somebody waits: under a second. */
const steps = 300_000

/** A history that is judged by itself. */
const small = { operations: 400, steps: 20_000 }

const unasked: HistoryJudged = { verdict: 'unasked', checked: 0, reason: '' }

interface Row {
  readonly name: string
  readonly places: number[]
}

/** Of one trace; another run has a fold of its own. */
export class HistoryFold {
  private readonly history = new NotedHistory()
  private at = 0
  private readonly rows = new Map<string, Row>()
  private readonly keys = new Set<string>()
  /** Registered names, by `pidKey`. */
  private readonly names = new Map<string, string>()
  private judged = unasked
  private violation: Violation | null = null
  private known: HistoryState | null = null
  /** How much there was when it was last judged unasked. */
  private triedAt = 0

  /** Takes what is new of the trace. */
  read(trace: Trace): void {
    for (let index = Math.max(this.at, trace.first); index < trace.end; index++) {
      const kind = trace.kindAt(index)
      if (kind === 'register') this.name(trace.at(index))
      else if (kind === 'note') this.note(trace.at(index), index)
    }
    this.at = trace.end
  }

  /** The same as long as nothing is new; null while no client has asked anything. */
  get state(): HistoryState | null {
    if (this.history.called === 0) return null
    this.known ??= {
      operations: this.history.operations(),
      events: [...this.history.events],
      rows: [...this.rows.values()].map(({ name, places }) => ({ name, places: [...places] })),
      keys: [...this.keys].sort(),
      judged: this.judged,
      violation: this.violation,
    }
    return this.known
  }

  /** Asks the checker about all that is known by now. */
  judge(most = steps): void {
    const { state } = this
    if (state === null) return
    const checked = checkHistory(state.operations, { steps: most })
    this.violation = checked.verdict === 'not linearizable' ? firstOf(checked, state) : null
    const reason = this.violation === null ? '' : this.withNames(this.violation, state)
    this.judged = judgedOf(checked, state.operations.length, reason)
    this.known = null
  }

  /** The same unasked, as long as it takes next to no time; a violation stays one. */
  judgeSmall(): void {
    const { called } = this.history
    const since = called - this.triedAt
    if (called > small.operations || since < Math.max(1, this.triedAt * 0.1)) return
    if (this.violation !== null) return
    this.triedAt = called
    const before = this.judged
    this.judge(small.steps)
    if (this.judged.verdict !== 'undecided') return
    this.judged = before
    this.known = null
  }

  /** Its reason, in which people's names for the clients stand for the checker's numbers. */
  private withNames({ reason, window }: Violation, { operations, rows }: HistoryState): string {
    return reason.replace(/\bclient (\d+)\b/g, (words, client: string) => {
      const place = window.operations.find((at) => operations[at]?.client === Number(client))
      return rows.find(({ places }) => places.includes(place ?? -1))?.name ?? words
    })
  }

  private name({ subject, term }: TraceEvent): void {
    if (subject !== null && typeof term === 'string') this.names.set(pidKey(subject), term)
  }

  private note(event: TraceEvent, index: number): void {
    const { subject, term } = event
    const place = this.history.called
    this.history.read(event, index)
    this.known = null
    if (this.history.called === place || subject === null) return
    this.rowOf(subject).places.push(place)
    const [, asked] = term as readonly [string, readonly [string, string]]
    this.keys.add(asked[1])
  }

  /** Who comes back under its name goes on in its row. */
  private rowOf(pid: Pid): Row {
    const name = this.names.get(pidKey(pid))
    const key = name === undefined ? pidKey(pid) : `${name} ${pid.node}`
    const row = this.rows.get(key) ?? { name: name ?? formatPid(pid), places: [] }
    this.rows.set(key, row)
    return row
  }
}

/** Of several keys the one that was wrong first, as the promise's lamp tells it. */
function firstOf(
  { violations }: HistoryVerdict & { readonly verdict: 'not linearizable' },
  { events }: HistoryState,
): Violation {
  const eventOf = ({ culprit }: Violation) => events[culprit] ?? 0
  return violations.reduce((first, each) => (eventOf(each) < eventOf(first) ? each : first))
}

function judgedOf(checked: HistoryVerdict, count: number, reason: string): HistoryJudged {
  switch (checked.verdict) {
    case 'linearizable':
      return { verdict: 'holds', checked: count, reason: '' }
    case 'undecided':
      return { verdict: 'undecided', checked: count, reason: checked.reason }
    case 'not linearizable':
      return { verdict: 'broken', checked: count, reason }
  }
}
