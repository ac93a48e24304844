/** The kernel's front door: Erlang's runtime, small (erts in Erlang's own map). */
export { type Destination, isReply } from './address.ts'
export * from './bond-verbs.ts'
export { CodeServer } from './code.ts'
export {
  DecodeError,
  decodeEvents,
  decodeFrames,
  decodeTerm,
  encodeEvents,
  encodeFrames,
  encodeTerm,
} from './codec.ts'
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
export type { Frame, Signal, Start } from './frame.ts'
export { limits } from './limits.ts'
export { Node, type NodeOptions } from './node.ts'
export {
  Become,
  type HandlerName,
  isWaiting,
  Receive,
  type Waits,
} from './process.ts'
export {
  copyTerm,
  equalTerms,
  formatPid,
  formatTerm,
  Pid,
  pidKey,
  Ref,
  refKey,
  samePid,
  type Term,
  TermError,
} from './term.ts'
export { type Timer, Timers } from './timers.ts'
export { type EventKind, eventKinds } from './trace.ts'
export * from './verbs.ts'
