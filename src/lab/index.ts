/** The lab's front door: one experiment as data. */

export { causalEdges, firstDifference } from './causal-edges.ts'
export {
  type Causality,
  type Cone,
  causalityOf,
  clockOf,
  coneOf,
  type Relation,
} from './causality.ts'
export {
  type Broken,
  type Dare,
  type DareBeginning,
  dareDelayMs,
  type Par,
  type Rating,
  ratingOf,
} from './challenge/dare.ts'
export {
  type DareEvent,
  type DarePhase,
  type DareState,
  dared,
  openDare,
} from './challenge/dare-state.ts'
export { dareIn, withDare } from './challenge/in-record.ts'
export { dareOf, parOf } from './challenge/par-of.ts'
export { pars } from './challenge/pars.ts'
export { usedFaults } from './challenge/used-faults.ts'
export { Collator } from './collator.ts'
export { coresProgram, inTurn, primesBelow, primesOf } from './cores-program.ts'
export { jsonLines, lineOf, readJsonLines, type TraceRead } from './export/json-lines.ts'
export type { ExportProblem } from './export/shiviz.ts'
export {
  type TraceForm,
  type TraceText,
  type TraceTextRead,
  traceText,
} from './export/trace-text.ts'
export { corrupt } from './faults/corrupt.ts'
export { faultIn } from './faults/fault-in.ts'
export { after, endOf, type InForce, inForce, stillInForce } from './faults/in-force.ts'
export { liveOp, targetOf } from './faults/live-op.ts'
export { namedIn } from './faults/named-in.ts'
export { readFault, readFaultScript, type ScriptProblem } from './faults/read-script.ts'
export { closedBy, type Rule, type Way, wayOf } from './faults/rule.ts'
export {
  type DiskFault,
  diskFaults,
  type Fault,
  type FaultStep,
  isLasting,
  type LastingFault,
  type MessageFault,
  type Storm,
} from './faults/script.ts'
export { type StormOptions, stormSteps, withoutStorms } from './faults/storm.ts'
export {
  type Copy,
  delayOn,
  type FrameVerdict,
  verdictByHand,
  verdictOn,
} from './faults/verdict.ts'
export { type WholeFault, wholeFaults, withOnly } from './faults/whole-faults.ts'
export { machineOf } from './fold.ts'
export { fromAbove } from './from-above.ts'
export {
  checkHistory,
  type HistoryLimits,
  type HistoryVerdict,
  historyLimits,
} from './history/check-history.ts'
export { type HistoryProblem, HistoryReader } from './history/history-reader.ts'
export type { Operation } from './history/operation.ts'
export type { Violation } from './history/violation.ts'
export { limits } from './limits.ts'
export type { Op, SourceFile, Target } from './op.ts'
export { parityFiles, parityScenarios } from './parity-program.ts'
export { performOp } from './perform-op.ts'
export {
  atStart,
  follow,
  goLive,
  type Playback,
  pause,
  play,
  seek,
  slowFactor,
} from './playback.ts'
export { labelOf } from './process-record.ts'
export type { Program } from './program.ts'
export {
  chat,
  freePlay,
  heartbeat,
  kvStore,
  pingPong,
  programs,
  ring,
  workerPool,
} from './programs.ts'
export { always, type Due, eventually, within } from './properties/combine.ts'
export { historyOf, NotedHistory } from './properties/history-of.ts'
export {
  type Promised,
  type Watcher,
  Watching,
} from './properties/watcher.ts'
export { failed, type Property, passed, pending, type Verdict } from './property.ts'
export { Recording } from './recording.ts'
export { counterTree, crowd } from './room-programs.ts'
export { amdahl, type ScalingPoint, scalingOf, serialPart } from './scaling.ts'
export {
  type RecordProblem,
  type RecordRead,
  readRecord,
  type WrittenRecord,
  writeRecord,
  writeRecordFile,
} from './share/record-text.ts'
export {
  codeHashOf,
  nodeNames,
  type RunOptions,
  type RunRecord,
  recordEnding,
  recordVersion,
  type SharedProgram,
  type TimedOp,
} from './share/run-record.ts'
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
export { type HashState, TraceHash, unhashed } from './trace-hash.ts'
export { isOwnEvent, isWellFormed } from './well-formed.ts'
