/**
 * The learner's hands for tests: ann orders the broken item, later bob scribbles on her list, and
 * at last she reckons without an end.
 */
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
    { atMs: 9_000, action: 'reckon-endless' },
  ],
}
