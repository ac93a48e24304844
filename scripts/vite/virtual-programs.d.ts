/** What scripts/vite/compiled-programs.ts makes of the ready programs, by their ids. */
declare module 'virtual:lab-programs' {
  import type { CompiledModule } from '../../src/web/index.ts'

  const programs: Readonly<Record<string, readonly CompiledModule[]>>
  export default programs
}

declare module 'virtual:compiled-programs' {
  import type { CompiledModule } from '../../src/web/index.ts'

  const programs: Readonly<Record<string, readonly CompiledModule[]>>
  export default programs
}
