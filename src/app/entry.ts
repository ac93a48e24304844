/**
 * How somebody came in: by the plain address, by the link of a room, or as the machine that a
 * window before has added. The room stays in the address, so that a reload comes back to it.
 */
import { readRoomCode } from '../classroom/index.ts'

export type Entry =
  /** A room of one's own: this machine starts the system. */
  | { readonly as: 'home'; readonly room: string; readonly unreadable: string | null }
  /** Somebody else's room: this machine brings an empty node. */
  | { readonly as: 'guest'; readonly room: string }

/**
 * @param hash the address's fragment: `#room=KQPMR` or `#room=KQPMR&as=guest`
 * @param ownRoom the room that this tab has opened itself, as it remembers over a reload
 * @param newCode makes a code for a new room
 */
export function readEntry(hash: string, ownRoom: string | null, newCode: () => string): Entry {
  const asked = new URLSearchParams(hash.replace(/^#/, ''))
  const text = asked.get('room')
  if (text === null || text === '')
    return { as: 'home', room: ownRoom ?? newCode(), unreadable: null }
  const room = readRoomCode(text)
  if (room === null) return { as: 'home', room: newCode(), unreadable: text }
  if (asked.get('as') !== 'guest' && room === ownRoom) return { as: 'home', room, unreadable: null }
  return { as: 'guest', room }
}

/** Somebody who came for the simulated world: for a ready program, or with a recording. */
export type LabEntry =
  | { readonly as: 'lab'; readonly program: string }
  | { readonly as: 'run'; readonly text: string }

/** `#lab=heartbeat` or `#run=<packed recording>`; null for anybody else. */
export function readLabEntry(hash: string): LabEntry | null {
  const [, as, text = ''] = /^#(lab|run)=(.*)$/s.exec(hash) ?? []
  if (as === 'run') return { as, text }
  return as === 'lab' ? { as, program: text } : null
}

export function linkToLab(entry: LabEntry): string {
  return entry.as === 'lab' ? `#lab=${entry.program}` : `#run=${entry.text}`
}

/** The fragment that brings somebody into a room. */
export function linkTo(room: string, as?: 'guest'): string {
  return `#room=${room}${as === undefined ? '' : `&as=${as}`}`
}
