/**
 * `virtual:boxed-node`: the source of a boxed node as one string. A node runs in a classic blob
 * worker inside an opaque origin, which can load no file, so its whole program travels as text.
 */
import { fileURLToPath } from 'node:url'
import { build, normalizePath, type Plugin, type Rolldown } from 'vite'

const name = 'virtual:boxed-node'
const id = `\0${name}`
const entry = fileURLToPath(new URL('../../src/web/box/node-main.ts', import.meta.url))

export function boxedNode(): Plugin {
  let isBuild = false
  let sources: ReadonlySet<string> = new Set()
  return {
    name: 'boxed-node',
    configResolved(config) {
      isBuild = config.command === 'build'
    },
    resolveId: (source) => (source === name ? id : null),
    async load(asked) {
      if (asked !== id) return null
      const { code, files } = await bundle(isBuild)
      sources = new Set(files.map(normalizePath))
      for (const file of files) this.addWatchFile(file)
      return `export default ${JSON.stringify(code)}`
    },
    hotUpdate({ file }) {
      const module = this.environment.moduleGraph.getModuleById(id)
      if (!module || !sources.has(file)) return
      this.environment.moduleGraph.invalidateModule(module)
      this.environment.hot.send({ type: 'full-reload' })
      return []
    },
  }
}

interface Bundle {
  readonly code: string
  readonly files: readonly string[]
}

async function bundle(minify: boolean): Promise<Bundle> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      minify,
      sourcemap: false,
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: 'iife', codeSplitting: false } },
    },
  })
  const [chunk, ...rest] = (result as Rolldown.RolldownOutput).output
  if (rest.length > 0) {
    const extra = rest.map((file) => file.fileName).join(', ')
    throw new Error(`a boxed node must be one file, but the build also made ${extra}`)
  }
  return { code: chunk.code, files: chunk.moduleIds.filter((path) => !path.startsWith('\0')) }
}
