/**
 * Puts compiled modules into a node's code server. Here the compiler's text meets the kernel: the
 * library, qualified calls, the guard and the way back from a stack to the learner's lines.
 */
import { CodeServer, caught, guard, type Term } from '../../kernel/index.ts'
import { installBehaviours, library } from '../../otp/index.ts'
import type { CompiledModule } from './compiled.ts'
import { evaluate } from './evaluate.ts'
import { locate } from './locate.ts'

/** A code server with the behaviours in it, ready for programs. */
export function newCodeServer(): CodeServer {
  const code: CodeServer = new CodeServer((thrown): Term => {
    const frames = locate(thrown, new Set(code.moduleNames()))
    return frames.map(({ func, module, line }) => [func, `${module}.ts`, line])
  })
  installBehaviours(code)
  return code
}

/** @throws {LoadError} when a module's text throws as it is loaded; those before it stay loaded. */
export function install(code: CodeServer, modules: readonly CompiledModule[]): void {
  for (const module of modules) {
    const exports = evaluate(module, {
      library,
      imported: (from, name) => code.value(from, name),
      exported: (_, all) => all,
      guard: (line) => guard(`${module.name}.ts`, line),
      caught,
    })
    // A function is an object, too: nothing may be kept on it from one process to the next.
    for (const each of Object.values(exports)) Object.freeze(each)
    code.load(module.name, module.version, exports)
  }
}

/**
 * Gives all nodes of a world one code server with those modules in it: a module keeps nothing, so
 * nobody can tell, and ten thousand nodes run the same functions instead of as many copies of them.
 */
export function codeWith(modules: readonly CompiledModule[]): () => CodeServer {
  const code = newCodeServer()
  install(code, modules)
  return () => code
}
