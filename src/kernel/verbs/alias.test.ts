/** Aliases, and references as marks in the mailbox (otp-semantics A13, A15, A16, A22). */
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import {
  alias,
  decodeFrames,
  demonitor,
  encodeFrames,
  isReply,
  makeRef,
  monitor,
  Pid,
  Ref,
  receive,
  receiveSince,
  self,
  send,
  spawn,
  spawnMonitor,
  spawnMonitorOn,
  type Term,
  unalias,
  type Waits,
} from '../index.ts'

/** What arrives at `main` until nothing more does. */
function heard(main: () => unknown, more: Record<string, unknown> = {}): Term[] {
  const said: Term[] = []
  const { world } = runMain({
    ...more,
    *main() {
      yield* (main() ?? []) as Waits<void>
      for (;;) said.push((yield receive()) as Term)
    },
    *echo() {
      const [to, times] = (yield receive()) as unknown as [never, number]
      for (let i = 0; i < times; i++) send(to, ['echo', i])
    },
    end: () => 'done',
  })
  world.runUntil(1000)
  return said
}

describe('an alias', () => {
  it('takes messages until it is taken back; what was queued stays', () => {
    const said = heard(() => {
      const name = alias()
      send(name, 'one')
      expect(unalias(name)).toBe(true)
      send(name, 'two')
      expect(unalias(name)).toBe(false)
    })
    expect(said).toEqual(['one'])
  })

  it('is known again when it comes back over a wire, until it ends', () => {
    const said = heard(() => {
      const name = alias('reply')
      const signal = { type: 'send', from: self(), to: name, message: 'zero' } as const
      const frame = { from: 'n1@a', to: 'n1@b', lamport: 1, cause: null, signal } as const
      const [back] = decodeFrames(encodeFrames([frame]))
      const again = (back as { readonly signal: typeof signal }).signal.to
      send(again, 'one')
      send(again, 'two')
    })
    expect(said).toEqual(['one'])
  })

  it('made for a reply takes one message', () => {
    const said = heard(() => {
      const name = alias('reply')
      send(spawn(['m', 'echo', []]), [name, 3])
    })
    expect(said).toEqual([['echo', 0]])
  })

  it('made with a monitor goes with the monitor', () => {
    const said = heard(function* () {
      const pid = spawn(['m', 'echo', []])
      const name = monitor(pid, { alias: 'demonitor' })
      demonitor(name)
      send(pid, [name, 1])
      yield receive(() => false, 5)
    })
    expect(said).toEqual([])
  })

  it('made for the reply of a monitored one ends both with the first answer', () => {
    const said = heard(() => {
      const pid = spawn(['m', 'echo', []])
      const name = monitor(pid, { alias: 'reply_demonitor' })
      send(pid, [name, 2])
    })
    expect(said).toEqual([['echo', 0]])
  })

  it('stays when it is to be taken back by hand', () => {
    const said = heard(() => {
      const pid = spawn(['m', 'echo', []])
      const name = monitor(pid, { alias: 'explicit_unalias' })
      demonitor(name)
      send(pid, [name, 2])
    })
    expect(said).toEqual([
      ['echo', 0],
      ['echo', 1],
    ])
  })
})

describe('a monitor', () => {
  it('says the word it was given', () => {
    const said = heard(() => {
      monitor(spawn(['m', 'end', []]), { tag: ['gone', 7] })
    })
    expect(said).toEqual([[['gone', 7], expect.any(Ref), 'process', expect.any(Pid), 'normal']])
  })

  it('of oneself is none', () => {
    heard(() => {
      expect(demonitor(monitor(self()), { info: true })).toBe(false)
    })
  })

  it('is there from the first moment of a spawn, here and elsewhere', () => {
    const said = heard(function* () {
      const [here, first] = spawnMonitor(['m', 'end', []])
      const [there, second] = yield* spawnMonitorOn('n1@b', ['m', 'end', []])
      const [nobody, third] = yield* spawnMonitorOn('n1@c', ['m', 'end', []])
      send(self(), [
        [first, here],
        [second, there],
        [third, nobody],
      ])
    })
    const list = said.find((m) => Array.isArray(m) && m.length === 3) as Term[][]
    const downs = said.filter((m) => Array.isArray(m) && m[0] === 'DOWN') as Term[][]
    const reasons = list.map(([ref]) => downs.find((d) => isReply(d, 'DOWN', ref as never))?.[4])
    expect(reasons).toEqual(['normal', 'normal', 'noconnection'])
  })
})

describe('a receive since a reference', () => {
  it('finds the answer behind whatever waits, and leaves the rest', () => {
    let looked = 0
    const said = heard(function* () {
      for (let i = 0; i < 100; i++) send(self(), ['junk', i])
      const ref = makeRef()
      send(self(), ['answer', ref])
      yield receiveSince(ref, (m) => {
        looked++
        return isReply(m, 'answer', ref)
      })
    })
    expect(looked).toBe(1)
    expect(said).toHaveLength(100)
  })

  it('looks at all when what was newest then is gone', () => {
    const said = heard(function* () {
      send(self(), 'newest')
      const ref = makeRef()
      yield receive('newest')
      send(self(), ['answer', ref])
      yield receiveSince(ref, (m) => isReply(m, 'answer', ref))
      send(self(), 'done')
    })
    expect(said).toEqual(['done'])
  })
})

describe('a receive by word', () => {
  it('takes the oldest message that is or begins with it', () => {
    const said = heard(function* (): Waits<void> {
      for (const m of [['a', 1], 'b', ['b', 2], 3]) send(self(), m)
      const took = [yield receive('b'), yield receive('b'), yield receive('a')]
      send(self(), took)
    })
    expect(said).toEqual([3, ['b', ['b', 2], ['a', 1]]])
  })
})
