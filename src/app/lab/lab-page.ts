/**
 * The simulated world's page: it opens a run, lets the world go on as fast as its clock asks for,
 * and follows the trace frame by frame. What it shows is one store of plain data (state.ts); what
 * somebody does is perform.ts's.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { atStart, follow, type Playback, pause } from '../../lab/index.ts'
import {
  type Breakpoint,
  type loadLab,
  type News,
  type Reading,
  readOn,
  startReading,
  type Theme,
  withinSpeeds,
} from '../../views/index.ts'
import type { LabEntry } from '../entry.ts'
import { type Keep, openKeep } from '../keep.ts'
import type { SpacetimeDesk } from '../spacetime-desk.ts'
import { Branches } from './branches.ts'
import { CompareDesk } from './compare-desk.ts'
import type { Course } from './course.ts'
import { DareDesk } from './dare-desk.ts'
import { labStateOf, type Wishes, wishesAtFirst } from './lab-state.ts'
import { openText } from './links.ts'
import { openRun } from './opening.ts'
import { type Origin, readyOrigin, usualSpeed } from './origin.ts'
import { Runner } from './runner.ts'
import { Said } from './said.ts'
import type { LabPageState } from './state.ts'
import { WorldBox } from './world-box.ts'

export type LabViews = Awaited<ReturnType<typeof loadLab>>

/** Between two pictures in which nothing but the time is new, ms. */
const clockMs = 30
/** So many events between two pictures can't be followed; then there are fewer pictures, ms. */
const crowded = 20
const crowdedMs = 60
/** Between two looks at what isn't on the picture: promises, how far it has run, ms. */
const panelsMs = 100
/** The world's clock never runs further ahead of it than it would in so long, ms. */
const leadMs = 100

export class LabPage {
  readonly store: StoreApi<LabPageState>
  readonly keep: Keep
  readonly runner: Runner
  readonly branches = new Branches()
  /** What there is when nothing else can be opened. */
  readonly first: Origin
  origin: Origin
  /** How often a run was chosen: whoever has waited looks whether another one was meanwhile. */
  chosen = 0
  wishes: Wishes = wishesAtFirst
  /** A run is shown, and it is of this origin; another may be on its way. */
  isOpen = false
  readonly dares = new DareDesk(this)
  readonly compare = new CompareDesk(this)
  /** The clients' history of the run that is shown. */
  history: InstanceType<LabViews['HistoryFold']>
  /** Null until space and time was first opened. */
  spacetime: SpacetimeDesk | null = null
  private shown: Course
  private read: Pick<LabPageState, 'end' | 'reading'> = { end: 0, reading: startReading() }
  /** Where the world's clock is to be by now, virtual ms. */
  private clock = 0
  private lastFrame = performance.now()
  private lastPanels = 0
  private lastShown = 0
  private pictureMs = 0
  private lastNotice = 0
  private isStale = true
  private readonly said = new Said(this)

  constructor(
    readonly entry: LabEntry,
    readonly views: LabViews,
  ) {
    this.history = new views.HistoryFold()
    this.keep = openKeep((problem) => this.tell({ what: 'storage', problem }))
    this.runner = new Runner({
      newBox: (options) => new WorldBox(options),
      grew: () => {
        this.isStale = true
      },
      stopped: ({ place, index }) => this.stopAt(place, index),
      refused: (why) => this.tell({ what: 'refused', why }),
      silent: (ms) =>
        ms === 0 ? this.untell('world_stuck') : this.tell({ what: 'world_stuck', silentMs: ms }),
      failed: (problem) => this.tell({ what: 'world_failed', problem }),
    })
    this.shown = this.runner.course
    const id = entry.as === 'lab' ? entry.program : ''
    this.first = (readyOrigin(id, firstSeed) ?? readyOrigin('heartbeat', firstSeed)) as Origin
    this.origin = this.first
    this.store = createStore<LabPageState>(() => this.emptyState())
  }

  get state(): LabPageState {
    return this.store.getState()
  }

  get course(): Course {
    return this.shown
  }

  set(change: Partial<LabPageState>): void {
    this.store.setState(change)
  }

  begin(): void {
    const { entry } = this
    if (entry.as === 'run') openText(this, entry.text)
    else {
      if (readyOrigin(entry.program, firstSeed) === null)
        this.tell({ what: 'unknown_program', program: entry.program.slice(0, 40) })
      openRun(this, { origin: this.origin })
    }
    const frame = () => {
      // First, so that one bad frame isn't the last.
      requestAnimationFrame(frame)
      this.frame(performance.now())
    }
    requestAnimationFrame(frame)
  }

  /** Shows a notice in place of an older one about the same. */
  tell(news: News): void {
    this.untell(news.what)
    const id = `notice-${++this.lastNotice}`
    this.set({ notices: [...this.state.notices, { ...news, id }] })
  }

