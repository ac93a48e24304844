/**
 * What runs in a worker or a thread for a peer, bundled as one script: it does one piece of work at
 * a time with somebody else's actors, and times it.
 */
import type { Measured } from '../drive.ts'
import { held as heldByNact, nactPrograms } from './nact.ts'
import { held as heldByXState, xstatePrograms } from './xstate.ts'

/** Does the work at that size, and answers how many operations it was. */
export type PeerProgram = (size: number) => Promise<number>

export interface PeerQuestion {
  readonly peer: 'nact' | 'xstate'
  readonly program: string
  readonly size: number
}

const programs = { nact: nactPrograms, xstate: xstatePrograms }

export async function run({ peer, program, size }: PeerQuestion): Promise<Measured> {
  heldByNact.actors = []
  heldByXState.actors = []
  const work = programs[peer][program]
  if (work === undefined) throw new Error(`${peer} has no program ${program}`)
  const began = performance.now()
  const operations = await work(size)
  return { operations, ms: performance.now() - began }
}
