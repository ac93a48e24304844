/**
 * The browser world's front door: a tab as a machine of a room, with its nodes in boxes, its links
 * to other tabs, and the compiler for what people write.
 */
/** A boxed node's post and clock, as benchmarks need them, too. */
export {
  Post,
  postParcel,
  soon,
  TraceBatch,
  workerClock,
} from './box/environment.ts'
export { closeScope } from './box/scope.ts'
export { type Box, type EmptyBox, emptyBox } from './box.ts'
export type { Compiled, CompiledModule, CompileError } from './compile/compiled.ts'
export { codeWith, install, newCodeServer } from './compile/install.ts'
export type { MachineEvent } from './events.ts'
export type { Inquiry } from './inquiry.ts'
export { type Machine, startMachine } from './machine.ts'
export { machineNames, wallNow } from './names.ts'

/** The compiler is as large as all the rest, so it comes when it is needed. */
export const loadCompiler = () => import('./compile/program.ts')
