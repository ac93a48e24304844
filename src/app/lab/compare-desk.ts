/** Another branch beside the one that is shown: run again in a box of its own, event by event. */
import { equalTerms, type Pid, samePid, type Term } from '../../kernel/index.ts'
import type { TraceEvent } from '../../lab/index.ts'
import type { LabState, Parting } from '../../views/index.ts'
import type { Course } from './course.ts'
import { endOf, noteBranch } from './forking.ts'
import type { LabPage } from './lab-page.ts'
import { Runner } from './runner.ts'
import { WorldBox } from './world-box.ts'

export class CompareDesk {
  /** The other one, as soon as it has been run. */
  course: Course | null = null
  private runner: Runner | null = null
  private branch: number | null = null
  private seen: Seen | null = null

  constructor(private readonly page: LabPage) {}

  close(): void {
    this.runner?.close()
    this.runner = null
    this.course = null
    this.branch = null
  }

  open(id: number): void {
    const { page } = this
    this.close()
    noteBranch(page)
    const line = page.branches.find(id)
    if (line === undefined || id === page.branches.current) return page.refresh()
    const nothing = () => {}
    const lost = () => {
      this.close()
      page.refresh()
    }
    const runner = new Runner({
      newBox: (options) => new WorldBox(options),
      grew: nothing,
      stopped: nothing,
      refused: nothing,
      silent: nothing,
      failed: lost,
    })
    this.runner = runner
    this.branch = id
    runner.start({ origin: page.origin, deeds: line.deeds, goal: endOf(line), lost }, () => {
      this.course = runner.course
      page.refresh()
    })
  }

  /** What is known by now: the one that is shown may have grown, or be another. */
  look(): LabState['compared'] {
    const { branch, course, page } = this
    if (branch === null) return null
    if (branch === page.branches.current) {
      this.close()
      return null
    }
    if (course === null) return { branch, partedAt: null }
    const before = this.seen?.one === page.course && this.seen.other === course ? this.seen : null
    this.seen = compare(before ?? { one: page.course, other: course, until: 0, partedAt: null })
    return { branch, partedAt: this.seen.partedAt }
  }
}

/** How far two courses have been compared. */
interface Seen {
  readonly one: Course
  readonly other: Course
  readonly until: number
  /** The first event in which they differ; null as long as one is the beginning of the other. */
  readonly partedAt: Parting | null
}

function compare(seen: Seen): Seen {
  if (seen.partedAt !== null) return seen
  const [one, other] = [seen.one.trace, seen.other.trace]
  const until = Math.min(one.end, other.end)
  for (let index = Math.max(seen.until, one.first, other.first); index < until; index++) {
    const event = one.at(index)
    const there = other.at(index)
    if (isSame(event, there)) continue
    return { ...seen, until: index, partedAt: { index, atMs: event.at, there } }
  }
  return { ...seen, until }
}

function isSame(a: TraceEvent, b: TraceEvent): boolean {
  return (
    a.kind === b.kind &&
    a.at === b.at &&
    a.number === b.number &&
    a.node === b.node &&
    a.creation === b.creation &&
    a.lamport === b.lamport &&
    isSamePid(a.subject, b.subject) &&
    isSamePid(a.other, b.other) &&
    equalTerms(a.cause as unknown as Term, b.cause as unknown as Term) &&
    equalTerms(a.term, b.term)
  )
}

function isSamePid(a: Pid | null, b: Pid | null): boolean {
  return a === null || b === null ? a === b : samePid(a, b)
}
