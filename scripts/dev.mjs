/**
 * `npm run dev`: Vite's development server; arguments are Vite's. No introducer, one browser only.
 */
import './node-version.mjs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { alone } from './alone.mjs'
import { install } from './install.mjs'
import { root, tools } from './shell.mjs'

await alone(install)
const vite = join(root, 'node_modules', tools.vite)
const child = spawn(process.execPath, [vite, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
child.on('exit', (code) => process.exit(code ?? 1))
