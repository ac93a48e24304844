/**
 * `virtual:compiled-programs`: the ready programs as the page's own compiler makes them, compiled
 * while building. So the first screen needs no compiler; it loads when somebody writes.
 */
import type { Plugin } from 'vite'
import { counterTree } from '../../src/lab/index.ts'
import { compileProgram } from '../../src/web/compile/program.ts'

const publicId = 'virtual:compiled-programs'
const ownId = `\0${publicId}`

export function compiledPrograms(): Plugin {
  return {
    name: 'compiled-programs',
    resolveId: (id) => (id === publicId ? ownId : null),
    load(id) {
      if (id !== ownId) return null
      const made = [counterTree].map(({ id: name, files }) => {
        const compiled = compileProgram(files)
        if (compiled.ok) return [name, compiled.modules] as const
        const [first] = compiled.errors
        return this.error(`${name}/${first?.file}:${first?.line} ${first?.message}`)
      })
      return `export default ${JSON.stringify(Object.fromEntries(made))}`
    },
  }
}
