/** The observer as it is loaded when it is first opened: its views, its state, its reading. */
export { darkened, livingIn } from '../field/brush.ts'
export { Observer } from './observer.tsx'
export { Observed } from './one.tsx'
export { readApps, readBeds, readNames, readRows, readSample, readWhole } from './read.ts'
export { childrenShown, emptyObserver, mostBeds, rowsShown, samplesKept } from './state.ts'
