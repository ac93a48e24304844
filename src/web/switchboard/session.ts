/**
 * Sessions: one life of the connection between two machines (Erlang: a distribution connection).
 * Each end numbers its own lives; every message carries both numbers, so what is late from an
 * earlier life is known and dropped. An end that gave up begins its next life with a hello, and the
 * other end, on hearing it, starts afresh too.
 */
export interface Session {
  readonly mine: number
  /** The other end's number, 0 while unknown. */
  readonly theirs: number
  readonly up: boolean
}

export interface Heard {
  readonly session: Session
  /** `refuse`: from another life; drop the message. */
  readonly verdict: 'accept' | 'refuse'
  readonly change: 'up' | 'reset' | 'reset_and_up' | null
  /** Whether a hello has to go back. */
  readonly reply: boolean
}

export const firstSession: Session = { mine: 1, theirs: 0, up: false }

/** The next life of this end. */
export function nextSession(session: Session): Session {
  return { mine: session.mine + 1, theirs: 0, up: false }
}

/**
 * `sender` and `receiver` are the two numbers a message carries: its sender's and ours as it knows
 * it.
 */
export function hearMessage(session: Session, sender: number, receiver: number): Heard {
  const current = session.up && sender === session.theirs && receiver === session.mine
  return { session, verdict: current ? 'accept' : 'refuse', change: null, reply: false }
}

/**
 * `asks`: the other end isn't up yet. It goes on asking until it is, so a lost hello does no harm.
 */
export function hearHello(
  session: Session,
  sender: number,
  receiver: number,
  asks: boolean,
): Heard {
  const fresh = sender > session.theirs
  const knowsMe = receiver === session.mine
  if (sender < session.theirs || (session.up && !fresh && !knowsMe)) {
    return { session, verdict: 'refuse', change: null, reply: false }
  }
  const reset = fresh && session.up
  const rises = knowsMe && (fresh || !session.up)
  return {
    session: { mine: session.mine, theirs: sender, up: knowsMe },
    verdict: 'accept',
    change: rises ? (reset ? 'reset_and_up' : 'up') : reset ? 'reset' : null,
    reply: asks,
  }
}
