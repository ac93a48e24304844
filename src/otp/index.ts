/** OTP's front door: behaviours as ordinary processes, and the library that programs import. */
export type { ChildSpec } from './child-spec.ts'
export type { From, ServerOptions, ServerRef } from './gen-server.ts'
export * as genServer from './gen-server.ts'
export { behaviours, boot, installBehaviours, library } from './library.ts'
export type { StartResult } from './proc-lib.ts'
export * as supervisor from './supervisor.ts'
export { isOrderly } from './supervisor.ts'
