/** The kernel's front door: Erlang's runtime, small (erts in Erlang's own map). */

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
} from './codec/codec.ts'
export type {
  Clock,
  Disk,
  DiskAnswer,
  DiskRequest,
  Environment,
  EventId,
  Random,
  Recorded,
  Tracer,
  Transport,
} from './environment.ts'
export { type Block, cell, Field, nameOf } from './inspect/field.ts'
export * from './inspect/info-verbs.ts'
export { type Column, mostRows, observe, type Question, treeRows } from './inspect/observe.ts'
export { limits } from './limits.ts'
export type { Frame, Signal, Start } from './net/frame.ts'
export { Node, type NodeOptions } from './node.ts'
export { caught, guard } from './process/current.ts'
export { queueLength } from './process/mailbox.ts'
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
} from './process/process.ts'
export { diceOf, die, type Stream, stream } from './random.ts'
export { Loader } from './snapshot/loader.ts'
export { Unsaveable } from './snapshot/replica.ts'
export type { NodeRow } from './snapshot/rows.ts'
export { Saver } from './snapshot/saver.ts'
export { copyTerm, TermError } from './terms/copy.ts'
export { badarg, Doomed, error, exit, type Locate, Raised } from './terms/exit.ts'
export {
  copyRef,
  internal,
  Pid,
  pidKey,
  Ref,
  readPidKey,
  refKey,
  samePid,
  sameRef,
} from './terms/names.ts'
export { equalTerms, formatPid, formatTerm, type Term } from './terms/term.ts'
export { type Timer, Timers } from './timers.ts'
export { type EventKind, eventKinds, Kinds, placeOf } from './trace/trace.ts'
export type { Watch } from './trace/trace-log.ts'
export { type Destination, isReply, type Target } from './verbs/address.ts'
export * from './verbs/binary-verbs.ts'
export * from './verbs/bond-verbs.ts'
export * from './verbs/disk-verbs.ts'
export * from './verbs/node-verbs.ts'
export {
  type SpawnRequestOptions,
  spawnRequest,
  spawnRequestAbandon,
} from './verbs/spawn-request.ts'
export {
  type SpawnOptions,
  spawn,
  spawnLink,
  spawnMonitor,
  spawnMonitorOn,
  spawnOn,
} from './verbs/spawn-verbs.ts'
export * from './verbs/timer-verbs.ts'
export * from './verbs/verbs.ts'
