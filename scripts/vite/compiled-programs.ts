/**
 * Ready programs as the page's own compiler makes them, compiled while building: the first screen's
 * (`virtual:compiled-programs`), and all of them (`virtual:lab-programs`), which come with the lab.
 * So neither needs the compiler; it loads when somebody writes.
 */
import type { Plugin } from 'vite'
import { counterTree, type Program, programs } from '../../src/lab/index.ts'
import { compileProgram } from '../../src/web/compile/program.ts'

const sets: Readonly<Record<string, readonly Program[]>> = {
  'virtual:compiled-programs': [counterTree],
  'virtual:lab-programs': programs,
}

export function compiledPrograms(): Plugin {
  return {
    name: 'compiled-programs',
    resolveId: (id) => (id in sets ? `\0${id}` : null),
    load(id) {
      const set = id.startsWith('\0') ? sets[id.slice(1)] : undefined
      if (set === undefined) return null
      const made = set.map(({ id: name, files }) => {
        const compiled = compileProgram(files)
        if (compiled.ok) return [name, compiled.modules] as const
        const [first] = compiled.errors
        return this.error(`${name}/${first?.file}:${first?.line} ${first?.message}`)
      })
      return `export default ${JSON.stringify(Object.fromEntries(made))}`
    },
  }
}
