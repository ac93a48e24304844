/**
 * `npm test`: everything that can be checked. The last line on stdout is `N passed, N failed`; the
 * exit code is 0 only when nothing failed.
 */
import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { alone } from './alone.mjs'
import { findBrowser, howToGetOne } from './browser.mjs'
import { install } from './install.mjs'
import { say } from './shell.mjs'
import { runAll, stages } from './stages.mjs'

await alone(install)
const hasBrowser = await getBrowser()
const { types, style, unit, build, browser } = stages
const { passed, failed } = await runAll({
  types,
  style,
  'unit tests': unit,
  build,
  'end-to-end tests': hasBrowser ? browser : noBrowser,
})
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1

async function getBrowser() {
  try {
    if (await findBrowser()) return true
    const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
    if (!isDebianRoot) return false
    say('Installing Chromium (apt-get) …')
    apt('update')
    apt('install', '-y', 'chromium')
    return (await findBrowser()) !== null
  } catch (error) {
    say(error.message)
    return false
  }
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 2, 2], env })
}

async function noBrowser() {
  say(`There is no browser for these. Type: ${howToGetOne}`)
  return { passed: 0, failed: 1, skipped: [] }
}
