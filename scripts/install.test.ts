/** That a fresh clone can be installed, and what is said when it can't. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { reasonIn } from './install.mjs'

interface Entry {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

// npm forgets a platform whose package its registry didn't have at that moment, and then refuses to
// install from its own lock file.
test('the lock file has the packages of every platform', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))
  const packages: Readonly<Record<string, Entry>> = lock.packages
  const named = Object.values(packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}),
  )
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => !packages[`node_modules/${name}`])).toEqual([])
})

test.each([
  ['npm error code ENOTFOUND\nnpm error errno ENOTFOUND', 'No network: npm could not reach'],
  ['npm error code EUSAGE\nnpm error', 'package.json and package-lock.json disagree'],
  ['npm error code ENOSPC\nnpm error no space left on device', 'npm ci failed: no space left'],
  ['npm is missing', 'npm is missing'],
])('npm said %j', (output, line) => {
  expect(reasonIn(output)).toContain(line)
  expect(reasonIn(output)).not.toContain('\n')
})
