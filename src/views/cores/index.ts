/** One to many cores as it is loaded when it is first opened: its view and its state. */
export { AboutCores } from './about-cores.tsx'
export { Cores } from './cores.tsx'
export { isBusy } from './state.ts'
