/** How the signs of the fault lane look and sound. */
import type { Sign } from '../icon.tsx'
import type { MarkKind } from './reading.ts'

export const markSigns: Readonly<Record<MarkKind, Sign>> = {
  death: 'kill',
  gave_up: 'fuse',
  restart: 'restart',
  suspected: 'suspected',
  lost: 'lost',
  joined: 'joined',
  edit: 'edit',
  hand: 'hand',
}

/** What people did stands in a lane of its own. */
export function isByHand(kind: MarkKind): boolean {
  return kind === 'hand' || kind === 'edit'
}
