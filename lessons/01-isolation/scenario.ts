/** The learner's hands for tests and graders: ann orders the broken item, later bob scribbles. */
import type { Scenario } from '../../src/tutor/index.ts'

export const scenario: Scenario = {
  seeds: [1, 2, 3],
  untilMs: 10_000,
  fails: {
    start: ['own-heap', 'sibling-answers', 'state-survives'],
    'wrong-1': ['own-heap'],
    'wrong-2': ['sibling-answers', 'state-survives'],
    'wrong-3': ['own-heap', 'state-survives'],
  },
  script: [
    { atMs: 2_000, action: 'order-without-price' },
    { atMs: 8_500, action: 'lend-list' },
  ],
}
