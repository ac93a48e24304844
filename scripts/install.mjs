/**
 * Brings node_modules in line with package-lock.json, and does nothing when it already is: our own
 * stamp says so, or npm's hidden lock file after an `npm install` by hand.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, say, stop } from './shell.mjs'

const lockPath = join(root, 'package-lock.json')
const stampPath = join(root, 'node_modules', '.let-it-crash-lock')
const hiddenPath = join(root, 'node_modules', '.package-lock.json')

/** True when every package that the lock file asks for is there, in its version. */
export function isInstalled() {
  const { text, hash, packages } = readLock()
  if (!text) return false
  const needed = packages.filter(([, entry]) => !mayBeAbsent(entry))
  if (!needed.every(([path]) => existsSync(join(root, path, 'package.json')))) return false
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === hash) return true
  if (!hiddenAgrees(packages)) return false
  writeFileSync(stampPath, hash)
  return true
}

export async function install() {
  if (isInstalled()) return
  say('Installing packages (npm ci) …')
  const { code, output } = await npm([
    'ci',
    '--loglevel=error',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=5000',
  ])
  if (code !== 0) stop(reasonIn(output))
  writeFileSync(stampPath, readLock().hash)
}

function readLock() {
  try {
    const text = readFileSync(lockPath, 'utf8')
    const hash = createHash('sha256').update(text).digest('hex')
    const packages = Object.entries(JSON.parse(text).packages).filter(([path]) => path !== '')
    return { text, hash, packages }
  } catch {
    return stop('package-lock.json is missing or broken: get it back with git checkout.')
  }
}

// Builds for other platforms and peers nobody asked for: npm leaves them out.
function mayBeAbsent(entry) {
  return Boolean(entry.optional || entry.devOptional || entry.peer)
}

function hiddenAgrees(packages) {
  if (!existsSync(hiddenPath)) return false
  const hidden = JSON.parse(readFileSync(hiddenPath, 'utf8')).packages
  return packages.every(([path, entry]) =>
    hidden[path] ? hidden[path].version === entry.version : mayBeAbsent(entry),
  )
}

function npm(args) {
  const script = process.env.npm_execpath
  const [command, first] = script?.endsWith('npm-cli.js')
    ? [process.execPath, [script]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: command.endsWith('.cmd'),
    })
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', () => resolve({ code: 1, output: 'npm is missing' }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** @param {string} output of npm */
export function reasonIn(output) {
  if (output === 'npm is missing') return 'npm is missing: install Node together with npm.'
  const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.exec(
    output,
  )
  if (unreachable) return `No network: npm could not reach its registry (${unreachable[0]}).`
  if (output.includes('EUSAGE')) return 'package.json and package-lock.json disagree: npm install.'
  const line = /npm (?:error|ERR!) (?!code|errno|A complete log)(.+)/.exec(output)
  return `npm ci failed: ${line ? line[1] : 'it gave no reason'}`
}
