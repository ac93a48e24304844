/**
 * Suspicion from silence: whether something that is pinged still answers. An answer proves both
 * directions of a link, so a one-way cut is noticed at both ends. Own lateness is never held
 * against others (Lifeguard, arXiv 1707.00788: local health). Times are arguments; nothing is read
 * here.
 */
export interface Watch {
  readonly status: 'fine' | 'suspected' | 'lost'
  /** When anything at all came from it. */
  readonly heardAt: number
  /** When it last answered a ping, and which one. */
  readonly answeredAt: number
  readonly lastAnswer: number
  /** The newest ping sent to it. */
  readonly lastPing: number
}

export interface Patience {
  readonly suspectMs: number
  readonly lostMs: number
}

export type Change = 'suspected' | 'heard_again' | 'lost' | null

export interface Watched {
  readonly watch: Watch
  readonly change: Change
}

export function startWatch(now: number): Watch {
  return { status: 'fine', heardAt: now, answeredAt: now, lastAnswer: 0, lastPing: 0 }
}

/** Milliseconds without a sign that both directions work. */
export function silence(watch: Watch, now: number): number {
  return Math.max(0, now - Math.min(watch.heardAt, watch.answeredAt))
}

/** The next ping to send is `watch.lastPing` of the answer. */
export function pinged(watch: Watch): Watch {
  return { ...watch, lastPing: watch.lastPing + 1 }
}

export function heard(watch: Watch, now: number): Watch {
  return { ...watch, heardAt: now }
}

/** An answer to a ping that was never sent, or answered before, proves nothing. */
export function answered(watch: Watch, ping: number, now: number): Watch {
  if (ping <= watch.lastAnswer || ping > watch.lastPing) return heard(watch, now)
  return { ...watch, heardAt: now, answeredAt: now, lastAnswer: ping }
}

export function judge(watch: Watch, now: number, patience: Patience): Watched {
  if (watch.status === 'lost') return { watch, change: null }
  const silentMs = silence(watch, now)
  if (silentMs >= patience.lostMs) return { watch: { ...watch, status: 'lost' }, change: 'lost' }
  if (silentMs >= patience.suspectMs) {
    if (watch.status === 'suspected') return { watch, change: null }
    return { watch: { ...watch, status: 'suspected' }, change: 'suspected' }
  }
  if (watch.status === 'fine') return { watch, change: null }
  return { watch: { ...watch, status: 'fine' }, change: 'heard_again' }
}

/** Takes the time that we ourselves slept out of everybody's silence. */
export function excuse(watch: Watch, lateMs: number, now: number): Watch {
  return {
    ...watch,
    heardAt: Math.min(now, watch.heardAt + lateMs),
    answeredAt: Math.min(now, watch.answeredAt + lateMs),
  }
}

/** How much later than due a tick came, or 0 while that is less than one period. */
export function lateness(dueAt: number, now: number, periodMs: number): number {
  const lateMs = now - dueAt
  return lateMs > periodMs ? lateMs : 0
}
