/**
 * A Vitest reporter that carries the reason of `ctx.skip(reason)` into the JSON report, which
 * leaves it out: a skipped test is told aloud, with its reason.
 */
export default class SkipReasons {
  onTestCaseResult(testCase) {
    const result = testCase.result()
    if (result.state === 'skipped' && result.note) testCase.meta().skipReason = result.note
  }
}
