/** What somebody asks of the simulated world itself, done. */
import { endOf, type Fault, pause, seek } from '../../lab/index.ts'
import type { Breakpoint, LabAction } from '../../views/index.ts'
import { act, fork, goTo, undo } from './forking.ts'
import { firstSeed, type LabPage } from './lab-page.ts'
import { exportAs, openProgram, openText, save, share } from './links.ts'
import { bounds } from './messages.ts'
import { openRun } from './opening.ts'

export function performLab(page: LabPage, action: LabAction): void {
  const { state, wishes, origin } = page
  switch (action.act) {
    case 'speed':
      return page.setSpeed(action.factor)
    case 'turn':
      return takeTurn(page, action.by)
    case 'fault':
      return strike(page, action.fault)
    case 'end': {
      const fault = state.lab.inForce[action.place]?.fault
      return fault === undefined ? undefined : strike(page, endOf(fault))
    }
    case 'heal':
      return strike(page, { do: 'heal', all: true })
    case 'undo':
      return undo(page)
    case 'fork':
      return page.runner.rerun === null ? fork(page) : undefined
    case 'branch':
      return goTo(page, action.id)
    case 'breakpoint':
      return addBreakpoint(page, action.breakpoint)
    case 'clearBreakpoint':
      return breakAt(page, wishes.breakpoints.toSpliced(action.place, 1))
    case 'seed':
      page.dares.leave()
      return openRun(page, { origin: { ...origin, seed: action.seed >>> 0 } })
    case 'program':
      openProgram(page, action.id, firstSeed, action.nodes)
      return
    case 'scale':
      return act(page, { do: 'scale', nodes: action.nodes })
    case 'brush':
      return page.wish({ brush: action.side })
    case 'partition': {
      const { brush } = wishes
      page.wish({ brush: null })
      if (brush === null || brush.length === 0) return
      return strike(page, { do: 'partition', groups: [brush] })
    }
    case 'share':
      return share(page)
    case 'save':
      return save(page)
    case 'open':
      return openText(page, action.text.trim().replace(/^[^#{]*#run=/, ''))
    case 'panel':
      return page.wish({ panel: action.panel })
    case 'compare':
      if (action.branch !== null) return page.compare.open(action.branch)
      page.compare.close()
      return page.refresh()
    case 'challenge':
      if (action.promise !== null) return page.dares.dare(action.promise)
      page.dares.leave()
      return page.refresh()
    case 'giveUp':
      return page.dares.giveUp()
    case 'senderRun':
      return page.dares.senderRun()
    case 'judge':
      page.history.judge()
      return page.refresh()
    case 'export':
      void exportAs(page, action.as)
      return
  }
}

function strike(page: LabPage, fault: Fault): void {
  act(page, { do: 'fault', fault })
}

/** One delivery: forth by running at the head, else by reading. */
function takeTurn(page: LabPage, by: 1 | -1): void {
  const { runner, course, state } = page
  if (runner.rerun !== null) return
  const { trace } = course
  const { playback } = state
  page.wish({ stopped: null })
  const end = course.neighbour(playback.cursor, by)
  if (by === 1 && (playback.mode === 'live' || end === null)) {
    page.show(pause(playback))
    const before = course.nowMs
    return runner.deliver(() => {
      page.standAt('paused')
      const passedMs = runner.course.nowMs - before
      const isIdle = passedMs >= bounds.deliverMs
      page.wish({ said: isIdle ? { what: 'idle', atMs: passedMs } : null })
    })
  }
  if (end !== null) page.show(seek(playback, trace, end - 1))
  else if (by === -1) page.show({ ...pause(playback), cursor: trace.first, time: 0 })
}

/** The same one twice is one. */
function addBreakpoint(page: LabPage, breakpoint: Breakpoint): void {
  const { breakpoints } = page.wishes
  const isKnown = breakpoints.some((each) => JSON.stringify(each) === JSON.stringify(breakpoint))
  if (!isKnown) breakAt(page, [...breakpoints, breakpoint])
}

function breakAt(page: LabPage, breakpoints: readonly Breakpoint[]): void {
  page.wish({ breakpoints })
  page.runner.watch(breakpoints)
}
