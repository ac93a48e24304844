/** What a node tells, and how long it works at a time, by who looks at it. */
import type { Watch } from '../../kernel/index.ts'
import type { Look } from '../attention.ts'
import { limits } from '../limits.ts'

/**
 * Where nobody reads them, messages and states aren't told: the flight recorder has the newest of
 * them. Lives are told, so that the picture knows of every end, and a census brings what moved
 * meanwhile up to date when somebody looks again.
 */
export function watchFor(watch: Watch, look: Look): Watch {
  const level = look === 'nobody' && watch.level === 'all' ? 'life' : watch.level
  return { ...watch, level, keeps: true }
}

/** Short slices show each event soon; long ones cost less. */
export function sliceMsFor(look: Look): number {
  return look === 'here' ? limits.sliceMs : limits.unseenSliceMs
}
