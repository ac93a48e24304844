/**
 * `virtual:boxed-node` and `virtual:boxed-world`: the source of a boxed node, and of a simulated
 * world, as one string. Both run in a classic blob worker inside an opaque origin, which can load
 * no file, so their whole program travels as text.
 */
import { fileURLToPath } from 'node:url'
import { build, normalizePath, type Plugin, type Rolldown } from 'vite'

const entries: Readonly<Record<string, string>> = {
  'virtual:boxed-node': '../../src/web/box/node-main.ts',
  'virtual:boxed-world': '../../src/app/lab/world.worker.ts',
}

export function boxedNode(): Plugin {
  let isBuild = false
  /** By virtual id: the files that it was made of. */
  const sources = new Map<string, ReadonlySet<string>>()
  return {
    name: 'boxed-node',
    configResolved(config) {
      isBuild = config.command === 'build'
    },
    resolveId: (source) => (source in entries ? `\0${source}` : null),
    async load(asked) {
      const entry = asked.startsWith('\0') ? entries[asked.slice(1)] : undefined
      if (entry === undefined) return null
      const { code, files } = await bundle(fileURLToPath(new URL(entry, import.meta.url)), isBuild)
      sources.set(asked, new Set(files.map(normalizePath)))
      for (const file of files) this.addWatchFile(file)
      return `export default ${JSON.stringify(code)}`
    },
    hotUpdate({ file }) {
      const { moduleGraph } = this.environment
      const stale = [...sources].filter(([, files]) => files.has(file))
      const modules = stale.flatMap(([id]) => moduleGraph.getModuleById(id) ?? [])
      if (modules.length === 0) return
      for (const module of modules) moduleGraph.invalidateModule(module)
      this.environment.hot.send({ type: 'full-reload' })
      return []
    },
  }
}

interface Bundle {
  readonly code: string
  readonly files: readonly string[]
}

async function bundle(entry: string, minify: boolean): Promise<Bundle> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      minify,
      sourcemap: false,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        output: { format: 'iife', codeSplitting: false },
        checks: { bundlerTimings: false },
      },
    },
  })
  const [chunk, ...rest] = (result as Rolldown.RolldownOutput).output
  // Workers of what it imports are built, too, and not asked for.
  const extra = rest.filter(({ type }) => type === 'chunk').map(({ fileName }) => fileName)
  if (extra.length > 0) {
    throw new Error(`${entry} must become one file, but the build also made ${extra.join(', ')}`)
  }
  return { code: chunk.code, files: chunk.moduleIds.filter((path) => !path.startsWith('\0')) }
}
