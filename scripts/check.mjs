/** `npm run check`: the fast half of `npm test`, without slow tests, build and browser. */
import './node-version.mjs'
import { alone } from './alone.mjs'
import { install } from './install.mjs'
import { runAll, stages } from './stages.mjs'

await alone(install)
const { types, style, fast } = stages
const { passed, failed } = await runAll({ types, style, 'fast tests': fast })
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
