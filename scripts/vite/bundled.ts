/**
 * `import source from './entry.ts?bundled'`: that module and all that it imports, as the text of
 * one classic script. Running it leaves the module's exports in a global named `bundled`, wherever
 * that is: a worker of a browser, or a thread of Node.
 */
import { build, normalizePath, type Plugin, type PluginOption, type Rolldown } from 'vite'

const suffix = '?bundled'
const prefix = '\0bundled:'

/** `plugins` makes those of the bundle's own build, as Vite's `worker.plugins` does. */
export function bundled(plugins: () => PluginOption[]): Plugin {
  return {
    name: 'bundled',
    // Before Vite's own resolver, which would take the file for what it is.
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(suffix)) return null
      const found = await this.resolve(source.slice(0, -suffix.length), importer)
      return found === null ? null : prefix + found.id
    },
    async load(id) {
      if (!id.startsWith(prefix)) return null
      const { code, files } = await bundle(id.slice(prefix.length), plugins())
      for (const file of files) this.addWatchFile(file)
      return `export default ${JSON.stringify(code)}`
    },
  }
}

interface Bundle {
  readonly code: string
  readonly files: readonly string[]
}

async function bundle(entry: string, plugins: PluginOption[]): Promise<Bundle> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins,
    build: {
      write: false,
      // Readable names in a profile.
      minify: false,
      sourcemap: false,
      lib: { entry, formats: ['iife'], name: 'bundled', fileName: 'bundled' },
      rolldownOptions: {
        output: { exports: 'named', codeSplitting: false },
        checks: { bundlerTimings: false },
      },
    },
  })
  // Other workers of what it imports are built, too; what is asked for is the script.
  const [{ output }] = result as [Rolldown.RolldownOutput]
  const [chunk, ...rest] = output
  const extra = rest.filter(({ type }) => type === 'chunk').map(({ fileName }) => fileName)
  if (extra.length > 0) {
    throw new Error(`${entry} must become one file, but the build also made ${extra.join(', ')}`)
  }
  const files = chunk.moduleIds.filter((path) => !path.startsWith('\0')).map(normalizePath)
  return { code: chunk.code, files }
}
