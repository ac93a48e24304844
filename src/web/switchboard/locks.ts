/**
 * Web Locks, where the browser has them (not on plain http): a lock is let go the moment its
 * holder's tab is gone, whatever took it, and nobody else in the browser can hold it meanwhile.
 */

/** Holds a lock as long as this worker lives; `done` hears whether it is held. */
export function holdLock(name: string, done: (held: boolean) => void): void {
  if (navigator.locks === undefined) return done(false)
  const hold = () => {
    done(true)
    return new Promise<void>(() => {})
  }
  navigator.locks.request(name, hold).catch(() => done(false))
}

/** Holds a lock if it is free, until `release` is called. Without locks everything is free. */
export function claimLock(
  name: string,
  done: (free: boolean) => void,
  held: (release: () => void) => void,
): void {
  if (navigator.locks === undefined) return done(true)
  const hold = (lock: Lock | null) => {
    done(lock !== null)
    return lock === null ? undefined : new Promise<void>(held)
  }
  navigator.locks.request(name, { ifAvailable: true }, hold).catch(() => done(true))
}

/**
 * Calls `free` when the lock's holder has gone; answers how to stop waiting. Shared, so that all
 * who wait hear of it at once. A request that is refused proves nothing.
 */
export function waitForLock(name: string, free: () => void): () => void {
  const stop = new AbortController()
  const options: LockOptions = { mode: 'shared', signal: stop.signal }
  navigator.locks?.request(name, options, free).catch(() => {})
  return () => stop.abort()
}
