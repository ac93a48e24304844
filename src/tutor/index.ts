/** The tutor's front door: lessons from text, verdicts and progress from the trace. */
export { complaintsAbout, formatLessonError, type LessonError, type Place } from './complaints.ts'
export {
  type FirstMinute,
  type Frame,
  firstMinute,
  frameOf,
  readOn,
  spentAt,
} from './first-minute.ts'
export { type FixtureRun, fixtureFaults } from './fixtures.ts'
export {
  type Hand,
  type LessonFolder,
  lessonIn,
  type Scenario,
  scriptOf,
  type TimedOp,
  withFiles,
} from './folder.ts'
export {
  allPassed,
  type Checks,
  checkNameFaults,
  judge,
  type Verdicts,
} from './judge.ts'
export {
  type Ask,
  type Block,
  type Choice,
  type Goal,
  type Hint,
  type Honesty,
  type Inline,
  inlineText,
  type Lesson,
  type Line,
  type Program,
  type Prose,
  plainText,
  type Rung,
  rungs,
  type Step,
} from './lesson.ts'
export { limits } from './limits.ts'
export { type Parsed, parseLesson, parseTranslation } from './parse.ts'
export { advance, markRead, noProgress, type Progress } from './progress.ts'
export { readOnce } from './read-once.ts'
export { type Here, momentIn, sinceLoaded } from './run.ts'
