/**
 * The system at any moment of a trace: folds forward by the new tail only, and goes back from the
 * nearest picture kept on the way.
 */
import { type Draft, readEvent } from './fold.ts'
import { fromAbove, readFromAbove } from './from-above.ts'
import { limits } from './limits.ts'
import type { System } from './system.ts'
import type { Trace } from './trace.ts'

export class Timeline {
  /** Pictures kept for going back, oldest first. */
  private readonly kept: Draft[] = []
  /** The last two answers: what is shown, and the newest. */
  private recent: Draft[] = []

  constructor(
    private readonly trace: Trace,
    /**
     * This machine's name: whose belief about lost nodes counts. Null: anybody's. `fromAbove`:
     * nobody's, because it is known what really is.
     */
    private readonly here: string | null,
  ) {}

  /** The system after the events before `cursor` (a trace index). */
  systemAt(cursor: number): System {
    const target = Math.min(Math.max(cursor, this.trace.first), this.trace.end)
    let draft = this.nearest(target)
    if (draft.cursor === target) return draft
    draft = copy(draft)
    for (let index = Math.max(draft.cursor, this.trace.first); index < target; index++) {
      const event = this.trace.at(index)
      readEvent(draft, event, this.here)
      if (this.here === fromAbove) readFromAbove(draft, event)
      if (draft.cursor % strideOf(draft) === 0) this.keep(copy(draft))
    }
    this.recent = [draft, ...this.recent].slice(0, 2)
    return draft
  }

  /** The same for a trace that is the same up to its end. */
  cutAt(trace: Trace): Timeline {
    const copy = new Timeline(trace, this.here)
    const isIn = ({ cursor }: Draft) => cursor <= trace.end
    copy.kept.push(...this.kept.filter(isIn))
    copy.recent = this.recent.filter(isIn)
    return copy
  }

  private nearest(target: number): Draft {
    let best: Draft | null = null
    for (const draft of [...this.kept, ...this.recent]) {
      if (draft.cursor <= target && (best === null || draft.cursor > best.cursor)) best = draft
    }
    return best ?? empty()
  }

  private keep(draft: Draft): void {
    if (this.kept.some((k) => k.cursor === draft.cursor)) return
    this.kept.push(draft)
    while ((this.kept[1]?.cursor ?? Number.POSITIVE_INFINITY) <= this.trace.first) this.kept.shift()
  }
}

/** Events between two pictures: the more there is on them, the fewer are kept. */
function strideOf({ processes, nodes }: Draft): number {
  let stride: number = limits.snapshotEvery
  while (stride < processes.size + nodes.size) stride *= 2
  return stride
}

function empty(): Draft {
  return { processes: new Map(), nodes: new Map(), machines: new Map(), cursor: 0, at: 0 }
}

function copy(draft: Draft): Draft {
  return {
    processes: new Map(draft.processes),
    nodes: new Map(draft.nodes),
    machines: new Map(draft.machines),
    cursor: draft.cursor,
    at: draft.at,
  }
}
