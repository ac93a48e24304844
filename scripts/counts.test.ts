/** How reports are read: what counts, and that nothing seen is never "all is well". */
import { describe, expect, test } from 'vitest'
import { countsIn, judged, playwrightCounts, vitestCounts } from './counts.mjs'

const nothing = { passed: 0, failed: 0, skipped: [] }

describe('the counts of a runner', () => {
  test('fail when it ran no test', () => {
    expect(judged(nothing, 0).failed).toBe(1)
  })

  test('fail when its exit code knows of a failure that the report does not show', () => {
    expect(judged({ ...nothing, passed: 5 }, 1).failed).toBe(1)
    expect(judged({ ...nothing, passed: 5, failed: 2 }, 1).failed).toBe(2)
    expect(judged({ ...nothing, passed: 5 }, 0).failed).toBe(0)
  })

  test('are nothing when the report is missing', () => {
    expect(countsIn('/there/is/no/report.json', vitestCounts)).toEqual(nothing)
  })
})

test('of Vitest: tests, files that could not be loaded, and what was skipped and why', () => {
  const named = (status: string, meta = {}) => ({ status, fullName: ` a ${status} one`, meta })
  const report = {
    testResults: [
      { status: 'passed', assertionResults: [named('passed'), named('passed')] },
      { status: 'failed', assertionResults: [named('passed'), named('failed')] },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [named('skipped', { skipReason: 'no erl here' })] },
      { status: 'passed', assertionResults: [named('todo')] },
    ],
  }
  expect(vitestCounts(report)).toEqual({
    passed: 3,
    failed: 2,
    skipped: [
      { name: 'a skipped one', reason: 'no erl here' },
      { name: 'a todo one', reason: '' },
    ],
  })
})

test('of Playwright: tests at any depth, and errors outside of all tests', () => {
  const annotations = [{ type: 'skip', description: 'no WebRTC here' }]
  const spec = (status: string) => ({ title: `a ${status} one`, tests: [{ status, annotations }] })
  const report = {
    suites: [{ specs: [spec('expected')], suites: [{ specs: [spec('skipped')] }] }],
    stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 },
    errors: [{ message: 'the server did not start' }],
  }
  expect(playwrightCounts(report)).toEqual({
    passed: 4,
    failed: 3,
    skipped: [{ name: 'a skipped one', reason: 'no WebRTC here' }],
  })
})
