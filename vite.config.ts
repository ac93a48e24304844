/**
 * How the app and the command line are built. `base` is relative, so that the app runs from any
 * folder of any static server.
 */
import react from '@vitejs/plugin-react'
import { defineConfig, runnerImport } from 'vite'
import packed from './package.json' with { type: 'json' }
import { hashInputs } from './scripts/built.mjs'
import { boxedNode } from './scripts/vite/boxed-node.ts'
import { bundled } from './scripts/vite/bundled.ts'
import { contentPolicy } from './scripts/vite/content-policy.ts'

// They work with the core's own modules, some of which only Vite can load (`?raw`).
const { lessonsPlugin } = (
  await runnerImport<typeof import('./scripts/vite/lessons.ts')>('./scripts/vite/lessons.ts')
).module

const { compiledPrograms } = (
  await runnerImport<typeof import('./scripts/vite/compiled-programs.ts')>(
    './scripts/vite/compiled-programs.ts',
  )
).module

export default defineConfig({
  base: './',
  // Pages of different builds don't link.
  define: { __APP_VERSION__: JSON.stringify(`${packed.version}+${hashInputs().slice(0, 8)}`) },
  plugins: [
    react(),
    boxedNode(),
    lessonsPlugin(),
    compiledPrograms(),
    contentPolicy(),
    bundled(() => [boxedNode()]),
  ],
  worker: { format: 'es', plugins: () => [boxedNode()] },
  build: {
    // The content policy allows no fonts, scripts or workers in data: URLs.
    assetsInlineLimit: 0,
    // React and a boxed node's own program, which travels as text: the first screen needs both.
    chunkSizeWarningLimit: 800,
    // Bundles inside the bundle take most of the time, and it needs no telling.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
})
