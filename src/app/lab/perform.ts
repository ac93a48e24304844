/** What somebody asks for on the lab page, done: to the world, the reading cursor, the page. */
import { readPidKey } from '../../kernel/index.ts'
import { goLive, type Op, type Playback, pause, play, seek } from '../../lab/index.ts'
import { type Action, faultFrom } from '../../views/index.ts'
import { arrange, closeSpacetime, openSpacetime } from '../spacetime-desk.ts'
import { act, startAgain } from './forking.ts'
import { performLab } from './lab-actions.ts'
import type { LabPage } from './lab-page.ts'
import type { LabPageState } from './state.ts'

/** In slow motion less passes in space-time's window than live, ms. */
const spanAtFirst = 2_000

export function perform(page: LabPage, action: Action): void {
  const { state } = page
  const { trace } = page.course
  switch (action.type) {
    case 'select':
      return page.set({ selection: action.selection })
    case 'op':
      return act(page, simOp(action.op, page.state))
    case 'seek':
      if (action.selection !== undefined) page.set({ selection: action.selection })
      return page.show(seek(state.playback, trace, action.index))
    case 'step':
      return page.show(seek(state.playback, trace, nextStop(page, action)))
    case 'play':
      return goOn(page)
    case 'pause':
      page.runner.stopHere()
      return page.show(pause(page.state.playback))
    case 'speed':
      return page.setSpeed(action.factor)
    case 'live':
      page.wish({ stopped: null, said: null })
      return page.show(goLive(state.playback, trace))
    case 'panel':
      return page.set({ panel: action.panel })
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
    case 'spacetime': {
      const isOpen = state.spacetime !== 'closed'
      if (action.open === true || (action.open === 'toggle' && !isOpen)) {
        void openSpacetime(page, { spanMs: spanAtFirst })
      } else closeSpacetime(page)
      return
    }
    case 'arrange':
      return arrange(page, action.what)
    case 'lab':
      return performLab(page, action.what)
    // Of rooms, lessons and the editor.
    case 'addMachine':
    case 'edit':
    case 'text':
    case 'run':
    case 'reset':
    case 'lessonStep':
    case 'hint':
    case 'leaveLesson':
    case 'observer':
    case 'observe':
    case 'cores':
    case 'measure':
      return
  }
}

/**
 * A node that is killed by hand is a fault as any other: it is listed, and can be ended. A name is
 * that of the selected process, on its node: others may have the same.
 */
function simOp(op: Op, { selection, system }: LabPageState): Op {
  if (op.do === 'kill_node') return { do: 'fault', fault: { do: 'crash', node: op.node } }
  if (!('target' in op && 'name' in op.target) || selection?.thing !== 'process') return op
  const { name } = op.target
  const node = readPidKey(selection.key)?.[0]
  const here = [...system.processes.values()].find(
    (each) => each.name === name && each.pid.node === node && each.exit === null,
  )
  return here === undefined ? op : { ...op, target: { pid: here.key } }
}

/** From the past it plays what happened; at the head the world goes on. */
function goOn(page: LabPage): void {
  const { playback } = page.state
  if (playback.mode !== 'paused') return
  page.wish({ stopped: null, said: null })
  const { trace } = page.course
  const isOver = playback.cursor >= trace.end && playback.time >= page.course.nowMs
  const next: Playback = isOver ? goLive(playback, trace) : play(playback)
  page.show(next)
}

/** Index of the event to stand on: one further, or the next fault that the strip shows. */
function nextStop({ state }: LabPage, { by, to }: { by: 1 | -1; to: 'event' | 'fault' }): number {
  const here = state.playback.cursor - 1
  if (to === 'event') return here + by
  return faultFrom(state.reading.marks, here, by)?.event ?? here
}

function press(page: LabPage, button: string): void {
  if (button !== 'startWorld') throw new Error(`no button is called ${button}`)
  startAgain(page)
}
