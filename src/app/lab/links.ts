/**
 * A run as a link or a file, and back. Whatever can't be read is told in words and changes nothing;
 * nothing is uploaded.
 */
import {
  limits,
  type RunRecord,
  readRecord,
  recordEnding,
  writeRecord,
  writeRecordFile,
} from '../../lab/index.ts'
import type { ExportKind } from '../../views/index.ts'
import { linkToLab } from '../entry.ts'
import { noteBranch } from './forking.ts'
import type { LabPage } from './lab-page.ts'
import { bounds } from './messages.ts'
import { openRun } from './opening.ts'
import { originOf, readyOrigin, recordOf } from './origin.ts'

/** The run that is shown, with what is done in it by hand, and the reader's place. */
export function recordNow(page: LabPage): RunRecord {
  noteBranch(page)
  const { origin, branches, course, state } = page
  const { playback } = state
  if (!page.isOpen) return recordOf(origin, branches.line.deeds, 0, null)
  const cursor = playback.mode === 'live' ? course.trace.end : playback.cursor
  return recordOf(origin, branches.line.deeds, course.nowMs, cursor)
}

/** Makes a link of it; one that is too long becomes a file. */
export function share(page: LabPage): void {
  const { form, text } = writeRecord(recordNow(page))
  if (form === 'file') {
    page.wish({ link: { href: '', tooLong: true } })
    return saveText(page, text)
  }
  const { href } = new URL(linkToLab({ as: 'run', text }), location.href)
  page.wish({ link: { href, tooLong: false } })
}

/** The recording as a file. */
export function save(page: LabPage): void {
  saveText(page, writeRecordFile(recordNow(page)))
}

/** The picture in sight, or the trace, as other programs read it. */
export async function exportAs(page: LabPage, kind: ExportKind): Promise<void> {
  const element = document.querySelector('.lc-stage')
  if (element === null) return
  const { playback } = page.state
  const facts = { trace: page.course.trace, cursor: playback.cursor, element }
  const made = await page.views.exportOf(kind, facts)
  page.untell('no_export')
  if ('problem' in made) page.tell({ what: 'no_export', problem: made.problem })
  else download(page, made.blob, made.ending)
}

function saveText(page: LabPage, text: string): void {
  download(page, new Blob([text], { type: 'application/json' }), recordEnding)
}

function download({ origin }: LabPage, blob: Blob, ending: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  const id = 'id' in origin.shared ? origin.shared.id : 'run'
  link.href = url
  link.download = `${id}-${origin.seed}${ending}`
  link.click()
  // Not before the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Opens a recording out of a link or a file, and goes to where its reader stood. */
export function openText(page: LabPage, text: string): void {
  void openRecord(page, text).then((opened) => {
    // Whoever came by a bad link has nothing yet.
    if (!opened && page.course.turns === 0 && page.runner.rerun === null)
      openRun(page, { origin: page.origin })
  })
}

async function openRecord(page: LabPage, text: string): Promise<boolean> {
  const read = readRecord(text)
  page.untell('bad_record')
  if ('problem' in read) {
    page.tell({ what: 'bad_record', problem: read.problem })
    return false
  }
  const { record } = read
  if (page.dares.takeFrom(record)) return true
  const chosen = ++page.chosen
  const found = await originOf(record)
  // Something else was chosen meanwhile.
  if (chosen !== page.chosen) return true
  if ('unknown' in found)
    page.tell({ what: 'unknown_program', program: found.unknown.slice(0, 40) })
  else if ('problem' in found) page.tell({ what: 'record_code', problem: found.problem })
  else {
    const { cursor } = record
    const atMs = record.options.untilMs ?? usualMs
    const events = Math.min(cursor ?? bounds.openEvents, bounds.openEvents)
    const { origin, deeds } = found
    openRun(page, { origin, deeds, goal: { atMs, events } }, () => {
      page.dares.leave()
      page.untell('other_code')
      if (found.isOther) page.tell({ what: 'other_code' })
    })
    return true
  }
  return false
}

/** Of records that don't say how long they took, virtual ms. */
const usualMs = 20_000

/** Leaves this run for a ready program in a fresh one; false when there is none of that name. */
export function openProgram(page: LabPage, id: string, seed: number, nodes?: number): boolean {
  const size = nodes === undefined ? undefined : Math.min(Math.max(1, nodes), limits.recordNodes)
  const origin = readyOrigin(id, seed, size)
  if (origin === null) {
    page.tell({ what: 'unknown_program', program: id.slice(0, 40) })
    return false
  }
  page.dares.leave()
  openRun(page, { origin })
  // Whoever reloads the page finds this program again.
  history.replaceState(null, '', linkToLab({ as: 'lab', program: id }))
  return true
}
