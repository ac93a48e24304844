/**
 * Introduces the tabs of one browser to each other over a BroadcastChannel: no server at all.
 * Every tab says regularly that it is here; who has the smaller id makes the offer. A lost note
 * costs one beacon.
 */
import { limits } from '../limits.ts'
import { rtcConfiguration } from './connection.ts'
import type { Connection, Host, Introducer } from './introducer.ts'
import type { Presence } from './presence.ts'

type Note =
  /** `asks`: whoever hears it says in turn that it is here. */
  | { readonly kind: 'here'; readonly asks: boolean; readonly presence: Presence }
  | { readonly kind: 'bye'; readonly from: string; readonly sentAt: number }
  | (Addressed & { readonly kind: 'offer'; readonly presence: Presence; readonly sdp: string })
  | (Addressed & { readonly kind: 'answer'; readonly sdp: string })
  | (Addressed & { readonly kind: 'candidate'; readonly candidate: RTCIceCandidateInit })

interface Addressed {
  readonly from: string
  readonly to: string
  /** Numbers the attempts of the offering side: notes of an earlier one are dropped. */
  readonly attempt: number
}

interface Attempt extends Connection {
  readonly number: number
  /** Steps of the handshake, one after the other. */
  steps: Promise<void>
}

const how = 'same_computer'

export class LocalIntroducer implements Introducer {
  private readonly channel: BroadcastChannel
  private readonly attempts = new Map<string, Attempt>()
  private attemptNumber = 0
  private beaconAt = 0

  constructor(
    room: string,
    private readonly host: Host,
  ) {
    this.channel = new BroadcastChannel(`let-it-crash/${room}`)
    this.channel.onmessage = ({ data }: MessageEvent<Note>) => this.read(data)
    this.here(true)
  }

  announce(): void {
    this.here(true)
  }

  tick(now: number): void {
    if (now < this.beaconAt) return
    this.beaconAt = now + limits.beaconMs
    this.here(false)
  }

  lost(id: string): void {
    this.attempts.delete(id)
  }

  bye(sentAt: number): void {
    this.send({ kind: 'bye', from: this.host.me.id, sentAt })
  }

  close(): void {
    this.channel.close()
  }

  private here(asks: boolean): void {
    this.send({ kind: 'here', asks, presence: this.host.me })
  }

  private send(note: Note): void {
    this.channel.postMessage(note)
  }

  private read(note: Note): void {
    if (note.kind === 'bye') return this.host.left(note.from, note.sentAt)
    if (note.kind === 'here') {
      if (note.asks) this.here(false)
      const other = this.host.hear(note.presence, how)
      if (other !== null && this.host.wants(other, how)) this.offer(other)
    } else if (note.to === this.host.me.id) this.readAddressed(note)
  }

  private readAddressed(note: Note & Addressed): void {
    if (note.kind === 'offer') return this.answer(note)
    const attempt = this.attempts.get(note.from)
    if (attempt === undefined || attempt.number !== note.attempt) return
    const { peer } = attempt
    this.step(attempt, async () => {
      if (note.kind === 'candidate') await peer.addIceCandidate(note.candidate)
      else if (note.kind === 'answer')
        await peer.setRemoteDescription({ type: 'answer', sdp: note.sdp })
    })
  }

  private offer(other: Presence): void {
    const address = { from: this.host.me.id, to: other.id, attempt: ++this.attemptNumber }
    const attempt = this.begin(other, address)
    this.step(attempt, async () => {
      await attempt.peer.setLocalDescription()
      const sdp = attempt.peer.localDescription?.sdp ?? ''
      this.send({ kind: 'offer', ...address, presence: this.host.me, sdp })
    })
  }

  private answer(note: Note & { kind: 'offer' }): void {
    const other = this.host.hear(note.presence, how)
    if (other === null) return
    const address = { from: this.host.me.id, to: note.from, attempt: note.attempt }
    const attempt = this.begin(other, address)
    this.step(attempt, async () => {
      await attempt.peer.setRemoteDescription({ type: 'offer', sdp: note.sdp })
      await attempt.peer.setLocalDescription()
      const sdp = attempt.peer.localDescription?.sdp ?? ''
      this.send({ kind: 'answer', ...address, sdp })
    })
  }

  private begin(other: Presence, address: Addressed): Attempt {
    const peer = new RTCPeerConnection(rtcConfiguration)
    const close = () => peer.close()
    const attempt: Attempt = { number: address.attempt, peer, close, steps: Promise.resolve() }
    peer.onicecandidate = ({ candidate }) => {
      if (candidate === null) return
      this.send({ kind: 'candidate', ...address, candidate: candidate.toJSON() })
    }
    this.attempts.set(other.id, attempt)
    this.host.connected(other, how, attempt)
    return attempt
  }

  /** A step that fails ends the attempt; the next beacon begins another one. */
  private step(attempt: Attempt, act: () => Promise<void>): void {
    attempt.steps = attempt.steps.then(act).catch(() => this.host.broken(attempt))
  }
}
