/** What a program may do to break its node, or another process: found by somebody who tried. */
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import {
  become,
  decodeFrames,
  encodeFrames,
  error,
  exit,
  type Frame,
  get,
  makeRef,
  monitor,
  observe,
  type Pid,
  processInfo,
  put,
  receive,
  self,
  send,
  spawn,
  spawnMonitor,
  spawnRequest,
  type Term,
  trapExit,
  type Waits,
} from '../index.ts'
import { forTrace } from '../trace/trace-term.ts'

function nested(levels: number): Term {
  let term: Term = 1
  for (let level = 0; level < levels; level++) term = [term]
  return term
}

/** What `main` hears of the process that runs `bad`. */
function heard(bad: () => unknown): readonly Term[] {
  const all: Term[] = []
  const { world } = runMain({
    *main(): Waits<void> {
      trapExit(true)
      const [pid] = spawnMonitor(['m', 'bad', []])
      const down = (yield receive('DOWN')) as readonly Term[]
      expect(down[3]).toEqual(pid)
      all.push(down[4] as Term)
    },
    bad,
  })
  world.runUntil(10)
  return all
}

describe('an end', () => {
  it.each([90, 99, 100])('is heard of with a reason %i levels deep', (levels) => {
    expect(heard(() => error(nested(levels)))).toHaveLength(1)
  })

  it.each<[string, () => unknown]>([
    ['a proxy that answers nothing', () => new Proxy({}, { getPrototypeOf: () => exit('never') })],
    [
      'an heir of what exit throws',
      () => {
        try {
          error('x')
        } catch (thrown) {
          const kind = { value: 'exit' }
          const reason = { get: () => exit('never') }
          return Object.create(Object.getPrototypeOf(thrown), { kind, reason })
        }
      },
    ],
  ])('is heard of when %s was thrown', (_, make) => {
    const silent = [['nocatch', 'something that tells nothing of itself'], []]
    const throwIt = () => {
      throw make()
    }
    expect(heard(throwIt)).toEqual([silent])
  })
})

it('looks at a state that is none', () => {
  const state = {
    get x(): Term {
      throw new Error('boo')
    },
  }
  const { world } = runMain({ main: () => become(['m', 'on'], state as never), on: () => 0 })
  const node = world.node('n1@a')
  world.runUntil(1)
  expect(observe(node, { ask: 'process', id: 1 })).not.toBeNull()
})

it('reads a start and an address once', () => {
  const { world, exits } = runMain({
    main() {
      let reads = 0
      const start = ['m', 'sleep', []]
      const changing = () => (reads++ === 0 ? 'sleep' : { no: 'text' })
      Object.defineProperty(start, 1, { get: changing })
      spawnRequest('n1@b', start as never)
      expect(reads).toBe(1)
      const address = ['', 'n1@b']
      Object.defineProperty(address, 0, { get: changing })
      send(address as never, 1)
    },
    sleep: () => 'awake',
  })
  world.runUntil(100)
  expect(exits().filter(([, reason]) => reason !== 'normal')).toEqual([
    [1, [['badarg', expect.stringContaining('send: to must be')], expect.anything()]],
  ])
})

it('gives nobody what makes names', () => {
  expect(Reflect.get(Object.getPrototypeOf(runMain({ main: () => 0 }).pid), 'constructor')).toBe(
    undefined,
  )
  const { world, exits } = runMain({
    main() {
      for (const name of [self(), makeRef()])
        expect(Reflect.get(name, 'constructor')).toBe(undefined)
    },
  })
  world.runUntil(1)
  expect(exits()).toEqual([[1, 'normal']])
})

it('lets nobody act in the turn of who asks', () => {
  const stolen: unknown[] = []
  const { world } = runMain({
    *main() {
      const thief = spawn(['m', 'thief', []])
      put('secret', ['mine'])
      yield receive('ready')
      stolen.push(processInfo(thief)?.messages, get('secret'))
    },
    *thief() {
      const list: unknown[] = []
      const steal = () => {
        ;(get('secret') as unknown[] | undefined)?.push('stolen')
        return Array
      }
      Object.defineProperty(list, 'constructor', { get: steal })
      const own = get('$nothing') ?? {}
      put('k', {})
      ;(get('k') as { a?: unknown }).a = list
      expect(own).toEqual({})
      send(self(), ['message'])
      send(['main', 'n1@a'], 'unheard')
      yield receive((message) => {
        ;(message as unknown[])[0] = list
        return false
      }, 0)
      for (const pid of [processInfo(self(), 'parent')]) send(pid as Pid, 'ready')
      yield receive(() => false)
    },
  })
  world.runUntil(10)
  expect(stolen).toEqual([[['$cut', 'no term any more']], ['mine']])
})

it('refuses a handler that is no name', () => {
  const { world, exits } = runMain({ main: () => become(['m', {}] as never, 1) })
  world.runUntil(1)
  const problem = "become: handler must be ['module', 'function']"
  expect(exits()).toEqual([[1, [['badarg', problem], []]]])
})

it('believes no end on another node than the teller’s', () => {
  const all: Term[] = []
  const { world, pid } = runMain({
    *main() {
      monitor(spawn(['m', 'sleep', []]))
      for (;;) all.push((yield receive()) as Term)
    },
    *sleep() {
      yield receive()
    },
  })
  world.runUntil(1)
  const node = world.node('n1@a')
  const ref = node.processOf(pid)?.bonds?.monitors.values()[0]?.ref as never
  const liar = world.start('n1@b', ['m', 'sleep', []])
  const signal = { type: 'down', from: liar, to: pid, ref, reason: 'lie' } as const
  const lie: Frame = { from: 'n1@b', to: 'n1@a', lamport: 1, cause: null, signal }
  node.deliver(decodeFrames(encodeFrames([lie])))
  world.apply({ do: 'kill', target: { pid: 'n1@a/1/2' } })
  world.runUntil(10)
  expect(all.map((message) => (message as readonly Term[])[4])).toEqual(['killed'])
})

it('keeps no number in the trace that is longer than a trace may be', () => {
  expect(forTrace([1n << 1_000_000n])).toEqual(['$cut', '[more than 300 digits]'])
  expect(forTrace(1n << 1_000_000n)).toEqual(['$cut', 'more than 300 digits'])
  expect(forTrace([1n << 100n])).toEqual([1n << 100n])
})
