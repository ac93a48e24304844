/** What somebody asks for, done: to the running system, to the reading cursor, or to the page. */
import { goLive, pause, play, seek } from '../lab/index.ts'
import { type Action, faultFrom, type LabAction } from '../views/index.ts'
import { openEditor, refreshEditor } from './editing.ts'
import { linkTo, linkToLab } from './entry.ts'
import { benchOf, goTo, moreHints, openLesson } from './lesson-desk.ts'
import { lessons } from './lessons.ts'
import { closeCores, measure, openCores } from './measuring.ts'
import { closeObserver, observe, openObserver } from './observing.ts'
import { type Page, playground } from './page.ts'
import { arrange, closeSpacetime, isSpacetimeSeen, openSpacetime } from './spacetime-desk.ts'
import type { PageState } from './state.ts'

export function perform(page: Page, action: Action): void {
  const { state, experiment } = page
  const { trace } = experiment
  switch (action.type) {
    case 'select':
      return page.set({ selection: action.selection })
    case 'op':
      return experiment.machine.apply(action.op)
    case 'seek':
      if (action.selection !== undefined) page.set({ selection: action.selection })
      return page.show(seek(state.playback, trace, action.index))
    case 'step':
      return page.show(seek(state.playback, trace, nextStop(state, action)))
    case 'play':
      return page.show(state.playback.mode === 'paused' ? play(state.playback) : state.playback)
    case 'pause':
      return page.show(pause(state.playback))
    case 'speed':
      return page.set({ playback: { ...state.playback, speed: action.factor } })
    case 'live':
      return page.show(goLive(state.playback, trace))
    case 'addMachine':
      return addMachine(page)
    case 'panel':
      // The shelf of lessons stands in the lesson's place until it is closed.
      return page.set({ panel: action.panel, shelf: shelfAfter(state, action.panel) })
    case 'view':
      return page.set({ view: action.view })
    case 'theme':
      page.keep.write('theme', action.theme)
      return page.set({ theme: action.theme })
    case 'keys':
      return page.set({ keysOpen: action.open })
    case 'press':
      return press(page, action.button)
    case 'dismiss':
      return page.set({ notices: state.notices.filter(({ id }) => id !== action.notice) })
    case 'edit':
      return openEditor(page, action.file)
    case 'text':
      page.program.workshop.write(action.file, action.text)
      return refreshEditor(page)
    case 'reset':
      page.program.workshop.reset(action.file)
      return refreshEditor(page, [])
    case 'run':
      void run(page)
      return
    case 'lessonStep':
      if (state.lesson !== null) page.set({ lesson: goTo(state.lesson, action.step, page.keep) })
      return
    case 'hint':
      if (state.lesson !== null) page.set({ lesson: moreHints(state.lesson, action.step) })
      return
    case 'leaveLesson':
      return leaveLesson(page)
    case 'observer':
      if (state.cores !== 'closed') closeCores(page)
      if (action.open) void openObserver(page)
      else closeObserver(page)
      return
    case 'observe':
      return observe(page, action.what)
    case 'cores':
      if (action.open) void openCores(page)
      else closeCores(page)
      return
    case 'measure':
      return measure(page, action.what)
    case 'spacetime':
      if (action.open === true || (action.open === 'toggle' && !isSpacetimeSeen(state))) {
        // What stands before it makes room.
        if (state.cores !== 'closed') closeCores(page)
        if (state.observer !== 'closed') closeObserver(page)
        void openSpacetime(page)
      } else closeSpacetime(page)
      return
    case 'arrange':
      return arrange(page, action.what)
    case 'lab':
      return goToLab(action.what)
  }
}

/** The simulated world has a page of its own. */
function goToLab(what: LabAction): void {
  if (what.act === 'program') location.hash = linkToLab({ as: 'lab', program: what.id })
}

function shelfAfter({ shelf, panel }: PageState, next: PageState['panel']): boolean {
  if (next === 'lesson') return true
  return next === null && (panel === 'lesson' || panel === null) ? false : shelf
}

/** Index of the event to stand on: one further, or the next fault that the strip shows. */
function nextStop(state: PageState, { by, to }: { by: 1 | -1; to: 'event' | 'fault' }): number {
  const here = state.playback.cursor - 1
  if (to === 'event') return here + by
  return faultFrom(state.reading.marks, here, by)?.event ?? here
}

/** A window beside this one. A browser that allows none gets a link instead. */
function addMachine(page: Page): void {
  const link = new URL(linkTo(page.entry.room, 'guest'), location.href).href
  const width = Math.max(480, Math.floor(screen.availWidth / 2))
  const place = `popup,width=${width},height=${screen.availHeight},left=${screen.availWidth - width},top=0`
  const opened = window.open(link, '_blank', place)
  if (opened === null) page.tell({ what: 'popup_refused', link })
  else opened.opener = null
}

function press(page: Page, button: string): void {
  const { state, experiment, program } = page
  const [what, subject = ''] = button.split(':')
  switch (what) {
    case 'startHere':
      page.untell('system_lost')
      page.untell('system_ended')
      page.untell('nobody_here')
      page.set({ part: 'home' })
      experiment.machine.addNode('n2')
      return program.boot()
    case 'restartNode':
      page.untell('node_gave_up')
      return experiment.machine.restartNode(subject)
    case 'givenText':
      page.untell('kept_text')
      for (const file of program.bench.edit) program.workshop.reset(file)
      return refreshEditor(page)
    case 'ownRoom':
      location.assign(new URL('./', location.href).pathname)
      return
    case 'reload':
      location.reload()
      return
    case 'kill':
      return experiment.machine.apply({ do: 'kill', target: { name: subject } })
    case 'cut':
      return experiment.machine.apply({ do: 'cut', machine: subject })
    case 'mend':
      return experiment.machine.apply({ do: 'mend', machine: subject })
    case 'freePlay':
      return page.set({ coachDone: true })
    case 'addMachine':
      return addMachine(page)
    case 'lesson':
      return startLesson(page, Number(subject))
    case 'live':
      return page.show(goLive(state.playback, experiment.trace))
    default:
      throw new Error(`no button is called ${button}`)
  }
}

function startLesson(page: Page, number: number): void {
  const folder = lessons[number]
  if (folder === undefined) return
  if (page.state.part === 'guest') {
    return page.tell({ what: 'guest_lesson', room: page.entry.room })
  }
  const lesson = { ...openLesson(folder, page.keep), running: true }
  // The first minute is over for who takes a lesson.
  page.set({ lesson, editor: null, selection: null, panel: 'lesson', coachDone: true })
  void page.program.exchange(benchOf(lesson))
}

function leaveLesson(page: Page): void {
  page.set({ lesson: null, editor: null, selection: null })
  void page.program.exchange(playground)
}

/**
 * A lesson's run starts its program anew, so that its checks judge one run; else code is swapped.
 */
async function run(page: Page): Promise<void> {
  const errors = await page.program.run()
  refreshEditor(page, errors)
  if (errors.length === 0 && page.state.lesson?.running === true) page.program.restart()
}
