/**
 * Another run for the page. Until it has come to where it is to be read the one that is shown
 * stays, and if it can't come, too.
 */
import { seek } from '../../lab/index.ts'
import type { Deed } from '../../sim/index.ts'
import type { LabPage } from './lab-page.ts'
import type { Goal } from './messages.ts'
import { type Origin, usualSpeed } from './origin.ts'

export interface Opened {
  readonly origin: Origin
  readonly deeds?: readonly Deed[]
  /** Where its reader is to stand; without it, at its beginning. */
  readonly goal?: Goal
  /** Without it, it runs when there is no goal. */
  readonly mode?: 'live' | 'paused'
}

/** `then`: it is shown. */
export function openRun(page: LabPage, run: Opened, then: () => void = () => {}): void {
  const { origin, deeds = [], goal, mode = goal === undefined ? 'live' : 'paused' } = run
  page.chosen++
  page.untell('world_failed')
  page.untell('record_code')
  // Of what is on its way is spoken as long as there is nothing else.
  if (!page.isOpen) become(page, origin, deeds)
  const lost = (problem: string) => {
    if (!page.isOpen && origin !== page.first) openRun(page, { origin: page.first })
    page.tell({ what: origin.program === null ? 'record_code' : 'world_failed', problem })
  }
  const start = { origin, deeds, goal: goal ?? { atMs: 0 }, isOptional: true, lost }
  page.runner.start(start, () => {
    become(page, origin, deeds)
    page.isOpen = true
    page.standAt(mode)
    const { trace } = page.course
    const isWithin = goal?.events !== undefined && goal.events < trace.end
    if (isWithin) page.show(seek(page.state.playback, trace, goal.events - 1))
    if (mode === 'paused') {
      const what = page.entry.as === 'run' ? 'shared' : 'recorded'
      page.wish({ said: { what, atMs: page.state.playback.time } })
    }
    then()
  })
}

function become(page: LabPage, origin: Origin, deeds: readonly Deed[]): void {
  const isOther = origin.codeHash !== page.origin.codeHash
  page.origin = origin
  if (isOther) page.setSpeed(usualSpeed(origin))
  page.branches.begin(deeds)
  page.compare.close()
  page.set({ selection: null })
  page.wish({ stopped: null, said: null, link: null, brush: null })
}