  untell(what: News['what']): void {
    const notices = this.state.notices.filter((notice) => notice.what !== what)
    if (notices.length !== this.state.notices.length) this.set({ notices })
  }

  /** Changes what the reader wishes of the lab beside the run. */
  wish(change: Partial<Wishes>): void {
    this.wishes = { ...this.wishes, ...change }
    this.refresh()
  }

  /** Moves the reading cursor; the picture follows at once. */
  show(playback: Playback): void {
    const read = this.readOn()
    this.set({ ...read, playback, system: this.shown.timeline.systemAt(playback.cursor) })
    this.refresh()
  }

  refresh(): void {
    this.isStale = false
    this.lastPanels = performance.now()
    const { challenge } = this.state.lab
    this.set({ lab: labStateOf(this, this.state) })
    this.dares.follow(challenge?.phase ?? null)
  }

  /** Where the cursor is, the world stands. */
  get isAtHead(): boolean {
    const { playback } = this.state
    if (playback.mode === 'live') return true
    return this.shown.stepAt(playback.cursor).end >= this.shown.trace.end
  }

  setSpeed(factor: number): void {
    const speed = withinSpeeds(factor)
    this.set({ playback: { ...this.state.playback, speed } })
  }

  /** A run has come to where it was to go: the reader stands at its end. */
  standAt(mode: 'live' | 'paused'): void {
    const { trace, nowMs } = this.runner.course
    const { speed } = this.state.playback
    this.clock = nowMs
    this.show({ mode, cursor: trace.end, time: nowMs, speed, seen: trace.end, slow: null })
  }

  private stopAt(place: number, index: number): void {
    const breakpoint: Breakpoint | undefined = this.wishes.breakpoints[place]
    if (breakpoint === undefined) return
    const { trace } = this.runner.course
    const cursor = Math.min(Math.max(index + 1, trace.first), trace.end)
    const time = trace.timeAt(cursor - 1)
    this.wishes = { ...this.wishes, stopped: { breakpoint, index } }
    this.show({ ...pause(this.state.playback), cursor, time, seen: trace.end })
  }

  private frame(nowMs: number): void {
    const sinceMs = Math.min(nowMs - this.lastFrame, 250)
    this.lastFrame = nowMs
    const { runner } = this
    runner.look()
    const { playback, end } = this.state
    const read = this.readOn()
    const { trace, nowMs: worldMs } = this.shown
    if (playback.mode !== 'paused') this.said.wear(sinceMs)
    if (playback.mode === 'live' && playback.slow === null && runner.rerun === null) {
      const ahead = worldMs + leadMs * playback.speed
      this.clock = Math.min(Math.max(this.clock, worldMs) + sinceMs * playback.speed, ahead)
      runner.go(this.clock)
    }
    const shownMs = Math.min(nowMs - this.lastShown, 250)
    const next = follow(playback, trace, nowMs, shownMs, worldMs)
    const isMoved = next.cursor !== playback.cursor || next.slow !== playback.slow
    const isDue = shownMs >= (isMoved ? this.pictureMs : clockMs)
    if (isDue && (isMoved || next.time !== playback.time || read.end !== end)) {
      this.lastShown = nowMs
      this.pictureMs = next.cursor - playback.cursor > crowded ? crowdedMs : 0
      const system = isMoved ? this.shown.timeline.systemAt(next.cursor) : this.state.system
      this.set({ ...read, playback: next, system })
    }
    if (nowMs - this.lastPanels >= panelsMs && (isMoved || this.isStale)) this.refresh()
  }

  /** Reads what is new; of another run all of it. Shown with the next picture. */
  private readOn(): Pick<LabPageState, 'end' | 'reading'> {
    const { course } = this.runner
    const { end, reading } = this.read
    const isOther = course !== this.shown
    if (!isOther && course.trace.end === end) return this.read
    this.shown = course
    if (isOther) this.history = new this.views.HistoryFold()
    this.history.read(course.trace)
    const before: Reading = isOther ? startReading() : reading
    this.read = { end: course.trace.end, reading: readOn(before, course.trace) }
    return this.read
  }

  private emptyState(): LabPageState {
    const theme = this.keep.read('theme')
    const playback = { ...atStart, speed: usualSpeed(this.origin) }
    return {
      system: this.runner.course.timeline.systemAt(0),
      ...this.read,
      playback,
      selection: null,
      panel: null,
      view: 'picture',
      theme: (theme === 'light' || theme === 'dark' ? theme : 'system') satisfies Theme,
      keysOpen: false,
      notices: [],
      spacetime: 'closed',
      lab: labStateOf(this, { playback, reading: this.read.reading }),
    }
  }
}

/** Whoever chooses a program begins with it. */
export const firstSeed = 1
