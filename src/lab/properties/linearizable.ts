/**
 * The promise to answer like one copy, judged while the run goes on. A history that has failed once
 * fails for ever (Herlihy and Wing 1990, §3.1), and of one that held only what came after a quiet
 * moment is looked at again: see settled.ts. What can't be decided is never said to hold.
 */
import type { Recorded } from '../../kernel/index.ts'
import { checkHistory, type HistoryVerdict } from '../history/check-history.ts'
import { failed, passed, pending, type Verdict } from '../property.ts'
import { NotedHistory } from './history-of.ts'
import { Settled } from './settled.ts'
import type { Watcher } from './watcher.ts'

/** Configurations that a verdict may look at: it is asked for while somebody waits. */
const usualSteps = 300_000

/** After an undecided verdict it is tried again when there is so much more to go by. */
const growth = 1.1

export function isLinearizable(steps = usualSteps): Watcher {
  return new Linearizable(steps)
}

class Linearizable implements Watcher {
  readonly kinds = ['note'] as const
  private readonly history = new NotedHistory()
  private readonly settled = new Settled()
  private judged: Verdict | null = null
  private judgedAgainAt = 0

  constructor(private readonly steps: number) {}

  read(event: Recorded, index: number): void {
    const { history, judged } = this
    history.read(event, index)
    const isOpen = judged?.status !== 'failed' && history.called >= this.judgedAgainAt
    if (isOpen) this.judged = null
  }

  verdict(): Verdict {
    this.judged ??= this.judge()
    return this.judged
  }

  private judge(): Verdict {
    const { history, settled, steps } = this
    const { called, events } = history
    if (called === 0) return pending('no client has asked anything yet')
    const operations = history.operations()
    const rest = checkHistory(settled.rest(operations), { steps })
    // What is told of one that fails is told of operations that there were.
    const isBroken = rest.verdict === 'not linearizable'
    const checked = isBroken ? checkHistory(operations, { steps }) : rest
    this.judgedAgainAt = checked.verdict === 'undecided' ? Math.ceil(called * growth) : 0
    if (checked.verdict === 'linearizable') settled.add(operations, history.waiting)
    return verdictOf(checked, events)
  }
}

function verdictOf(checked: HistoryVerdict, events: readonly number[]): Verdict {
  switch (checked.verdict) {
    case 'linearizable':
      return passed(`${events.length} operations fit one order`, events.at(-1)!)
    case 'undecided':
      return pending(`undecided: ${checked.reason}`)
    case 'not linearizable': {
      // Of several keys the first that failed, whenever it was asked.
      const { culprit, reason } = checked.violations.reduce((first, each) =>
        events[each.culprit]! < events[first.culprit]! ? each : first,
      )
      return failed('some order of all operations explains all answers', reason, events[culprit]!)
    }
  }
}
