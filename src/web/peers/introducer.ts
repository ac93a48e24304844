/**
 * What an introducer is: it lets machines of one room hear of each other and makes connections
 * between them. Whether a connection is wanted, and all that comes after it, is the host's
 * business.
 */
import type { How } from '../messages.ts'
import type { Presence } from './presence.ts'

export interface Introducer {
  /** Says who we are, after a change of it. */
  announce(): void
  /** Comes about twice a second, also in a hidden tab. */
  tick(now: number): void
  /** The link with that machine has ended. */
  lost(id: string): void
  /** Sent at once, because the page is going. */
  bye(now: number): void
  close(): void
}

export interface Connection {
  readonly peer: RTCPeerConnection
  close(): void
}

export interface Host {
  readonly me: Presence
  /** Takes in what another tab says about itself; its presence when it is one of ours. */
  hear(value: unknown, how: How): Presence | null
  /** A machine said goodbye. */
  left(id: string, sentAt: number): void
  /** Whether we are to connect with it now, by this introducer. */
  wants(other: Presence, how: How): boolean
  /** Hands a connection over, before anything else happens on it; replaces an older one. */
  connected(other: Presence, how: How, connection: Connection): void
  /** The connection broke down by itself. */
  broken(connection: Connection): void
  /** Everybody who can be reached by this introducer has been heard. */
  heardAll(how: How): void
  full(): void
  reached(): void
  unreachable(problem: string, retryMs: number | null): void
}
