/**
 * The system at any moment of a trace: folds forward by the new tail only, and goes back from the
 * nearest picture kept on the way.
 */
import { type Draft, readEvent } from './fold.ts'
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
     * This machine's name: whose belief about lost nodes counts. Null in a world seen from above.
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
      readEvent(draft, this.trace.at(index), this.here)
      if (draft.cursor % limits.snapshotEvery === 0) this.keep(copy(draft))
    }
    this.recent = [draft, ...this.recent].slice(0, 2)
    return draft
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
