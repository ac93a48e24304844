/** What a snapshot is, when there is none, and that worlds of one snapshot never meet. */
import { describe, expect, it } from 'vitest'
import {
  become,
  formatPid,
  limits,
  note,
  type Pid,
  type Process,
  pidKey,
  type Recorded,
  receive,
  register,
  self,
  send,
  sendAfter,
  spawn,
  type Term,
} from '../kernel/index.ts'
import { TraceHash } from '../lab/index.ts'
import type { Snapshot } from './snapshot.ts'
import { World } from './world.ts'
import type { WorldOptions } from './world-options.ts'

type Program = Readonly<Record<string, (...args: never[]) => unknown>>

const counter = {
  main() {
    register('counter', self())
    sendAfter(10, self(), 'tick')
    return become(['m', 'count'], { count: 0, seen: [] })
  },
  count(state: { count: number; seen: Term[] }, message: Term) {
    if (message === 'tick') sendAfter(10, self(), 'tick')
    state.seen.push([state.count])
    note('count', state)
    return { ...state, count: state.count + 1 }
  },
}

function worldOf(program: Program, more: Partial<WorldOptions> = {}) {
  const options: WorldOptions = { seed: 1, load: (code) => code.load('m', '1', program), ...more }
  const world = new World(options)
  for (const name of ['n1', 'n2']) world.addNode(name)
  world.start('n1', ['m', 'main', []])
  return { world, options }
}

/** @throws when there is none */
function snapshotOf(world: World): Snapshot {
  const snapshot = world.save()
  if ('cannot' in snapshot) throw new Error(snapshot.why)
  return snapshot
}

function refusal(world: World): readonly [string | null, string] {
  const saved = world.save()
  if (!('cannot' in saved)) throw new Error('it was saved')
  return [saved.cannot === null ? null : formatPid(saved.cannot), saved.why]
}

/** It gets a message that the world knows nothing of, and handles it. */
function hand(world: World, name: string, pid: Pid, message: Term): void {
  const node = world.node(name)
  node.send(pid, message)
  while (node.run(100));
}

function counterIn(world: World) {
  return world.node('n1').names.get('counter') as Process
}

function eventsOf({ trace }: World) {
  const indices = Array.from({ length: trace.end - trace.first }, (_, i) => trace.first + i)
  return indices.map((index) => {
    const { index: _, ...event } = trace.at(index)
    return event
  })
}

/** What it tells from now on. */
function told(options: WorldOptions, snapshot: Snapshot, untilMs: number): string {
  const hash = new TraceHash()
  const read = (event: Recorded) => hash.add(event)
  World.load({ ...options, read }, snapshot).runUntil(untilMs)
  return hash.digest()
}

