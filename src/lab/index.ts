/** The lab's front door: one experiment as data. */
export {
  type Causality,
  type Cone,
  causalityOf,
  clockOf,
  coneOf,
  type Relation,
} from './causality.ts'
export { Collator } from './collator.ts'
export { coresProgram, inTurn, primesBelow, primesOf } from './cores-program.ts'
export { jsonLines, lineOf, readJsonLines, type TraceRead } from './export/json-lines.ts'
export { mermaid } from './export/mermaid.ts'
export { type Export, type ExportProblem, shiviz, shivizExpression } from './export/shiviz.ts'
export { type Json, jsonToTerm, termToJson } from './export/term-json.ts'
export { corrupt } from './faults/corrupt.ts'
export { after, endOf, type InForce, inForce } from './faults/in-force.ts'
export { liveOp, targetOf } from './faults/live-op.ts'
export { readFault, readFaultScript, type ScriptProblem } from './faults/read-script.ts'
export { closedBy, isOf, type Rule, type Way, wayOf } from './faults/rule.ts'
export {
  type DiskFault,
  diskDamage,
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
export {
  checkHistory,
  type HistoryLimits,
  type HistoryVerdict,
  historyLimits,
} from './history/check-history.ts'
export { ClientHistory, type ClientRequest, type ClientResponse } from './history/client-history.ts'
export { type HistoryProblem, HistoryReader } from './history/history-reader.ts'
export type { Operation } from './history/operation.ts'
export type { Violation } from './history/violation.ts'
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
export {
  counterTree,
  crowd,
  heartbeat,
  kvStore,
  type Program,
  pingPong,
  programs,
} from './programs.ts'
export { always, type Due, eventually, within } from './properties/combine.ts'
export { historyOf, NotedHistory } from './properties/history-of.ts'
export {
  type Promised,
  propertyOf,
  type Watcher,
  Watching,
  watcherOf,
} from './properties/watcher.ts'
export { failed, type Property, passed, pending, type Verdict } from './property.ts'
export { Recording } from './recording.ts'
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
export { type HashState, hashTerm, TraceHash, unhashed } from './trace-hash.ts'
export { isOwnEvent, isWellFormed } from './well-formed.ts'
