/**
 * The views' front door: components as functions of props, one Action union, words, and folds of
 * the trace.
 */
import './base.css'

export type { Action, Dispatch, Panel, Selection, Theme } from './action.ts'
export { Button } from './button.tsx'
export { type Caption, type CaptionButton, type CaptionFacts, captionOf } from './coach/caption.ts'
export { CaptionBar, type CaptionBarProps } from './coach/caption-bar.tsx'
export type { News, Notice } from './coach/notice.ts'
export { Notices, type NoticesProps } from './coach/notices.tsx'
export type { CoresAction, CoresState, Curve, Failure, Jobs } from './cores/state.ts'
export { Editor, type EditorProps } from './editor/editor.tsx'
export { Inspector, type InspectorProps } from './inspector/inspector.tsx'
export type { Breakpoint, ExportKind, LabAction } from './lab/action.ts'
export { withinSpeeds } from './lab/speed.ts'
export type {
  Branch,
  ChallengeState,
  LabProgram,
  LabState,
  Lamp,
  Parting,
} from './lab/state.ts'
export { LessonPanel, type LessonPanelProps } from './lesson/lesson-panel.tsx'
export { LessonShelf, type LessonShelfProps, type ShelfLesson } from './lesson/lesson-shelf.tsx'
export { ProcessList, type ProcessListProps } from './list/process-list.tsx'
export { type Names, namesFrom } from './names.ts'
export type { NoCompiler } from './no-compiler.ts'
export type { ObserverAction, Query, Swath } from './observer/action.ts'
export type { CrowdFacts, Mown, ObserverState } from './observer/state.ts'
export { eventSentence } from './sentences/event-sentence.ts'
export { faultSentence, stepSentence } from './sentences/fault-sentence.ts'
export { deedSentence, opSentence } from './sentences/op-sentence.ts'
export type { KeyFacts } from './shell/keys.ts'
export { KeysSheet } from './shell/keys-sheet.tsx'
export { Shell, type ShellProps } from './shell/shell.tsx'
export { TopBar, type TopBarProps } from './shell/top-bar.tsx'
export type { SpacetimeAction, SpacetimeState } from './spacetime/state.ts'
export { type Flight, flightsOf } from './stage/flights.ts'
export { type Slot, slotsOf } from './stage/forest.ts'
export type { Offer } from './stage/picture-parts.ts'
export { type Slow, Stage, type StageProps } from './stage/stage.tsx'
export { Log, type LogProps } from './strip/log.tsx'
export { Narrator, type NarratorProps } from './strip/narrator.tsx'
export { type Mark, type MarkKind, type Reading, readOn, startReading } from './strip/reading.ts'
export { Strip, type StripProps } from './strip/strip.tsx'
export { faultFrom } from './strip/tape.ts'
export { useSay, Words } from './words/say.tsx'
export type { World } from './words/time.ts'
export { type Key, type LanguageCode, languages, type Say, sayIn } from './words/words.ts'

/** The observer comes when it is opened: the first screen has no use for it. */
export const loadObserver = () => import('./observer/index.ts')

/** So does the space-time view. */
export const loadSpacetime = () => import('./spacetime/index.ts')

/** So does one to many cores. */
export const loadCores = () => import('./cores/index.ts')

/** The views of the simulated world come with its page. */
export const loadLab = () => import('./lab/index.ts')
