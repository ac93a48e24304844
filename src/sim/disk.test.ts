/** The simulated disk in a world: what a crash leaves of it, and what it owes to chance. */
import { describe, expect, it } from 'vitest'
import {
  afterSync,
  append,
  halt,
  now,
  read,
  sync,
  type Term,
  type Waits,
  write,
} from '../kernel/index.ts'
import { TraceHash } from '../lab/index.ts'
import { library } from '../otp/index.ts'
import { Desk, filled, list } from './disk-trial.ts'
import { runMain } from './index.ts'

const name = 'n1@a'

describe('a crash', () => {
  /** A synced record of ones, then one of twos and one of threes that aren't. */
  const crashed = Array.from({ length: 200 }, (_, seed) => {
    const desk = new Desk(seed)
    desk.append([1, 8])
    desk.sync()
    desk.append([2, 8], [3, 8])
    return desk.crash().content()
  })
  const those = (test: (twos: number, threes: number) => boolean) =>
    crashed.filter((content) => {
      const count = (value: number) => content.filter((each) => each === value).length
      return test(count(2), count(3))
    }).length

  it('leaves what was synced', () => {
    for (const content of crashed) expect(content.slice(0, 8)).toEqual(list(1, 8))
  })

  it('keeps, loses or tears each of the other writes, in any combination', () => {
    expect(those((twos, threes) => twos === 8 && threes === 8)).toBeGreaterThan(5)
    expect(those((twos, threes) => twos === 0 && threes === 0)).toBeGreaterThan(5)
    expect(those((twos, threes) => twos === 0 && threes === 8)).toBeGreaterThan(5)
    expect(those((twos) => twos > 0 && twos < 8)).toBeGreaterThan(20)
  })

  it('keeps them in any order', () => {
    const found = Array.from({ length: 60 }, (_, seed) => {
      const desk = new Desk(seed)
      desk.run(function* () {
        yield* write('log', 0, filled(1, 2))
        yield* write('log', 1, filled(2, 2))
      })
      return desk.crash().content().join('')
    })
    expect(found).toContain('122')
    expect(found).toContain('112')
  })

  it('forgets what was asked for; the next life hears nothing of it', () => {
    const desk = new Desk()
    const said: unknown[] = []
    const { code } = desk.world.node(name)
    code.load('m', '1', {
      *main(): Waits<void> {
        yield* append('log', filled(1, 1))
        said.push(yield* sync('log'))
      },
    })
    desk.world.start(name, ['m', 'main', []])
    desk.world.runUntil(0.3)
    const later = desk.crash().run(function* (say) {
      say(yield* read('other'), yield* append('other', filled(2, 3)), yield* read('other'))
    })
    expect(said).toEqual([])
    expect(later).toEqual(['eof', ['ok', 0], ['ok', filled(2, 3)]])
  })

  it('does nothing of what was being done', () => {
    const desk = new Desk()
    const { world } = desk
    world.node(name).code.load('m', '1', { main: () => append('log', filled(1, 1)) })
    world.start(name, ['m', 'main', []])
    world.runUntil(0.01)
    expect(desk.crash().content()).toEqual([])
  })

  it('is also a node that halts itself', () => {
    const desk = new Desk()
    desk.fault('lost_writes').run(function* () {
      yield* append('log', filled(1, 1))
      halt()
    })
    desk.world.addNode(name)
    expect(desk.content()).toEqual([])
  })

  it('tears a long write between its sectors, too', () => {
    const kept = Array.from({ length: 40 }, (_, seed) => {
      const desk = new Desk(seed)
      desk.append([1, 2_048])
      return desk.fault('torn_write').crash().content()
    })
    const holes = kept.filter((content) => content[0] === 0 && content.includes(1))
    expect(holes.length).toBeGreaterThan(3)
    for (const content of holes) {
      const sectors = [0, 512, 1_024, 1_536].map((at) => new Set(content.slice(at, at + 512)).size)
      expect(Math.max(...sectors)).toBe(1)
    }
    expect(kept.filter((content) => content.length % 512 !== 0).length).toBeGreaterThan(3)
    expect(kept.filter((content) => content.filter((each) => each === 1).length === 2_048)).toEqual(
      [],
    )
  })
})

it('is full by itself one day', () => {
  const desk = new Desk()
  const said = desk.run(function* (say) {
    say(yield* write('log', 2 ** 40, filled(1, 1)), yield* read('log'))
  })
  expect(said).toEqual([['error', 'enospc'], 'eof'])
})

/** A run with all that chance decides, as one number. */
function hashOf(seed: number): string {
  const desk = new Desk(seed)
  for (const fault of ['none', 'bit_flip_on_write', 'misdirected_read', 'slow'] as const) {
    desk.fault(fault).append([1, 600], [2, 600])
    desk.sync()
    desk.append([3, 600])
    desk.crash().content()
  }
  const { trace } = desk.world
  const hash = new TraceHash()
  for (let index = trace.first; index < trace.end; index++) hash.add(trace.at(index))
  return hash.digest()
}

it('happens the same again from the same seed, and otherwise from another', () => {
  const hashes = Array.from({ length: 20 }, (_, seed) => hashOf(seed))
  expect(Array.from({ length: 20 }, (_, seed) => hashOf(seed))).toEqual(hashes)
  expect(new Set(hashes).size).toBe(20)
})

it('draws each fault from its own stream: one more doesn’t shift the others', () => {
  const events: Term[][] = []
  for (const fault of ['none', 'bit_flip_on_read'] as const) {
    const desk = new Desk(3)
    desk.append([1, 4])
    desk.fault(fault).content()
    const before = desk.world.trace.end
    desk.fault('bit_flip_on_write').append([2, 4])
    desk.crash().content()
    const told: Term[] = []
    for (let index = before; index < desk.world.trace.end; index++) {
      const { kind, at, term } = desk.world.trace.at(index)
      if (kind === 'disk') told.push([at, term])
    }
    events.push(told)
  }
  expect(events[0]).toEqual(events[1])
  expect(events[0]).not.toEqual([])
})

it('lets a server answer when what it wrote is stable', () => {
  type Func = (...args: unknown[]) => unknown
  const { call, reply, start } = library.genServer as Record<string, Func>
  const said: unknown[] = []
  const { world, exits } = runMain({
    init: () => ['ok', 0],
    *handleCall(_request: Term, from: Term, state: number): Waits<Term> {
      yield* append('log', filled(state, 4))
      afterSync(() => reply?.(from, ['stored', state]))
      return ['noreply', state + 1]
    },
    *main() {
      const started = (yield* start?.('m', null) as Waits<Term>) as readonly Term[]
      for (const each of [0, 1]) said.push(yield* call?.(started[1], each) as Waits<Term>)
      said.push(now() > 1, yield* read('log'))
    },
  })
  world.runUntil(1_000)
  expect(exits()).toEqual([[1, 'normal']])
  expect(said).toEqual([
    ['stored', 0],
    ['stored', 1],
    true,
    ['ok', new Uint8Array([...list(0, 4), ...list(1, 4)])],
  ])
})
