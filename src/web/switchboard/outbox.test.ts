/** What waits to go out: heartbeats first, traces give way, frames are all or nothing. */
import { describe, expect, it } from 'vitest'
import { limits } from '../limits.ts'
import { Outbox, type Pipe } from './outbox.ts'
import { Joiner } from './pieces.ts'

/** A channel that keeps what it is given until `leave` lets it go. */
class SlowPipe implements Pipe {
  buffered = 0
  readonly sent: Uint8Array[] = []
  private readonly joiner = new Joiner()

  send(piece: Uint8Array): void {
    this.buffered += piece.length
    const joined = this.joiner.add(piece)
    if (joined.type === 'message') this.sent.push(joined.bytes)
  }

  leave(): void {
    this.buffered = 0
  }

  close(): void {}
}

function world() {
  const pipe = new SlowPipe()
  const seen = { gaps: 0 }
  const outbox = new Outbox(pipe, () => {
    seen.gaps++
  })
  const empty = () => {
    for (let i = 0; i < 2_000; i++) {
      pipe.leave()
      outbox.drain()
    }
  }
  return { pipe, outbox, seen, empty }
}

const block = (bytes: number) => new Uint8Array(bytes)

describe('an outbox', () => {
  it('keeps what the channel can’t take, in order', () => {
    const { pipe, outbox, empty } = world()
    const count = 2 + limits.bufferedBytes / 50_000
    for (let i = 0; i < count; i++) outbox.put(block(50_000 + i), 'frames')
    expect(pipe.sent.length).toBeLessThan(count)
    empty()
    const lengths = pipe.sent.map(({ length }) => length - 50_000)
    expect(lengths).toEqual(lengths.map((_, i) => i))
    expect(lengths.length).toBe(Math.ceil(count))
  })

  it('lets heartbeats pass a message of megabytes', () => {
    const { pipe, outbox } = world()
    outbox.put(block(2_000_000), 'frames')
    outbox.put(block(10), 'urgent')
    expect(pipe.sent.map(({ length }) => length)).toEqual([10])
  })

  it('leaves traces out when too much waits, says so once, and once more when it is over', () => {
    const { outbox, seen, empty } = world()
    const fates = Array.from({ length: 8 }, () => outbox.put(block(1_000_000), 'trace'))
    const gap = fates.indexOf('gap')
    expect(gap).toBe(Math.floor(limits.traceOutboxBytes / 1_000_000))
    expect(new Set(fates.slice(gap + 1))).toEqual(new Set(['left_out']))
    expect(seen.gaps).toBe(0)
    empty()
    expect(seen.gaps).toBe(1)
    expect(outbox.put(block(10), 'trace')).toBe('taken')
  })

  it('refuses frames beyond its limit, so that the connection ends rather than loses one', () => {
    const { outbox } = world()
    const fates: string[] = []
    for (let i = 0; i <= limits.outboxBytes / 4_000_000 + 1; i++) {
      fates.push(outbox.put(block(4_000_000), 'frames'))
    }
    expect(fates.at(-1)).toBe('full')
    expect(fates.slice(0, 4)).toEqual(['taken', 'taken', 'taken', 'taken'])
  })
})
