/**
 * Frames and trace events leave in batches, and nothing that others rely on is lost by its size.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import {
  decodeEvents,
  decodeFrames,
  type Frame,
  Pid,
  type Recorded,
  type Signal,
  type Term,
} from '../../kernel/index.ts'
import { limits } from '../limits.ts'
import { Post, TraceBatch } from './environment.ts'

const here = new Pid('n1@heron', 1, 1)
const there = new Pid('n1@otter', 1, 1)

function frame(signal: Signal, to = 'n1@otter'): Frame {
  return { from: 'n1@heron', to, lamport: 1, cause: null, signal }
}

function say(message: string, to?: string): Frame {
  return frame({ type: 'send', from: here, to: there, message }, to)
}

function world() {
  const sent: { to: string; frames: Frame[] }[] = []
  const refused: Frame[] = []
  const post = new Post(
    (to, bytes) => {
      expect(bytes.length).toBeLessThanOrEqual(limits.messageBytes)
      sent.push({ to, frames: decodeFrames(bytes) })
    },
    (frame) => refused.push(frame),
  )
  return { post, sent, refused }
}

describe('a post', () => {
  it('sends one batch to each receiver when it is flushed', () => {
    const { post, sent } = world()
    for (const word of ['a', 'b'])
      for (const to of ['n1@otter', 'n2@heron']) post.send(say(word, to))
    expect(sent).toEqual([])
    post.flush()
    post.flush()
    expect(sent.map(({ to, frames }) => [to, frames.length])).toEqual([
      ['n1@otter', 2],
      ['n2@heron', 2],
    ])
  })

  it('keeps nothing for those to whom nothing is said any more', () => {
    let batches = 0
    const post = new Post(
      () => batches++,
      () => 0,
    )
    const taken = weight(() => {
      for (let node = 0; node < 10_000; node++) post.send(say('hello', `n${node}@otter`))
      post.flush()
      post.flush()
      return post
    })
    expect(batches).toBe(10_000)
    expect(taken).toBeLessThan(1_000_000)
  })

  it('cuts a batch that is too large, and keeps its order', () => {
    const { post, sent } = world()
    const third = 'x'.repeat(limits.messageBytes / 3)
    for (const digit of '12345') post.send(say(digit + third))
    post.flush()
    const messages = sent.flatMap(({ frames }) => frames.map(({ signal }) => signal))
    const digits = messages.map((signal) => signal.type === 'send' && String(signal.message)[0])
    expect(digits.join('')).toBe('12345')
    expect(sent.length).toBeGreaterThan(1)
  })

  it('loses nothing of a batch in which one frame is too large', () => {
    const { post, sent, refused } = world()
    post.send(say('before'))
    post.send(say('x'.repeat(limits.messageBytes)))
    expect(refused).toEqual([])
    post.send(say('after'))
    post.flush()
    expect(sent.flatMap(({ frames }) => frames)).toEqual([say('before'), say('after')])
    expect(refused).toHaveLength(1)
    post.flush()
    expect(refused).toHaveLength(1)
  })

  it('lets whoever is refused send again at once', () => {
    const sent: Frame[] = []
    const post: Post = new Post(
      (_, bytes) => sent.push(...decodeFrames(bytes)),
      () => post.send(say('too large')),
    )
    post.send(say('x'.repeat(limits.messageBytes)))
    post.flush()
    post.flush()
    expect(sent).toEqual([say('too large')])
  })

  it('refuses a message that is too large, but tells of a death with a shorter reason', () => {
    const { post, sent, refused } = world()
    const large = 'x'.repeat(limits.messageBytes)
    post.send(say(large))
    post.send(frame({ type: 'exit', from: here, to: there, reason: large }))
    post.flush()
    expect(refused).toHaveLength(1)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.frames[0]?.signal).toMatchObject({
      type: 'exit',
      reason: ['system_limit', expect.any(String)],
    })
  })
})

describe('a trace batch', () => {
  function note(number: number, term: Term): Recorded {
    const where = { at: 1, node: 'n1@heron', creation: 1, lamport: 1 }
    return { kind: 'note', number, ...where, subject: null, other: null, cause: null, term }
  }

  it('hands everything over, in order and in bounded batches', () => {
    const batches: Recorded[][] = []
    const batch = new TraceBatch((bytes) => batches.push(decodeEvents(bytes)))
    for (let number = 1; number <= limits.batchEvents + 1; number++) {
      batch.record(note(number, null))
    }
    batch.flush()
    batch.flush()
    expect(batches.map(({ length }) => length)).toEqual([limits.batchEvents, 1])
    expect(batches[1]?.[0]?.number).toBe(limits.batchEvents + 1)
  })

  it('hands large events over before they are too many for one message', () => {
    const batches: Uint8Array[] = []
    const batch = new TraceBatch((bytes) => batches.push(bytes))
    const size = 30_000
    for (let number = 1; number <= 100; number++) batch.record(note(number, 'x'.repeat(size)))
    batch.flush()
    for (const { length } of batches) expect(length).toBeLessThan(limits.batchBytes + 2 * size)
    const numbers = batches.flatMap(decodeEvents).map(({ number }) => number)
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, at) => at + 1))
  })
})

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes of the heap that what was made keeps in use. */
function weight(make: () => unknown): number {
  const inUse = () => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const before = inUse()
  const made = make()
  const after = inUse()
  expect(made).not.toBe(make)
  return after - before
}
