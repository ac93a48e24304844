/** A full disk under stdout, in a process of its own: the command line is built if need be. */
import { spawnSync } from 'node:child_process'
import { existsSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { exitCode } from './command.ts'

test("a result that can't be written is told and no success", { timeout: 120_000 }, (ctx) => {
  if (!existsSync('/dev/full')) return ctx.skip('this system has no /dev/full')
  const cli = fileURLToPath(new URL('../../scripts/cli.mjs', import.meta.url))
  const full = openSync('/dev/full', 'w')
  const run = spawnSync(process.execPath, [cli, 'simulate', '--list'], {
    stdio: ['ignore', full, 'pipe'],
  })
  expect(run.status).toBe(exitCode.unwritten)
  expect(String(run.stderr)).toContain('the result could not be written: ENOSPC')
})
