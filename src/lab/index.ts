/** The lab's front door: one experiment as data. */
export { Collator } from './collator.ts'
export { coresProgram, inTurn, primesBelow, primesOf } from './cores-program.ts'
export { machineOf } from './fold.ts'
export type { Op, SourceFile, Target } from './op.ts'
export { performOp } from './perform-op.ts'
export {
  atStart,
  follow,
  goLive,
  type Playback,
  pace,
  pause,
  play,
  seek,
  slowFactor,
} from './playback.ts'
export { labelOf } from './process-record.ts'
export { counterTree, crowd, type Program } from './programs.ts'
export { failed, type Property, passed, pending, type Verdict } from './property.ts'
export { Recording } from './recording.ts'
export { amdahl, type ScalingPoint, scalingOf, serialPart } from './scaling.ts'
export type {
  ChildRecord,
  MachineRecord,
  NodeRecord,
  ProcessRecord,
  SupervisorRecord,
  System,
  Waiting,
} from './system.ts'
export { Timeline } from './timeline.ts'
export type { OpenTrace, Trace, TraceEvent } from './trace.ts'
export { isOwnEvent, isWellFormed } from './well-formed.ts'
