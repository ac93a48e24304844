/** Edges that fresh eyes fell over: each broke a promise once. */
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import {
  become,
  demonitor,
  exitTo,
  guard,
  monitor,
  observe,
  Pid,
  processFlag,
  processInfo,
  receive,
  register,
  self,
  send,
  sendAfter,
  spawn,
  spawnMonitorOn,
  spawnOn,
  suspendProcess,
  type Term,
  unlink,
  unregister,
} from '../index.ts'

const sleeper = {
  *sleep() {
    yield receive()
  },
}

describe('what a program throws', () => {
  it.each([
    ['no prototype', () => Object.assign(Object.create(null), { f() {} })],
    ['a message that is a function', () => Object.assign(new Error(), { message: () => 1 })],
    [
      'a message that throws',
      () =>
        Object.defineProperty(new Error(), 'message', {
          get() {
            throw new Error('again')
          },
        }),
    ],
  ])('ends its process alone: %s', (_, make) => {
    const { world, exits } = runMain({
      main() {
        spawn(['m', 'other', []])
        throw make()
      },
      other: () => 'done',
    })
    world.runUntil(10)
    expect(exits().map(([id]) => id)).toEqual([1, 2])
  })
})

describe('a sent message', () => {
  it('is not the one that send answers', () => {
    const said: Term[] = []
    const { world } = runMain({
      *main() {
        const sent = send(self(), ['list', [1]]) as Term[][]
        ;(sent[1] as Term[]).push(2)
        said.push((yield receive()) as Term)
      },
    })
    world.runUntil(10)
    expect(said).toEqual([['list', [1]]])
  })

  it('by a timer to a name that nobody has is counted', () => {
    const { world } = runMain({ main: () => void sendAfter(5, 'nobody', 'hello') })
    world.runUntil(10)
    expect(observe(world.node('n1@a'), { ask: 'totals' })).toMatchObject({ dropped: 1 })
  })
})

describe('bonds with another node', () => {
  it('that were unlinked do not break with it', () => {
    const said: Term[] = []
    const { world } = runMain({
      ...sleeper,
      *main() {
        const pid = yield* spawnOn('n1@b', ['m', 'sleep', []], { link: true })
        unlink(pid)
        yield receive('never', 50)
        said.push('alive')
      },
    })
    world.runUntil(1.5)
    world.stopNode('n1@b')
    world.runUntil(100)
    expect(said).toEqual(['alive'])
  })

  it('made with a spawn know whom they are with', () => {
    const said: Term[] = []
    const { world } = runMain({
      ...sleeper,
      *main() {
        const [pid] = yield* spawnMonitorOn('n1@b', ['m', 'sleep', []])
        const down = (yield receive()) as readonly Term[]
        said.push(down[3] as Term, down[4] as Term, pid)
      },
    })
    world.at(10, () => world.stopNode('n1@b'))
    world.runUntil(100)
    expect(said.slice(0, 2)).toEqual([said[2], 'noconnection'])
  })
})

describe('demonitor with flush', () => {
  it('leaves an answer that carries the same reference', () => {
    const said: Term[] = []
    const { world } = runMain({
      end: () => 0,
      *main() {
        const ref = monitor(spawn(['m', 'end', []]))
        yield receive('never', 5)
        send(self(), ['reply', ref, 42])
        demonitor(ref, { flush: true })
        said.push(
          ((yield receive()) as Term[])[2] as Term,
          (yield receive(undefined, 0)) ?? 'empty',
        )
      },
    })
    world.runUntil(10)
    expect(said).toEqual([42, 'empty'])
  })
})

describe('a monitor by name', () => {
  it('is taken back from whoever had the name when it was made', () => {
    const { world } = runMain({
      *main() {
        const pid = spawn(['m', 'named', []])
        yield receive('never', 1)
        const ref = monitor('bob')
        send(pid, 'give it back')
        yield receive('never', 1)
        demonitor(ref)
        expect(processInfo(pid, 'monitored_by')).toEqual([])
      },
      *named() {
        register('bob')
        yield receive()
        unregister('bob')
        yield receive()
      },
    })
    world.runUntil(10)
    expect(world.node('n1@a').processes.size).toBe(1)
  })
})

describe('a suspended process', () => {
  it('runs on when the one who suspended it ends', () => {
    const said: Term[] = []
    const { world } = runMain({
      *main() {
        const pid = spawn(['m', 'echo', []])
        yield receive('never', 1)
        suspendProcess(pid)
        send(pid, 'hello')
      },
      *echo() {
        said.push((yield receive()) as Term)
      },
    })
    world.runUntil(10)
    expect(said).toEqual(['hello'])
  })

  it('is held by nobody any more when it ends', () => {
    const { world, pid } = runMain({
      ...sleeper,
      *main() {
        for (let i = 0; i < 10; i++) {
          const held = spawn(['m', 'sleep', []])
          suspendProcess(held)
          exitTo(held, 'kill')
        }
        yield receive()
      },
    })
    world.runUntil(10)
    const { processes } = world.node('n1@a')
    expect(processes.size).toBe(1)
    expect(processes.get(pid.id)?.bonds?.suspending?.size).toBe(0)
  })
})

describe('looking', () => {
  it('at a state whose module never ends showing it does not end the process', () => {
    const { world, exits } = runMain({
      main: () => become(['m', 'handle'], 0),
      handle: (count: number) => count + 1,
      shown() {
        for (;;) guard('m.ts', 1)
      },
    })
    world.runUntil(1)
    world.node('n1@a').send(new Pid('n1@a', 1, 1), 'hello')
    world.runUntil(2)
    expect(exits()).toEqual([])
  })
})

describe('an urgent process', () => {
  it('that was killed while it waited for its turn leaves nothing behind', () => {
    const { world } = runMain({
      *main() {
        const urgent = spawn(['m', 'urgent', []])
        yield receive('never', 1)
        send(urgent, 'go')
        exitTo(urgent, 'kill')
      },
      *urgent() {
        processFlag('priority', 'high')
        for (;;) yield receive()
      },
    })
    world.runUntil(10)
    expect(world.node('n1@a').queue.empty).toBe(true)
  })
})
