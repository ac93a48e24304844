/**
 * `npm start`: installs and builds when needed, then is the command `serve` of the command line.
 */
import './node-version.mjs'
import { command } from './command.mjs'

await command(['serve', ...process.argv.slice(2)], 'app', 'cli')
