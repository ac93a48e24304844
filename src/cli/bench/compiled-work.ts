/** A learner's code as the page compiles it, or without the guards in its loops and functions. */
import { type CompiledModule, loadCompiler } from '../../web/index.ts'
import text from './programs/work.ts?raw'

export async function compiledWork(hasGuards: boolean): Promise<readonly CompiledModule[]> {
  const { compileProgram } = await loadCompiler()
  const compiled = compileProgram([{ name: 'work.ts', text }])
  if (!compiled.ok) throw new Error(compiled.errors[0]?.message)
  return hasGuards ? compiled.modules : compiled.modules.map(withoutGuards)
}

/** The text with nothing where the compiler put a guard. */
export function withoutGuards(module: CompiledModule): CompiledModule {
  return { ...module, source: module.source.replace(/\$guard\(\d+\)/g, '0') }
}
