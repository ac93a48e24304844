/**
 * The page's own programs, compiled when somebody wants them: the compiler is only then loaded. What
 * is in the way is told as it is; the network is only blamed when there is none.
 */
import type { SourceFile } from '../lab/index.ts'
import type { NoCompiler } from '../views/index.ts'
import { type CompiledModule, loadCompiler } from '../web/index.ts'

export class NotCompiled extends Error {
  constructor(readonly failure: NoCompiler) {
    super(failure.what)
  }
}

/** @throws NotCompiled */
export async function compileOwn(files: readonly SourceFile[]): Promise<readonly CompiledModule[]> {
  const { compileProgram } = await loadCompiler().catch((problem: unknown) => {
    throw new NotCompiled(
      navigator.onLine ? { what: 'compiler', problem: String(problem) } : { what: 'offline' },
    )
  })
  const made = compileProgram(files)
  if (made.ok) return made.modules
  const [error] = made.errors
  throw new NotCompiled({ what: 'compiler', problem: `${error?.file}: ${error?.message}` })
}
