/**
 * The stages that `check`, `test` and `soak` are made of. Each gives its counts; a stage that isn't
 * a test runner (types, style, build) counts nothing when it holds and one failure when it doesn't.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './built.mjs'
import { countsIn, judged, playwrightCounts, vitestCounts } from './counts.mjs'
import { cache, root, run, say } from './shell.mjs'

export const stages = {
  types: async () => stage(await run('tsc', ['-b'])),
  style: async () => stage(await run('biome', ['check', '--error-on-warnings', '.'])),
  build: async () => stage((await build('app')) && (await build('cli')) ? 0 : 1),
  fast: () => vitest('fast'),
  unit: () => vitest('test'),
  soak: (env) => vitest('soak', env),
  browser: playwright,
}

/**
 * Runs stages one after another, the later ones even when an earlier one failed.
 * @param {Record<string, () => Promise<import('./counts.mjs').Counts>>} named
 */
export async function runAll(named) {
  let passed = 0
  let failed = 0
  const skipped = []
  for (const [name, runStage] of Object.entries(named)) {
    say(`\n── ${name}`)
    const counts = await runStage()
    passed += counts.passed
    failed += counts.failed
    skipped.push(...counts.skipped)
    if (counts.failed > 0) say(`── ${name}: ${counts.failed} failed`)
  }
  say('')
  for (const { name, reason } of skipped) say(`skipped: ${name} (${reason || 'no reason given'})`)
  return { passed, failed }
}

function stage(exitCode) {
  return { passed: 0, failed: exitCode === 0 ? 0 : 1, skipped: [] }
}

// The mode chooses the files: see vitest.config.ts.
async function vitest(mode, env) {
  const report = join(cache, `${mode}.json`)
  rmSync(report, { force: true })
  const reporters = ['default', join(root, 'scripts', 'skip-reasons.mjs'), 'json']
  const args = reporters.flatMap((name) => ['--reporter', name])
  const code = await run(
    'vitest',
    ['run', '--mode', mode, ...args, `--outputFile.json=${report}`],
    env,
  )
  return judged(countsIn(report, vitestCounts), code)
}

async function playwright() {
  const report = join(cache, 'browser.json')
  rmSync(report, { force: true })
  const code = await run('playwright', ['test'], { LET_IT_CRASH_REPORT: report })
  return judged(countsIn(report, playwrightCounts), code)
}
