/** Links, exit signals and monitors in a simulated world (otp-semantics, section A). */
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import {
  demonitor,
  exit,
  exitTo,
  isAlive,
  link,
  monitor,
  receive,
  register,
  self,
  spawn,
  spawnLink,
  spawnOn,
  type Term,
  trapExit,
  unlink,
  type Waits,
} from '../index.ts'

const sleeper = {
  *sleep(): Waits<void> {
    yield* receive()
  },
}

describe('a link', () => {
  it('brings an end back only when the process gives way, not in its own turn', () => {
    const said: Term[] = []
    const { world, exits } = runMain({
      ...sleeper,
      *main() {
        const other = spawnLink(['m', 'sleep', []])
        yield* receive(() => false, 5)
        exitTo(other, 'boom')
        said.push('still here', isAlive(other))
        yield* receive()
        said.push('never')
      },
    })
    world.runUntil(100)
    expect(said).toEqual(['still here', false])
    expect(exits().map(([, reason]) => reason)).toEqual(['boom', 'boom'])
  })

  it('carries a crash to the other end, and on from there', () => {
    const { world, exits } = runMain({
      ...sleeper,
      *main() {
        const pid = spawn(['m', 'middle', []], { link: true })
        yield* receive(() => false, 10)
        exitTo(pid, 'boom')
        yield* receive()
      },
      *middle() {
        spawn(['m', 'sleep', []], { link: true })
        yield* receive()
      },
    })
    world.runUntil(1000)
    expect(exits().map(([, reason]) => reason)).toEqual(['boom', 'boom', 'boom'])
  })

  it('turns into a message for who traps exits, at the moment of arrival', () => {
    const said: unknown[] = []
    const { world } = runMain({
      *main() {
        trapExit(true)
        const pid = spawn(['m', 'fail', []], { link: true })
        said.push((yield* receive()) as Term, pid)
      },
      fail: () => exit('broken'),
    })
    world.runUntil(1000)
    expect(said[0]).toEqual(['EXIT', said[1], 'broken'])
  })

  it('to a dead process raises noproc, or sends EXIT noproc to who traps', () => {
    const said: unknown[] = []
    const { world, exits } = runMain({
      *main() {
        const pid = spawn(['m', 'end', []])
        yield* receive(() => false, 5)
        trapExit(true)
        link(pid)
        said.push(yield* receive())
        trapExit(false)
        link(pid)
      },
      end: () => 'done',
    })
    world.runUntil(1000)
    expect((said[0] as Term[])[2]).toBe('noproc')
    expect(exits().at(-1)?.[1]).toEqual(['noproc', []])
  })

  it('is silent after unlink', () => {
    const { world, exits } = runMain({
      ...sleeper,
      *main() {
        const pid = spawn(['m', 'sleep', []], { link: true })
        unlink(pid)
        exitTo(pid, 'boom')
        yield* receive(() => false, 50)
      },
    })
    world.runUntil(1000)
    expect(exits().map(([, reason]) => reason)).toEqual(['boom', 'normal'])
  })

  it('does not pass on a normal end', () => {
    const { world, exits } = runMain({
      *main() {
        spawn(['m', 'end', []], { link: true })
        yield* receive(() => false, 50)
        exit('still here')
      },
      end: () => 'done',
    })
    world.runUntil(1000)
    expect(exits().at(-1)?.[1]).toBe('still here')
  })
})

describe('an exit signal', () => {
  it('kill can’t be trapped and becomes killed', () => {
    const { world, exits } = runMain({
      *main() {
        const pid = spawn(['m', 'stubborn', []])
        yield* receive(() => false, 5)
        exitTo(pid, 'kill')
      },
      *stubborn() {
        trapExit(true)
        yield* receive()
      },
    })
    world.runUntil(1000)
    expect(exits()).toContainEqual([2, 'killed'])
  })

  it('kill by the process itself is an ordinary reason', () => {
    const said: unknown[] = []
    const { world } = runMain({
      *main() {
        trapExit(true)
        spawn(['m', 'suicide', []], { link: true })
        said.push(((yield* receive()) as Term[])[2])
      },
      suicide: () => exit('kill'),
    })
    world.runUntil(1000)
    expect(said).toEqual(['kill'])
  })

  it('normal to oneself ends oneself', () => {
    const { world, exits } = runMain({
      *main() {
        exitTo(self(), 'normal')
        yield* receive()
      },
    })
    world.runUntil(1000)
    expect(exits()).toEqual([[1, 'normal']])
  })
})

describe('a monitor', () => {
  it('tells of a normal end, once, and of a process that is already dead', () => {
    const said: Term[] = []
    const { world } = runMain({
      *main() {
        const pid = spawn(['m', 'end', []])
        monitor(pid)
        said.push((yield* receive()) as Term)
        monitor(pid)
        said.push((yield* receive()) as Term)
        said.push((yield* receive(undefined, 20)) ?? 'nothing')
      },
      end: () => 'done',
    })
    world.runUntil(1000)
    expect(said.map((m) => (Array.isArray(m) ? m[4] : m))).toEqual(['normal', 'noproc', 'nothing'])
  })

  it('by name tells name and node', () => {
    const said: Term[] = []
    const { world } = runMain({
      *main() {
        const pid = spawn(['m', 'named', []])
        yield* receive(() => false, 5)
        monitor('bob')
        exitTo(pid, 'bye')
        said.push((yield* receive()) as Term)
      },
      *named() {
        register('bob')
        yield* receive()
      },
    })
    world.runUntil(1000)
    expect((said[0] as Term[]).slice(2)).toEqual(['process', ['bob', 'n1@a'], 'bye'])
  })

  it('taken back with flush leaves nothing in the mailbox', () => {
    const said: unknown[] = []
    const { world } = runMain({
      *main() {
        const ref = monitor(spawn(['m', 'end', []]))
        yield* receive(() => false, 20)
        demonitor(ref, { flush: true })
        said.push((yield* receive(undefined, 0)) ?? 'empty')
      },
      end: () => 'done',
    })
    world.runUntil(1000)
    expect(said).toEqual(['empty'])
  })

  it('hears noconnection when the other node is lost', () => {
    const said: Term[] = []
    const { world } = runMain({
      ...sleeper,
      *main() {
        trapExit(true)
        const pid = yield* spawnOn('n1@b', ['m', 'sleep', []], { link: true })
        monitor(pid)
        said.push((yield* receive()) as Term, (yield* receive()) as Term)
      },
    })
    world.at(100, () => world.stopNode('n1@b', 50))
    world.runUntil(1000)
    expect(said.map((m) => (m as Term[]).at(-1))).toEqual(['noconnection', 'noconnection'])
  })
})
