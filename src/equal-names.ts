/** Teaches the tests to compare pids and references, whose parts are out of their sight. */
import { expect } from 'vitest'
import { Pid, Ref, samePid, sameRef } from './kernel/index.ts'

expect.addEqualityTesters([
  (a: unknown, b: unknown) => {
    if (a instanceof Pid || b instanceof Pid) {
      return a instanceof Pid && b instanceof Pid && samePid(a, b)
    }
    if (a instanceof Ref || b instanceof Ref) {
      return a instanceof Ref && b instanceof Ref && sameRef(a, b)
    }
    return undefined
  },
])
