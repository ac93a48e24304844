/** The modules of a program, and code servers that have them. */
import type { CodeServer } from '../kernel/index.ts'
import type { SourceFile } from '../lab/index.ts'
import { type CompiledModule, codeWith, loadCompiler } from '../web/index.ts'

type Files = { readonly files: readonly SourceFile[] }

/** Makes code servers with the program's modules in them. */
export async function compiled(program: Files): Promise<() => CodeServer> {
  return codeWith(await modulesOf(program))
}

/** @throws when it can't be compiled: `file:line: why` */
export async function modulesOf({ files }: Files): Promise<readonly CompiledModule[]> {
  const { compileProgram } = await loadCompiler()
  const result = compileProgram(files)
  if (result.ok) return result.modules
  const [error] = result.errors
  throw new Error(`${error?.file}:${error?.line}: ${error?.message}`)
}
