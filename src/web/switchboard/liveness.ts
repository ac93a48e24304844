/**
 * Suspicion from silence: whether something that is pinged still answers. An answer proves both
 * directions of a link, so a one-way cut is noticed at both ends. Own lateness is never held
 * against others (Lifeguard, arXiv 1707.00788: local health). Times are arguments; nothing is read
 * here.
 */
export interface Liveness {
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

export interface Judged {
  readonly liveness: Liveness
  readonly change: Change
}

export function startLiveness(now: number): Liveness {
  return { status: 'fine', heardAt: now, answeredAt: now, lastAnswer: 0, lastPing: 0 }
}

/** Milliseconds without a sign that both directions work. */
export function silence(liveness: Liveness, now: number): number {
  return Math.max(0, now - Math.min(liveness.heardAt, liveness.answeredAt))
}

/** The next ping to send is `liveness.lastPing` of the answer. */
export function pinged(liveness: Liveness): Liveness {
  return { ...liveness, lastPing: liveness.lastPing + 1 }
}

export function heard(liveness: Liveness, now: number): Liveness {
  return { ...liveness, heardAt: now }
}

/** An answer to a ping that was never sent, or answered before, proves nothing. */
export function answered(liveness: Liveness, ping: number, now: number): Liveness {
  if (ping <= liveness.lastAnswer || ping > liveness.lastPing) return heard(liveness, now)
  return { ...liveness, heardAt: now, answeredAt: now, lastAnswer: ping }
}

export function judge(liveness: Liveness, now: number, patience: Patience): Judged {
  if (liveness.status === 'lost') return { liveness, change: null }
  const silentMs = silence(liveness, now)
  if (silentMs >= patience.lostMs)
    return { liveness: { ...liveness, status: 'lost' }, change: 'lost' }
  if (silentMs >= patience.suspectMs) {
    if (liveness.status === 'suspected') return { liveness, change: null }
    return { liveness: { ...liveness, status: 'suspected' }, change: 'suspected' }
  }
  if (liveness.status === 'fine') return { liveness, change: null }
  return { liveness: { ...liveness, status: 'fine' }, change: 'heard_again' }
}

/** Takes the time that we ourselves slept out of everybody's silence. */
export function excuse(liveness: Liveness, lateMs: number, now: number): Liveness {
  return {
    ...liveness,
    heardAt: Math.min(now, liveness.heardAt + lateMs),
    answeredAt: Math.min(now, liveness.answeredAt + lateMs),
  }
}

/** How much later than due a tick came, or 0 while that is less than one period. */
export function lateness(dueAt: number, now: number, periodMs: number): number {
  const lateMs = now - dueAt
  return lateMs > periodMs ? lateMs : 0
}
