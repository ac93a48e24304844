/**
 * A picture that takes long to make is made less often, so that the page stays quick: a busy run
 * would else spend all of its frames on being drawn.
 */
import { useRef } from 'react'

/** So much of the time may go into it. */
const share = 0.25
/** What takes less is made at every look, ms. */
const cheapMs = 4

interface Made<T> {
  readonly value: T
  readonly wished: readonly unknown[]
  readonly at: number
  readonly tookMs: number
}

/** The value anew, unless `wished` is as before and the one before was dear and isn't old. */
export function useThrift<T>(make: () => T, wished: readonly unknown[], isLive: boolean): T {
  const made = useRef<Made<T> | null>(null)
  const { current: before } = made
  const now = performance.now()
  if (isLive && before !== null && before.tookMs > cheapMs) {
    const isSame = wished.every((wish, at) => wish === before.wished[at])
    if (isSame && now - before.at < before.tookMs / share) return before.value
  }
  const value = make()
  made.current = { value, wished, at: now, tookMs: performance.now() - now }
  return value
}
