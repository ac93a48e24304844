/**
 * `npm run soak [-- --seed S] [-- --minutes M]`: the campaigns in src/**\/*.soak.ts, one after
 * another, each with its share of the time. They read LET_IT_CRASH_SEED and LET_IT_CRASH_MINUTES.
 */
import './node-version.mjs'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { alone } from './alone.mjs'
import { install } from './install.mjs'
import { root, say, stop } from './shell.mjs'
import { runAll, stages } from './stages.mjs'

const { seed, minutes } = readFlags()
const campaigns = readdirSync(join(root, 'src'), { recursive: true }).filter((path) =>
  path.endsWith('.soak.ts'),
)
// Undecided, not done: nothing was tried.
if (campaigns.length === 0)
  stop('There are no soak campaigns yet (src/**/*.soak.ts): nothing ran.', 3)

await alone(install)
say(`seed ${seed}, ${minutes} min for ${campaigns.length} campaigns`)
const bar = startBar(minutes * 60_000)
const env = { LET_IT_CRASH_SEED: seed, LET_IT_CRASH_MINUTES: String(minutes / campaigns.length) }
const { passed, failed } = await runAll({ soak: () => stages.soak(env) })
clearInterval(bar)
process.stdout.write(`${passed} passed, ${failed} failed, seed ${seed}\n`)
process.exitCode = failed === 0 ? 0 : 1

function readFlags() {
  try {
    const { values } = parseArgs({
      options: { seed: { type: 'string' }, minutes: { type: 'string', default: '5' } },
    })
    const minutes = Number(values.minutes)
    if (!(minutes > 0)) throw new Error(`--minutes takes a number above 0, not "${values.minutes}"`)
    return { seed: values.seed ?? String(Math.floor(Math.random() * 2 ** 32)), minutes }
  } catch (error) {
    return stop(`soak: ${error.message}`, 2)
  }
}

function startBar(totalMs) {
  const startMs = performance.now()
  const everyMs = process.stderr.isTTY ? 1_000 : Math.max(totalMs / 10, 10_000)
  return setInterval(() => {
    const share = Math.min((performance.now() - startMs) / totalMs, 1)
    const cells = Math.round(share * 30)
    const line = `[${'█'.repeat(cells)}${'·'.repeat(30 - cells)}] ${Math.round(share * 100)} %`
    process.stderr.write(process.stderr.isTTY ? `\r${line} ` : `${line}\n`)
  }, everyMs)
}
