/** The compiler as everybody uses it: for programs that meet the library and the behaviours. */
import type { SourceFile } from '../../lab/index.ts'
import { behaviours, library } from '../../otp/index.ts'
import { compile } from './compile.ts'
import type { Compiled } from './compiled.ts'

export function compileProgram(files: readonly SourceFile[]): Compiled {
  return compile(files, { libraryNames: Object.keys(library), systemModules: behaviours })
}
