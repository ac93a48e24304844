/** What the lab's views are given, from what the page knows and what its reader wishes. */
import type { Term } from '../../kernel/index.ts'
import {
  dareOf,
  freePlay,
  type InForce,
  inForce,
  limits,
  type Playback,
  type Program,
  type Verdict,
} from '../../lab/index.ts'
import type { Deed } from '../../sim/index.ts'
import type { Branch, LabProgram, LabState, Lamp } from '../../views/index.ts'
import { deedSentence, type Names, namesFrom, sayIn } from '../../views/index.ts'
import type { Line } from './branches.ts'
import type { Course } from './course.ts'
import type { LabPage } from './lab-page.ts'
import { usualNodes } from './origin.ts'
import type { LabPageState } from './state.ts'

/** What of the page's own it is told. */
type Shown = Pick<LabPageState, 'playback' | 'reading'>

/** What a reader has chosen beside the run. */
export type Wishes = Pick<LabState, 'breakpoints' | 'stopped' | 'said' | 'brush' | 'panel' | 'link'>

export const wishesAtFirst: Wishes = {
  breakpoints: [],
  stopped: null,
  said: null,
  brush: null,
  panel: 'programs',
  link: null,
}

export function labStateOf(page: LabPage, { playback, reading }: Shown): LabState {
  const names = namesFrom(reading.names)
  const { origin, branches, runner, wishes } = page
  const { course } = page
  const { first, end } = course.trace
  return {
    ...wishes,
    program:
      origin.program === null
        ? { id: 'its own', nodes: origin.nodes, dare: null }
        : labProgram(origin.program),
    programs,
    seed: origin.seed,
    nodes: course.nodes,
    turns: course.turns,
    nowMs: course.nowMs,
    rerun: runner.rerun,
    canUndo: course.deeds.length > 0,
    promises: lampsOf(page),
    inForce: faultsAt(page.course, playback),
    branches: branches.all.map((line) => branchOf(line, page, names)),
    branch: branches.current,
    compared: page.compare.look(),
    challenge: page.dares.look(),
    history: historyOf(page),
    meter: { events: end - first, mostEvents: limits.traceEvents, lost: first },
  }
}

/** Judged by itself while somebody looks at it. */
function historyOf({ history, wishes }: LabPage): LabState['history'] {
  if (wishes.panel === 'history') history.judgeSmall()
  return history.state
}

const programs = freePlay.map(labProgram)

function labProgram(program: Program): LabProgram {
  const known = dareOf(program.id)
  const dare = known === null ? null : { promise: known.promise, par: known.par }
  return { id: program.id, nodes: usualNodes(program), dare }
}

function lampsOf({ origin, course }: LabPage): readonly Lamp[] {
  return (origin.program?.promises ?? []).map(({ name, inWords }) => ({
    name,
    inWords,
    verdict: course.verdicts[name] ?? unknown,
  }))
}

/** Of a promise about which the world has said nothing yet. */
export const unknown: Verdict = { status: 'pending', reason: 'nothing has happened yet' }

/** In force at the reading cursor. */
export function faultsAt({ faults, nowMs }: Course, playback: Playback): readonly InForce[] {
  const before = faults.filter(({ event }) => event < playback.cursor)
  const atMs = playback.mode === 'live' ? nowMs : playback.time
  return inForce(
    before.map(({ step }) => step),
    atMs,
  )
}

function branchOf(line: Line, page: LabPage, names: Names): Branch {
  const { id, parent, fromMs, fromTurn } = line
  const { course, branches } = page
  const isShown = id === branches.current
  const deeds = isShown ? course.deeds : line.deeds
  const first = deeds[line.inherited]
  const told = ({ op }: Deed) => deedSentence(op as unknown as Term, say, names)
  const deed = first === undefined ? '' : told(first)
  const without = line.without === null ? '' : told(line.without)
  return {
    id,
    parent,
    fromMs,
    fromTurn,
    untilMs: isShown ? course.nowMs : line.untilMs,
    deed,
    without,
  }
}

const say = sayIn('en')
