/** What a census does to a picture that knows the process already. */
import { describe, expect, it } from 'vitest'
import { become, link, type Pid, pidKey, receive, register, type Term } from '../kernel/index.ts'
import { World } from '../sim/index.ts'
import { Timeline } from './index.ts'

const program = {
  *sleep(friend: Pid): Generator {
    yield receive('wake')
    register('sleeper')
    link(friend)
    yield receive('never')
  },
  *idle(): Generator {
    yield receive('never')
  },
  count: () => become(['m', 'counting'], 0),
  counting: (state: Term, by: Term) => Number(state) + Number(by),
}

function world() {
  const world = new World({ seed: 1, load: (code) => code.load('m', '1', program) })
  const node = world.addNode('n1@here')
  const timeline = new Timeline(world.trace, null)
  const run = () => world.runUntil(world.now + 10)
  const start = (func: string, args: readonly Term[] = []) => {
    const pid = world.start('n1@here', ['m', func, args])
    run()
    return pid
  }
  const say = (pid: Pid, message: Term) => {
    world.apply({ do: 'send', target: { pid: pidKey(pid) }, message })
    run()
  }
  const shown = (pid: Pid) => timeline.systemAt(world.trace.end).processes.get(pidKey(pid))
  return { world, node, run, start, say, shown }
}

describe('a census', () => {
  it('refreshes the picture of a process that is known', () => {
    const { node, start, say, shown } = world()
    const friend = start('idle')
    const pid = start('sleep', [friend])
    const before = shown(pid)
    expect(before).toMatchObject({ name: null, links: [], waiting: 0, startedAt: 10 })
    node.watchFor({ level: 'nothing' })
    for (const message of ['wake', 'early', 'late']) say(pid, message)
    node.suspend(pid)
    expect(shown(pid)).toBe(before)
    node.watchFor({ level: 'all' })
    node.census()
    const { name, label, status, links, waiting, startedAt } = shown(pid) ?? {}
    expect({ name, label, status }).toEqual({
      name: 'sleeper',
      label: 'sleeper',
      status: 'suspended',
    })
    expect({ links, waiting, startedAt }).toEqual({
      links: [pidKey(friend)],
      waiting: 2,
      startedAt: 10,
    })
  })

  it('tells the state as it is, and changes of it from then on', () => {
    const { world: place, node, start, say, shown } = world()
    const { trace } = place
    const pid = start('count')
    say(pid, 1)
    node.watchFor({ level: 'life' })
    say(pid, 5)
    node.watchFor({ level: 'all' })
    node.census()
    expect(shown(pid)?.state).toBe(6)
    const told = trace.end
    say(pid, 0)
    const kinds = [...Array(trace.end - told).keys()].map((i) => trace.kindAt(told + i))
    expect(kinds).toContain('received')
    expect(kinds).not.toContain('state')
    say(pid, -5)
    expect(shown(pid)?.state).toBe(1)
  })

  it('counts the messages that wait as they are taken, told or not when they came', () => {
    const { node, start, say, shown } = world()
    const pid = start('count')
    node.suspend(pid)
    say(pid, 1)
    node.watchFor({ level: 'life' })
    say(pid, 1)
    node.watchFor({ level: 'all' })
    node.census()
    expect(shown(pid)).toMatchObject({ waiting: 2, mailbox: [] })
    say(pid, 1)
    expect(shown(pid)).toMatchObject({ waiting: 3, mailbox: [{ message: 1 }] })
    node.resume(pid)
    say(pid, 1)
    expect(shown(pid)).toMatchObject({ waiting: 0, mailbox: [], state: 4 })
  })

  it('finds nobody any more of whom nothing is told any more', () => {
    const { node, start, shown } = world()
    const friend = start('idle')
    node.watchFor({ level: 'all', crowd: [friend.id + 1] })
    const pid = node.spawn(['m', 'sleep', [friend]], { quiet: true })
    node.send(pid, 'wake')
    node.run(100)
    expect(shown(friend)?.links).toEqual([pidKey(pid)])
    node.watchFor({ level: 'all', crowd: [pid.id] })
    expect(shown(pid)).toBeDefined()
    node.watchFor({ level: 'all' })
    expect(shown(pid)).toBeUndefined()
    expect(shown(friend)?.links).toEqual([])
    node.watchFor({ level: 'all', crowd: [pid.id] })
    node.census()
    expect(shown(pid)).toMatchObject({ name: 'sleeper', links: [pidKey(friend)] })
  })

  it('leaves a picture that is right as it is', () => {
    const { node, start, say, shown } = world()
    const pid = start('sleep', [start('idle')])
    say(pid, 'early')
    const before = shown(pid)
    node.census()
    expect(shown(pid)).toEqual(before)
  })
})
