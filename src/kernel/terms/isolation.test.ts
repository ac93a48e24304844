/** Nothing is shared, nobody is left behind: what a hostile or unlucky program may try. */
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import {
  cancelTimer,
  caught,
  exit,
  guard,
  link,
  makeRef,
  type Pid,
  processes,
  processInfo,
  type Ref,
  receive,
  self,
  send,
  sendAfter,
  spawn,
  spawnMonitor,
  spawnOn,
  type Term,
  trapExit,
  type Waits,
} from '../index.ts'

describe('isolation', () => {
  it('gives out names that nobody can change', () => {
    const { world, exits } = runMain({
      main() {
        const names = [self(), makeRef(), spawn(['m', 'sleep', []])]
        for (const name of names) {
          expect(() => Object.assign(name, { id: 42 })).toThrow(TypeError)
          expect(() => Object.assign(Object.getPrototypeOf(name), { box: 1 })).toThrow(TypeError)
        }
        expect(() => Object.assign(self(), { box: 1 })).toThrow(TypeError)
      },
      sleep: () => 'awake',
    })
    world.runUntil(10)
    expect(exits()).toEqual([
      [1, 'normal'],
      [2, 'normal'],
    ])
  })

  it('leaves behind what a parent hung onto the name of its child', () => {
    const box: unknown[] = []
    const seen: unknown[] = []
    const look = (name: unknown) => seen.push((name as { box?: unknown }).box)
    const { world } = runMain({
      *main() {
        const [child, ref] = spawnMonitor(['m', 'child', []])
        const other = Object.setPrototypeOf(spawn(['m', 'child', []]), { id: 1, box })
        Object.assign(child, { box })
        Object.assign(ref, { box })
        trapExit(true)
        link(child)
        expect(() => send(child, other)).toThrow("can't be sent")
        send(child, [child, ref, self()])
        look(((yield* receive('mine')) as readonly Term[])[1])
        look(((yield* receive('EXIT')) as readonly Term[])[1])
        for (const pid of processes()) look(pid)
        box.push('main came to its end')
      },
      *child() {
        look(self())
        const [child, ref, parent] = (yield* receive()) as readonly [Pid, Ref, Pid]
        for (const name of [child, ref, parent, ...processInfo(parent, 'links')!]) look(name)
        send(parent, ['mine', ref])
      },
    })
    // Traced, a name is closed at once.
    world.node('n1@a').watchFor({ level: 'nothing' })
    world.runUntil(10)
    expect(seen).toEqual(Array(10).fill(undefined))
    expect(box).toEqual(['main came to its end'])
  })

  it('gives each who hears of an end a reason of its own', () => {
    const heard: Term[] = []
    const watcher = function* (other: Pid): Waits<void> {
      trapExit(true)
      send(other, ['watched', self()])
      const message = (yield* receive()) as readonly Term[]
      const reason = message[2] as Term[]
      heard.push([...reason])
      reason.push('scribbled')
    }
    const { world } = runMain({
      *main() {
        spawn(['m', 'victim', []])
        yield* receive(() => false, 50)
      },
      *victim() {
        for (let i = 0; i < 2; i++) spawn(['m', 'watcher', [self()]], { link: true })
        for (let i = 0; i < 2; i++) yield* receive()
        exit(['boom'])
      },
      watcher,
    })
    world.runUntil(100)
    expect(heard).toEqual([['boom'], ['boom']])
  })

  it('refuses a start that is none at the one who spawns', () => {
    const { world, exits } = runMain({ main: () => spawn([() => 1, 'x', []] as never) })
    world.runUntil(10)
    const problem = "spawn: start must be ['module', 'function', [arguments]]"
    expect(exits()).toEqual([[1, [['badarg', problem], []]]])
  })

  it('ends a remote child whose starter died before it heard of it', () => {
    const { world, exits } = runMain({
      *main() {
        yield* spawnOn('n1@b', ['m', 'sleep', []], { link: true })
      },
      *sleep() {
        yield* receive()
      },
    })
    world.runUntil(0)
    world.apply({ do: 'kill', target: { pid: 'n1@a/1/1' } })
    world.runUntil(100)
    expect(world.node('n1@b').processes.size).toBe(0)
    expect(exits().map(([, reason]) => reason)).toEqual(['killed', 'noproc'])
  })

  it('takes the timers to a process along when it ends', () => {
    const said: unknown[] = []
    const { world } = runMain({
      *main() {
        const pid = spawn(['m', 'sleep', []])
        const ref = sendAfter(1000, pid, 'late')
        yield* receive(() => false, 10)
        send(pid, 'go')
        yield* receive(() => false, 10)
        said.push(cancelTimer(ref))
      },
      *sleep() {
        yield* receive()
      },
    })
    world.runUntil(100)
    expect(said).toEqual([false])
    expect(world.node('n1@a').running.size).toBe(0)
  })

  it('ends what never gives way, even if a finally returns', () => {
    const { world, exits } = runMain({
      main() {
        try {
          for (;;) guard('m.ts', 3)
        } catch (thrown) {
          caught(thrown)
        } finally {
          // biome-ignore lint/correctness/noUnsafeFinally: that is what is tried
          return 'survived'
        }
      },
    })
    world.runUntil(10)
    expect(exits()).toEqual([[1, ['endless_loop', 'm.ts', 3]]])
  })
})
