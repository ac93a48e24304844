/** `npm run -s cli -- COMMAND`: installs and builds the command line when needed, then runs it. */
import './node-version.mjs'
import { command } from './command.mjs'

const args = process.argv.slice(2)
await command(args, ...(args[0] === 'serve' ? ['app', 'cli'] : ['cli']))
