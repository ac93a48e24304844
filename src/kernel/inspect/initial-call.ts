/**
 * What a process began with in its own eyes: a behaviour's process is started by proc_lib and notes
 * in its dictionary, as `$initial_call`, whose callbacks it is for (otp/gen/ancestry.ts).
 */
import type { Process } from '../process/process.ts'

/** Module and function as the dictionary has them; null when nobody noted any. */
export function initialCallOf({ bonds }: Process): readonly [module: string, func: string] | null {
  const call = bonds?.dictionary?.get('$initial_call')
  const [module, func] = Array.isArray(call) ? call : []
  return typeof module === 'string' && typeof func === 'string' ? [module, func] : null
}
