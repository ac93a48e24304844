/**
 * `npm run fuzz [-- --seeds N --from S --family F]`: random scenarios on our runtime and on a real
 * Erlang, compared step by step (src/cli/fuzz). Exit code 1 on a difference, 2 on bad usage, 3 when
 * there is no Erlang.
 */
import './node-version.mjs'
import { alone } from './alone.mjs'
import { install } from './install.mjs'
import { root } from './shell.mjs'

await alone(install)
const { runnerImport } = await import('vite')
/** @type {{ module: typeof import('../src/cli/fuzz/main.ts') }} */
const { module } = await runnerImport('./src/cli/fuzz/main.ts', { root, logLevel: 'error' })
process.exitCode = await module.main(process.argv.slice(2))
