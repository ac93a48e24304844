/** Looking changes nothing, and nothing that is gone is kept: found by readers of the code. */
import { expect, it } from 'vitest'
import { runMain, World } from '../../sim/index.ts'
import {
  become,
  CodeServer,
  exitTo,
  guard,
  type Pid,
  pidKey,
  processes,
  random,
  receive,
  resumeProcess,
  self,
  send,
  spawn,
  spawnMonitorOn,
  suspendProcess,
  type Term,
} from '../index.ts'
import { homeOf } from '../terms/names.ts'

it('gives no verb to what shows a state', () => {
  const drawn = (level: 'all' | 'nothing') => {
    const all: number[] = []
    const { world, pid } = runMain({
      main: () => become(['m', 'count'], 0),
      count: (state: number) => {
        all.push(random(1000))
        return state + 1
      },
      shown: () => random(1000),
    })
    const node = world.node('n1@a')
    node.watchFor({ level })
    for (let time = 1; time < 5; time++) {
      world.apply({ do: 'send', target: { pid: pidKey(pid) }, message: 'go' })
      world.runUntil(time)
    }
    return all
  }
  expect(drawn('all')).toHaveLength(4)
  expect(drawn('all')).toEqual(drawn('nothing'))
})

it.each(['all', 'nothing'] as const)('lets nobody live on by what shows it, told %s', (level) => {
  const { world } = runMain({
    main() {
      try {
        exitTo(self(), 'kill')
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: that is what is tried
        return become(['m', 'on'], 0)
      }
    },
    on: (state: Term) => state,
    shown() {
      throw new Error('nothing to see')
    },
  })
  world.node('n1@a').watchFor({ level })
  world.runUntil(1)
  expect(world.node('n1@a').processes.size).toBe(0)
})

it('keeps no ancestors of the living', () => {
  let last: Pid | null = null
  const { world, pid } = runMain({
    main(left = 9) {
      last = self()
      if (left > 0) spawn(['m', 'main', [left - 1]])
    },
  })
  world.runUntil(1)
  expect(last).not.toEqual(pid)
  expect(homeOf(last as unknown as Pid)?.parent).toBeNull()
})

it('keeps nobody who was suspended once', () => {
  const { world, pid } = runMain({
    *main() {
      const other = spawn(['m', 'other', []])
      suspendProcess(other)
      resumeProcess(other)
      exitTo(other, 'kill')
      yield receive()
    },
    *other() {
      yield receive()
    },
  })
  world.runUntil(1)
  expect(world.node('n1@a').processOf(pid)?.bonds?.suspending?.size).toBe(0)
})

it('keeps no names of modules that nobody has', () => {
  const code = new CodeServer()
  for (let i = 0; i < 10; i++) expect(code.resolve(`nope${i}`, 'f')).toBeNull()
  expect(Reflect.get(code, 'entries')).toEqual(new Map())
})

it('counts what a test of messages does', () => {
  const { world, pid } = runMain({
    *main() {
      send(self(), 'unwanted')
      yield receive(() => {
        for (let i = 0; i < 80_000; i++) guard('m.ts', 1)
        return false
      })
    },
  })
  world.runUntil(1)
  expect(world.node('n1@a').processOf(pid)?.reductions).toBeGreaterThan(10_000)
})

it('tells a remote monitor as it tells one here', () => {
  const { world } = runMain({
    *main() {
      yield* spawnMonitorOn('n1@b', ['m', 'sleep', []])
      yield receive()
    },
    *sleep() {
      yield receive()
    },
  })
  world.runUntil(100)
  const told = Array.from({ length: world.trace.end }, (_, i) => world.trace.at(i))
  expect(told.filter(({ kind }) => kind === 'monitor').map(({ node }) => node)).toEqual(['n1@b'])
})

it('tells a message of another node’s crowd, which is none here', () => {
  const world = new World({
    seed: 1,
    load: (code) =>
      code.load('m', '1', {
        *main() {
          for (;;) yield receive()
        },
        *crowd(to: Pid) {
          for (let i = 0; i < 501; i++) spawn(['m', 'one', [to]])
          yield receive()
        },
        *one(to: Pid) {
          if (processes().length > 501) send(to, 'hello')
          yield receive()
        },
      }),
  })
  for (const name of ['n1@a', 'n1@b']) world.addNode(name)
  const to = world.start('n1@a', ['m', 'main', []])
  world.start('n1@b', ['m', 'crowd', [to]])
  world.runUntil(100)
  const told = Array.from({ length: world.trace.end }, (_, i) => world.trace.at(i))
  const here = told.filter(({ node, other }) => node === 'n1@a' && other?.id === 502)
  expect(here.map(({ kind }) => kind)).toContain('delivered')
})
