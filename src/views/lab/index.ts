/**
 * The views of the simulated world as they come with its page: what the stage sees of it, its top
 * bar, its left column, its strip. Each is given the LabState and dispatches `{ type: 'lab' }`.
 */
export { exportOf } from '../export/export-of.ts'
export { BranchTitle } from './branch-tree-view.tsx'
export { Challenge, type ChallengeProps } from './challenge.tsx'
export { ExportMenu } from './export-menu.tsx'
export { FaultsPanel, type FaultsPanelProps } from './faults-panel.tsx'
export { ClientHistoryView, type HistoryProps } from './history.tsx'
export { HistoryFold } from './history-fold.ts'
export { LabStrip, type LabStripProps } from './lab-strip.tsx'
export { LabTabs, type LabTabsProps } from './lab-tabs.tsx'
export { LabTop, type LabTopProps } from './lab-top.tsx'
export { ProgramsPanel, type ProgramsPanelProps } from './programs-panel.tsx'
export { Promises, type PromisesProps } from './promises.tsx'
export { useSight } from './use-sight.ts'
