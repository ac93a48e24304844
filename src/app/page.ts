/**
 * The page's life: it comes into a room, starts its machine, and follows the trace frame by frame.
 * What it shows is one store of plain data (state.ts); what somebody does is perform.ts's.
 */
import programs from 'virtual:compiled-programs'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { newRoomCode } from '../classroom/index.ts'
import { atStart, counterTree, follow, machineOf, type Playback } from '../lab/index.ts'
import { firstMinute, readOn } from '../tutor/index.ts'
import { type News, readOn as readOnTrace, startReading, type Theme } from '../views/index.ts'
import { machineNames, wallNow } from '../web/index.ts'
import { showInConsole } from './console.ts'
import type { CoresDesk } from './cores-desk.ts'
import { type Entry, linkTo, readEntry } from './entry.ts'
import { Experiment } from './experiment.ts'
import { type Keep, openKeep, openMemory, tabMemory } from './keep.ts'
import { look } from './lesson-desk.ts'
import { hear } from './news.ts'
import type { ObserverDesk } from './observer-desk.ts'
import { ProgramDesk, rootOf } from './program-desk.ts'
import type { SpacetimeDesk } from './spacetime-desk.ts'
import type { PageState } from './state.ts'

/** Between two looks at a lesson's checks, ms. */
const judgeMs = 250
/** How long a machine that comes back listens for others before it starts the system, ms. */
const meetMs = 400
/** How long a guest waits for somebody before it says that nobody is in the room. */
const aloneMs = 4_000
/** Between two pictures in which nothing but the time is new, ms. */
const clockMs = 100
/** Between two pictures of a recording that plays, ms. */
const playingMs = 50
/** Between two looks at the trace while nobody can see the page, ms. */
const hiddenMs = 1_000

export const playground = {
  id: counterTree.id,
  root: counterTree.root,
  files: counterTree.files,
  edit: counterTree.files.map(({ name }) => name),
  modules: programs[counterTree.id] ?? [],
} as const

export interface PageOptions {
  readonly boxedNode: string
  readonly version: string
  readonly introducer: string | null
}

export class Page {
  readonly store: StoreApi<PageState>
  readonly keep: Keep
  readonly entry: Entry
  readonly experiment: Experiment
  readonly program: ProgramDesk
  /** Null until the observer was first opened. */
  observer: ObserverDesk | null = null
  /** Null until one to many cores was first opened. */
  cores: CoresDesk | null = null
  /** Null until space and time was first opened. */
  spacetime: SpacetimeDesk | null = null
  /** The room was made just now. */
  private readonly fresh: boolean
  /** This tab, or the one it is a copy of, had opened the room before. */
  private returning = false
  /** When the machine had its name and began to listen for others, ms; and whether it met one. */
  private joinedAt = Number.POSITIVE_INFINITY
  private met = false
  /** The machine that the room's system was last seen on. */
  private rootSeenOn: string | null = null
  private lastFrame = performance.now()
  private lastJudged = 0
  private lastNotice = 0

  constructor(options: PageOptions) {
    const random = { next: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0 }
    this.entry = readEntry(location.hash, tabMemory.read('room'), () => newRoomCode(random))
    const { as, room } = this.entry
    this.fresh = tabMemory.read('room') !== room && as === 'home'
    tabMemory.write('room', as === 'home' ? room : null)
    history.replaceState(null, '', linkTo(room))
    this.store = createStore<PageState>(() => emptyState(room, as))
    this.keep = openKeep((problem) => this.tell({ what: 'storage', problem }))
    this.set({ theme: readTheme(this.keep) })
    this.experiment = new Experiment({
      ...options,
      machine: machineNames[random.next() % machineNames.length] ?? 'heron',
      room,
      alone: this.fresh,
      nodes: as === 'home' ? ['n1', 'n2'] : ['n1'],
      onNews: (event) => hear(this, event),
    })
    this.program = new ProgramDesk(
      playground,
      this.experiment,
      as === 'home' ? this.keep : openMemory(),
    )
    showInConsole(this.experiment)
  }

  get state(): PageState {
    return this.store.getState()
  }

  set(change: Partial<PageState>): void {
    this.store.setState(change)
  }

  /** Starts what this page came for, and follows the trace from then on. */
  begin(): void {
    void this.program.prepare().then((ok) => {
      if (!ok) this.tell({ what: 'kept_text' })
    })
    const { entry } = this
    if (entry.as === 'guest') setTimeout(() => this.checkAlone(), aloneMs)
    else if (this.fresh) this.program.boot()
    else this.returning = true
    if (entry.as === 'home' && entry.unreadable !== null) {
      this.tell({ what: 'unknown_room', text: entry.unreadable.slice(0, 40) })
    }
    this.attend()
    document.addEventListener('visibilitychange', () => this.attend())
    const frame = () => {
      // First, so that one bad frame isn't the last.
      requestAnimationFrame(frame)
      this.frame(performance.now())
    }
    requestAnimationFrame(frame)
    // A hidden page gets no frames; what it has to do for others it does all the same.
    setInterval(() => document.hidden && this.lookAround(), hiddenMs)
  }

