/**
 * What a test run came to, read from the JSON reports of Vitest and Playwright, never from text. A
 * report that is missing or holds no test is a failure: a checker that sees nothing must fail.
 */
import { readFileSync } from 'node:fs'

/**
 * @typedef {{ name: string, reason: string }} Skipped
 * @typedef {{ passed: number, failed: number, skipped: Skipped[] }} Counts
 */

/**
 * @param {Counts} counts read from the report
 * @param {number} exitCode of the runner, which may know of failures that its report doesn't show
 * @returns {Counts}
 */
export function judged({ passed, failed, skipped }, exitCode) {
  const unseen = failed === 0 && (exitCode !== 0 || passed === 0)
  return { passed, failed: unseen ? 1 : failed, skipped }
}

/**
 * @param {string} path of the report
 * @param {(report: any) => Counts} read
 * @returns {Counts}
 */
export function countsIn(path, read) {
  try {
    return read(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return { passed: 0, failed: 0, skipped: [] }
  }
}

/** Vitest: a file that couldn't be loaded has no tests to fail, so the file itself counts. */
export function vitestCounts(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(hasFailed),
  )
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter(hasFailed).length + broken.length,
    skipped: tests
      .filter((test) => !['passed', 'failed'].includes(test.status))
      .map((test) => ({ name: test.fullName.trim(), reason: test.meta?.skipReason ?? '' })),
  }
}

function hasFailed(test) {
  return test.status === 'failed'
}

/** Playwright: errors outside of any test (a server that didn't start) count one each. */
export function playwrightCounts(report) {
  const specs = report.suites.flatMap(specsIn)
  const skipped = specs.flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'skipped')
      .map((test) => ({ name: spec.title, reason: test.annotations[0]?.description ?? '' })),
  )
  const { expected, unexpected, flaky } = report.stats
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped }
}

function specsIn(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)]
}
