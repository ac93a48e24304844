/** The simulated world's front door. */
export { stream } from './random.ts'
export { type MainRun, runMain } from './run-main.ts'
export { World, type WorldOptions } from './world.ts'