describe('a snapshot', () => {
  it('can be taken before anything has begun, and changes nothing', () => {
    const { world, options } = worldOf(counter)
    const snapshot = snapshotOf(world)
    world.runUntil(95)
    const loaded = World.load(options, snapshot)
    loaded.runUntil(95)
    expect(loaded.now).toBe(95)
    expect(eventsOf(loaded)).toEqual(eventsOf(world).slice(-eventsOf(loaded).length))
    expect(eventsOf(loaded).length).toBeGreaterThan(30)
  })

  it('knows what was told of a state, and tells it when it is another one', () => {
    const same = {
      main: () => become(['m', 'same'], ['as', 'ever']),
      same(state: Term) {
        sendAfter(10, self(), 'tick')
        return state
      },
    }
    const { world, options } = worldOf(same)
    world.runUntil(1)
    hand(world, 'n1', [...world.node('n1').processes.values()][0]?.pid as Pid, 'tick')
    world.runUntil(25)
    const states = (each: World) =>
      eventsOf(each)
        .map(({ kind }) => kind)
        .filter((kind) => kind === 'state' || kind === 'received')
        .join(' ')
    const loaded = World.load(options, snapshotOf(world))
    loaded.runUntil(45)
    expect(states(world)).toBe('state received received received')
    expect(states(loaded)).toBe('received received')
  })

  it('keeps a message that waits, who sent it and what the world told', () => {
    const slow = {
      main() {
        register('slow', self())
        return become(['m', 'take'], 0)
      },
      take: (count: number) => count + 1,
      say() {
        for (const n of [1, 2]) send('slow', ['number', n])
        return 'over'
      },
    }
    const { world, options } = worldOf(slow)
    world.runUntil(1)
    const { pid } = [...world.node('n1').processes.values()][0] as Process
    world.apply({ do: 'suspend', target: { pid: pidKey(pid) } })
    world.start('n1', ['m', 'say', []])
    world.strike({ do: 'heal' })
    world.runUntil(2)
    const loaded = World.load(options, snapshotOf(world))
    const first = world.trace.end
    for (const each of [world, loaded]) {
      each.apply({ do: 'resume', target: { pid: pidKey(pid) } })
      each.strike({ do: 'heal' })
      each.runUntil(3)
    }
    const kinds = eventsOf(loaded).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'received')).toHaveLength(2)
    expect(eventsOf(loaded)).toEqual(eventsOf(world).slice(first))
  })

  it('stays as it is whatever becomes of its worlds, and can be loaded again', () => {
    const { world, options } = worldOf(counter)
    world.runUntil(33)
    const snapshot = snapshotOf(world)
    const before = JSON.stringify(snapshot)
    const first = told(options, snapshot, 200)
    world.strike({ do: 'kill', process: 'counter' })
    world.runUntil(400)
    worldOf(counter).world.runUntil(50)
    expect(told(options, snapshot, 200)).toBe(first)
    expect(JSON.stringify(snapshot)).toBe(before)
    expect(told(options, snapshot, 201)).not.toBe(told(options, snapshot, 190))
  })

  it('makes worlds that never meet, though they know the same pids', () => {
    const { world, options } = worldOf(counter)
    world.runUntil(33)
    const [a, b] = [0, 1].map(() => World.load(options, snapshotOf(world))) as [World, World]
    const [ofWorld, ofA, ofB] = [counterIn(world), counterIn(a), counterIn(b)]
    hand(b, 'n1', ofA.pid, 'from outside')
    const counts = [ofWorld, ofA, ofB].map((each) => (each.state as { count: number }).count)
    expect(counts).toEqual([3, 3, 4])
    expect(b.node('n1').processOf(ofWorld.pid)).toBe(ofB)
  })

  it('knows a dead process of a crowd as one of whom nothing is told', () => {
    const crowd = {
      main() {
        for (let i = 0; i < limits.crowd + 5; i++) spawn(['m', 'member', []])
        const last = spawn(['m', 'member', []])
        send(last, 'end')
        sendAfter(50, self(), 'ask')
        return become(['m', 'ask'], last)
      },
      member: () => become(['m', 'end'], null),
      end() {
        throw new Error('over')
      },
      ask(last: Term) {
        send(last as never, 'are you there?')
        return last
      },
    }
    const { world, options } = worldOf(crowd)
    world.runUntil(20)
    const loaded = World.load(options, snapshotOf(world))
    const first = world.trace.end
    for (const each of [world, loaded]) each.runUntil(60)
    expect(loaded.trace.end - loaded.trace.first).toBe(world.trace.end - first)
    expect(loaded.node('n1').log.count).toBe(world.node('n1').log.count)
  })

  it('holds the plans of the world, and calls what its options name', () => {
    const heard: Term[] = []
    const calls = { look: (world: World, term: Term) => heard.push([world.now, term]) }
    const { world, options } = worldOf(counter, { calls: calls as never })
    world.plan(40, { call: 'look', term: ['at', 1] })
    world.plan(50, { strike: { do: 'kill', process: 'counter' } })
    world.plan(60, { apply: { do: 'kill_node', node: 'n2' } })
    world.runUntil(30)
    const loaded = World.load(options, snapshotOf(world))
    loaded.runUntil(70)
    expect(heard).toEqual([[40, ['at', 1]]])
    expect(loaded.living.map(({ name }) => name)).toEqual(['n1'])
    expect(loaded.node('n1').names.has('counter')).toBe(false)
    expect(world.living).toHaveLength(2)
  })

  it('is of one seed', () => {
    const { world, options } = worldOf(counter)
    const snapshot = snapshotOf(world)
    expect(() => World.load({ ...options, seed: 2 }, snapshot)).toThrow('seed 1, and not 2')
  })
})

describe('a world that can not be saved now', () => {
  it('says which process is in the middle of something, and runs on', () => {
    const { world } = worldOf({
      main: () => become(['m', 'count'], null),
      *count() {
        yield receive('go')
        return null
      },
      *free() {
        yield receive()
      },
    })
    world.runUntil(1)
    snapshotOf(world)
    const pid = world.start('n2', ['m', 'free', []])
    world.runUntil(2)
    expect(refusal(world)).toEqual(['<n2.1>', 'it is in the middle of m:free'])
    hand(world, 'n2', pid, 'end')
    snapshotOf(world)
    const [first] = world.node('n1').processes.values()
    hand(world, 'n1', first!.pid, 'begin')
    expect(refusal(world)).toEqual(['<n1.1>', 'it is in the middle of a callback of m:count'])
    hand(world, 'n1', first!.pid, 'go')
    snapshotOf(world)
  })

  it('says who holds what is no data', () => {
    const { world } = worldOf({ main: () => become(['m', 'main'], new Map() as never) })
    world.runUntil(1)
    expect(refusal(world)).toEqual(['<n1.1>', 'it holds an instance of a class'])
  })

  it('waits for what `at` is to do', () => {
    const { world } = worldOf(counter)
    world.at(5, () => {})
    expect(refusal(world)).toEqual([null, 'something that World.at is to do, which is a function'])
    world.runUntil(6)
    snapshotOf(world)
  })
})