  /** Tells the machine whether somebody looks, or a check does: neither must miss anything. */
  private attend(): void {
    const checked = this.state.lesson?.running === true
    this.experiment.machine.attend({ seen: !document.hidden, checked })
  }

  /** Shows a notice in place of an older one about the same. */
  tell(news: News): void {
    const others = this.state.notices.filter(({ what }) => what !== news.what)
    this.set({ notices: [...others, { ...news, id: `notice-${++this.lastNotice}` }] })
  }

  untell(what: News['what']): void {
    const notices = this.state.notices.filter((notice) => notice.what !== what)
    if (notices.length !== this.state.notices.length) this.set({ notices })
  }

  /** Moves the reading cursor; the picture follows at once. */
  show(playback: Playback): void {
    const { trace, timeline, name } = this.experiment
    const system = timeline.systemAt(playback.cursor)
    const shown = playback.mode === 'live' ? playback.cursor : trace.end
    const minute = readOn(this.state.minute, trace, shown, name)
    const rewound = minute.rewound || (minute.lost !== null && playback.mode === 'paused')
    this.set({
      playback,
      system,
      minute: rewound === minute.rewound ? minute : { ...minute, rewound },
    })
  }

  private frame(nowMs: number): void {
    // A recording that plays moves at every frame; that often nobody needs a picture.
    if (this.state.playback.mode === 'playing' && nowMs - this.lastFrame < playingMs) return
    const sinceMs = nowMs - this.lastFrame
    this.lastFrame = nowMs
    const { trace } = this.experiment
    const { playback, lesson } = this.state
    this.lookAround()
    const next = follow(playback, trace, nowMs, sinceMs, wallNow())
    if (next.cursor !== playback.cursor || next.slow !== playback.slow) this.show(next)
    else if (Math.abs(next.time - playback.time) >= clockMs || next.seen !== playback.seen) {
      this.set({ playback: next })
    }
    if (lesson === null || !lesson.running || nowMs - this.lastJudged < judgeMs) return
    this.lastJudged = nowMs
    const looked = look(lesson, trace, this.keep, this.experiment.name)
    if (looked !== lesson) this.set({ lesson: looked })
  }

  /** A report of the machine about itself and others. */
  note(what: 'joined' | 'met'): void {
    if (what === 'joined') this.joinedAt = performance.now()
    else this.met = true
  }

  private lookAround(): void {
    this.experiment.look()
    // Also while nobody sees the page: what is let go of the trace must have been read before.
    if (this.experiment.trace.end !== this.state.end) this.readOn()
    this.program.look()
    if (this.returning) this.comeBack()
  }

  /**
   * After a reload the system is started again, unless it runs elsewhere in the room: a duplicated
   * tab remembers the same as the tab it was copied from.
   */
  private comeBack(): void {
    const elsewhere = rootOf(this.experiment.now, this.program.bench.root) !== null
    const waited = performance.now() - this.joinedAt
    if (!elsewhere && waited < (this.met ? aloneMs : meetMs)) return
    this.returning = false
    if (elsewhere) this.set({ part: 'guest' })
    else this.program.boot()
  }

  private readOn(): void {
    const { trace, name } = this.experiment
    const reading = readOnTrace(this.state.reading, trace)
    this.set({ end: trace.end, reading, machine: name })
    this.checkSystem()
  }

  /** A system that was there and is gone is told in words, once. */
  private checkSystem(): void {
    const { now, name } = this.experiment
    const root = rootOf(now, this.program.bench.root)
    if (root !== null) {
      this.rootSeenOn = machineOf(root.pid.node)
      this.untell('nobody_here')
      this.untell('system_ended')
      return this.untell('system_lost')
    }
    const where = this.rootSeenOn
    if (where === null || this.program.busy) return
    if (where === name) {
      if (!this.experiment.ready.has(`n1@${name}`)) return
      this.tell({ what: 'system_ended' })
    } else if (now.machines.get(where)?.status === 'down') {
      this.tell({ what: 'system_lost', machine: where })
    } else return
    this.rootSeenOn = null
  }

  private checkAlone(): void {
    const { now, name } = this.experiment
    if (this.state.notices.some(({ what }) => what === 'room_full' || what === 'other_version'))
      return
    const others = [...now.machines.keys()].some((machine) => machine !== name)
    if (!others && rootOf(now, this.program.bench.root) === null) {
      this.tell({ what: 'nobody_here', room: this.entry.room })
    }
  }
}

function readTheme(keep: Keep): Theme {
  const kept = keep.read('theme')
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

function emptyState(room: string, part: PageState['part']): PageState {
  return {
    room,
    machine: '',
    part,
    system: { processes: new Map(), nodes: new Map(), machines: new Map(), cursor: 0, at: 0 },
    end: 0,
    reading: startReading(),
    playback: atStart,
    minute: firstMinute,
    selection: null,
    panel: null,
    view: 'picture',
    theme: 'system',
    keysOpen: false,
    notices: [],
    editor: null,
    lesson: null,
    // A guest's window is often small, and a lesson needs a room of one's own.
    shelf: part === 'home',
    observer: 'closed',
    cores: 'closed',
    spacetime: 'closed',
    coachDone: false,
  }
}
