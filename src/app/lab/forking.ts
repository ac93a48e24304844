/**
 * Deeds, and the branches that they leave: at the world's head a deed is just done; in the past the
 * run is run again up to there and goes on as another branch, and the old future is kept.
 */
import type { Op } from '../../lab/index.ts'
import type { Deed } from '../../sim/index.ts'
import type { Line } from './branches.ts'
import type { Step } from './course.ts'
import type { LabPage } from './lab-page.ts'
import type { Goal } from './messages.ts'

/** Does that where the reader stands. */
export function act(page: LabPage, op: Op): void {
  if (page.runner.rerun !== null) return
  page.wish({ said: null })
  if (page.isAtHead) actHere(page, op)
  else fork(page, () => actHere(page, op))
}

function actHere(page: LabPage, op: Op): void {
  const { runner } = page
  const { left, nowMs, turns, deeds } = page.course
  if (left > 0) {
    noteBranch(page)
    page.branches.leave(nowMs, turns, [...deeds])
    page.wish({ said: { what: 'branched', atMs: nowMs } })
  }
  runner.act(op, left > 0, () => {
    if (page.state.playback.mode === 'paused') page.standAt('paused')
    else page.refresh()
  })
}

/** Leaves the run at the reader's place, as another branch. */
export function fork(page: LabPage, then: () => void = () => {}): void {
  const { runner } = page
  runner.settled(() => {
    if (runner.rerun !== null) return
    const { course } = page
    const { playback } = page.state
    const step = course.stepAt(playback.cursor)
    const atMs = Math.max(course.timeOf(step), page.isAtHead ? course.nowMs : playback.time)
    leaveAt(page, step, { atMs, deeds: course.deeds.slice(0, step.deeds) }, then)
  })
}

/** The run goes on from just before the last deed, without it. */
export function undo(page: LabPage): void {
  const { runner } = page
  runner.settled(() => {
    const { deeds } = page.course
    const last = deeds.at(-1)
    if (last === undefined || runner.rerun !== null) return
    const step = { ...page.course.before(deeds.length), turns: last.after }
    leaveAt(page, step, { atMs: last.atMs, deeds: deeds.slice(0, -1), without: last })
  })
}

interface Leaving {
  readonly atMs: number
  readonly deeds: readonly Deed[]
  readonly without?: Deed | null
}

/** Another branch from the end of that step, without what was done since. */
function leaveAt(
  page: LabPage,
  step: Step,
  { atMs, deeds, without = null }: Leaving,
  then: () => void = () => {},
): void {
  if (step.end < page.course.trace.first) return page.tell({ what: 'too_far' })
  noteBranch(page)
  const { mode } = page.state.playback
  const { turns } = step
  const goal = { turns, deeds: deeds.length, atMs }
  const start = { origin: page.origin, deeds, goal, keep: step, lost: lostBy(page) }
  page.runner.start(start, () => {
    page.branches.leave(atMs, turns, deeds, without)
    page.wish({ said: { what: 'branched', atMs } })
    page.standAt(mode === 'live' ? 'live' : 'paused')
    then()
  })
}

/** Goes to another branch, where it was left. */
export function goTo(page: LabPage, id: number): void {
  const { branches, runner } = page
  runner.settled(() => {
    const line = branches.find(id)
    if (line === undefined || id === branches.current || runner.rerun !== null) return
    noteBranch(page)
    const { deeds, untilTurn } = line
    const common = page.course.commonWith(deeds, untilTurn)
    const keep = common.end > page.course.trace.first ? { keep: common } : {}
    const start = { origin: page.origin, deeds, goal: endOf(line), ...keep, lost: lostBy(page) }
    runner.start(start, () => {
      branches.current = id
      page.standAt('paused')
    })
  })
}

/** The same run anew in a fresh box, up to where the last one was, if it had begun at all. */
export function startAgain(page: LabPage): void {
  page.untell('world_failed')
  page.runner.settled(() => {
    noteBranch(page)
    const { origin, branches, runner } = page
    const { deeds } = branches.line
    runner.close()
    runner.start({ origin, deeds, goal: endOf(branches.line), lost: lostBy(page) }, () => {
      page.isOpen = true
      page.standAt('paused')
    })
  })
}

function lostBy(page: LabPage) {
  return (problem: string) => page.tell({ what: 'world_failed', problem })
}

/** Where a branch was left: what was done by hand at its very last moment was done, too. */
export function endOf({ deeds: all, untilMs: atMs, untilTurn: turns }: Line): Goal {
  const isDone = (deed: Deed) => deed.after <= turns && deed.atMs <= atMs
  return { turns, atMs, deeds: all.filter(isDone).length }
}

/** How far the branch that is shown has come; what its recording holds for later is still its. */
export function noteBranch({ branches, course, isOpen }: LabPage): void {
  if (!isOpen) return
  const { deeds, left, nowMs: untilMs, turns: untilTurn } = course
  const ahead = left > 0 ? branches.line.deeds.slice(deeds.length) : []
  branches.note({ deeds: [...deeds, ...ahead], untilMs, untilTurn })
}
