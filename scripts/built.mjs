/**
 * Builds the app (dist) and the command line (dist-cli), each only when a hash of what goes into it
 * differs from the one left beside the last build. A build that ended halfway leaves no hash.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './alone.mjs'
import { install, isInstalled } from './install.mjs'
import { root, run, say, stop } from './shell.mjs'

const inputs = ['index.html', 'vite.config.ts', 'package-lock.json', 'scripts/vite', 'public']
const sources = ['src', 'lessons']

const targets = {
  app: { out: 'dist', args: ['build'] },
  cli: { out: 'dist-cli', args: ['build', '--ssr', 'src/cli/main.ts', '--outDir', 'dist-cli'] },
}

/**
 * Installs and builds whatever isn't up to date; stops the script when that fails.
 * @param {...keyof typeof targets} names
 */
export async function ensureBuilt(...names) {
  const hash = hashInputs()
  if (isInstalled() && names.every((name) => isFresh(name, hash))) return
  await alone(async () => {
    await install()
    for (const name of names) {
      if (!isFresh(name, hash) && !(await build(name, hash))) stop(`Building ${name} failed.`)
    }
  })
}

/**
 * @param {keyof typeof targets} name
 * @returns {Promise<boolean>} whether it worked
 */
export async function build(name, hash = hashInputs()) {
  const { out, args } = targets[name]
  say(`Building ${name === 'app' ? 'the app' : 'the command line'} …`)
  const code = await run('vite', [...args, '--emptyOutDir', '--logLevel', 'warn'])
  if (code === 0) writeFileSync(join(root, out, '.inputs'), hash)
  return code === 0
}

function isFresh(name, hash) {
  const stamp = join(root, targets[name].out, '.inputs')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

/** A hash of everything that goes into a build. */
export function hashInputs() {
  const hash = createHash('sha256')
  for (const path of [...inputs, ...sources].flatMap(filesUnder).sort()) {
    hash.update(`${path}\n`).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

function filesUnder(path) {
  if (!existsSync(join(root, path))) return []
  if (/\.(test|soak)\.tsx?$/.test(path)) return []
  try {
    return readdirSync(join(root, path)).flatMap((name) => filesUnder(`${path}/${name}`))
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    throw error
  }
}
