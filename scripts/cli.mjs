/** `npm run -s cli -- COMMAND`: installs and builds the command line when needed, then runs it. */
import './node-version.mjs'
import { command } from './command.mjs'

const args = process.argv.slice(2)
const needsApp = args[0] === 'serve' || (args[0] === 'bench' && args.includes('--browser'))
await command(args, ...(needsApp ? ['app', 'cli'] : ['cli']))
