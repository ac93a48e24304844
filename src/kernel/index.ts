/** The kernel's front door: Erlang's runtime, small (erts in Erlang's own map). */
export { type Destination, isReply, type Target } from './address.ts'
export * from './bond-verbs.ts'
export { CodeServer } from './code.ts'
export {
  DecodeError,
  decodeEvents,
  decodeFrames,
  decodeTerm,
  EventBatch,
  encodeEvents,
  encodeFrames,
  encodeTerm,
  FrameBatch,
} from './codec.ts'
export { copyTerm, TermError } from './copy.ts'
export { caught, guard } from './current.ts'
export type {
  Clock,
  Environment,
  EventId,
  Random,
  Recorded,
  Tracer,
  Transport,
} from './environment.ts'
export { badarg, Doomed, error, exit, type Locate, Raised } from './exit.ts'
export { type Block, cell, Field, nameOf } from './field.ts'
export type { Frame, Signal, Start } from './frame.ts'
export * from './info-verbs.ts'
export { limits } from './limits.ts'
export { queueLength } from './mailbox.ts'
export { copyRef, Pid, pidKey, Ref, refKey, samePid, sameRef } from './names.ts'
export { Node, type NodeOptions } from './node.ts'
export * from './node-verbs.ts'
export { type Column, mostRows, observe, type Question, treeRows } from './observe.ts'
export {
  Become,
  type HandlerName,
  Hibernate,
  isWaiting,
  type Priority,
  type Process,
  priorities,
  Receive,
  receiveSince,
  type Waits,
} from './process.ts'
export { type SpawnRequestOptions, spawnRequest, spawnRequestAbandon } from './spawn-request.ts'
export {
  type SpawnOptions,
  spawn,
  spawnLink,
  spawnMonitor,
  spawnMonitorOn,
  spawnOn,
} from './spawn-verbs.ts'
export { equalTerms, formatPid, formatTerm, type Term } from './term.ts'
export * from './timer-verbs.ts'
export { type Timer, Timers } from './timers.ts'
export { type EventKind, eventKinds } from './trace.ts'
export type { Watch } from './trace-log.ts'
export * from './verbs.ts'
