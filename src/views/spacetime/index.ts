/** The space-time view as it is loaded when it is first opened: the view, and its state. */
export { Spacetime } from './spacetime.tsx'
export { arranged, emptySpacetime } from './state.ts'
