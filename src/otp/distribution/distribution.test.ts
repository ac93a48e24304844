/**
 * What Erlang promises between nodes (otp-semantics B1, B2, B8, and A20 across nodes): remote
 * spawn, loss, reconnecting. The order of signals is in distribution-order.test.ts.
 */
import { describe, expect, it } from 'vitest'
import {
  type CodeServer,
  exitTo,
  link,
  monitor,
  monitorNode,
  monitorNodes,
  type Pid,
  receive,
  register,
  send,
  spawnMonitorOn,
  spawnOn,
  type Term,
  trapExit,
} from '../../kernel/index.ts'
import { World, type WorldOptions } from '../../sim/index.ts'
import { crew } from './crew.ts'

const here = 'n@a'
const there = 'n@b'

type Four = readonly [Pid, Pid, Pid, Pid]

/** Nodes without any OTP. */
function cluster(names: readonly string[], options: Partial<WorldOptions> = {}) {
  const team = crew()
  const load = (code: CodeServer) => {
    code.load('crew', '1', team.functions)
    code.load('t', '1', { end: () => 'done' })
  }
  const world = new World({ seed: 1, load, ...options })
  for (const name of names) world.addNode(name)
  return { world, ...team.on(world) }
}

const noFunction = [['undef', ['t', 'nothing', 1]], []]

describe('B1: a remote spawn', () => {
  it('to a node that can’t be reached answers a pid; link and monitor tell noconnection', () => {
    const { hear } = cluster([here])
    const pids: Pid[] = []
    const heard = hear(here, function* () {
      trapExit(true)
      pids.push(yield* spawnOn(there, ['crew', 'sleep', []]))
      pids.push(yield* spawnOn(there, ['crew', 'sleep', []], { link: true }))
      pids.push((yield* spawnMonitorOn(there, ['crew', 'sleep', []]))[0])
    })
    expect(pids.map(({ node }) => node)).toEqual([there, there, there])
    expect(heard.map(shape)).toEqual([
      ['EXIT', pids[1], 'noconnection'],
      ['DOWN', 'process', pids[2], 'noconnection'],
    ])
  })

  it('of an undefined function answers a pid, which ends there with undef', () => {
    const { hear } = cluster([here, there])
    const pids: Pid[] = []
    const heard = hear(here, function* () {
      trapExit(true)
      pids.push(yield* spawnOn(there, ['t', 'nothing', [7]], { link: true }))
      pids.push((yield* spawnMonitorOn(there, ['t', 'nothing', [7]]))[0])
    })
    expect(heard.map(shape)).toEqual([
      ['EXIT', pids[0], noFunction],
      ['DOWN', 'process', pids[1], noFunction],
    ])
  })

  it('has its bond from the first moment: an end at once is heard', () => {
    const { hear } = cluster([here, there])
    const heard = hear(here, function* () {
      trapExit(true)
      yield* spawnOn(there, ['t', 'end', []], { link: true })
      yield* spawnMonitorOn(there, ['t', 'end', []])
    })
    expect(heard.map((m) => [(m as Term[])[0], (m as Term[]).at(-1)])).toEqual([
      ['EXIT', 'normal'],
      ['DOWN', 'normal'],
    ])
  })

  it('asked for while the node is being lost ends with noconnection, too', () => {
    const { world, hear, pass } = cluster([here, there])
    world.cut('a', 'b', 50)
    const heard = hear(here, function* () {
      yield* spawnMonitorOn(there, ['crew', 'sleep', []])
    })
    expect(heard).toEqual([])
    pass(60)
    expect(heard.map((m) => (m as Term[]).at(-1))).toEqual(['noconnection'])
  })
})

describe('B2: the loss of a node', () => {
  it('breaks all links and all monitors with noconnection; what is there lives on', () => {
    const { world, hear, pass, sleeper, lives } = cluster([here, there, 'n@c'])
    const [p, q, watched, other] = [there, there, there, 'n@c'].map(sleeper) as unknown as Four
    const heard = hear(here, () => {
      trapExit(true)
      for (const pid of [p, q, other]) link(pid)
      for (const target of [watched, watched, ['nobody', there], other] as const) monitor(target)
    })
    expect(heard.map(shape)).toEqual([['DOWN', 'process', ['nobody', there], 'noproc']])
    heard.length = 0
    world.cut('a', 'b')
    pass(10)
    expect(heard.map(shape)).toEqual([
      ['EXIT', p, 'noconnection'],
      ['EXIT', q, 'noconnection'],
      ['DOWN', 'process', watched, 'noconnection'],
      ['DOWN', 'process', watched, 'noconnection'],
    ])
    expect(lives(watched)).toBe(true)
  })

  it('ends who doesn’t trap exits, on both sides', () => {
    const { world, start, pass, sleeper, lives } = cluster([here, there])
    const p = sleeper(there)
    const linked = start(here, function* () {
      link(p)
      yield receive()
    })
    pass(5)
    world.cut('a', 'b')
    pass(5)
    expect([lives(linked), lives(p)]).toEqual([false, false])
  })

  it('tells nodedown once for each monitorNode, less those taken back', () => {
    const { world, hear, pass } = cluster([here, there])
    const heard = hear(here, () => {
      for (const on of [true, true, true, false]) monitorNode(there, on)
    })
    world.stopNode(there)
    pass(10)
    expect(heard).toEqual([
      ['nodedown', there],
      ['nodedown', there],
    ])
  })

  it('is told at once to who asks about a node that isn’t connected', () => {
    const { hear } = cluster([here])
    const heard = hear(here, () => monitorNode(there, true))
    expect(heard).toEqual([['nodedown', there]])
  })

  it('is known to one side when the other has died, after the time it takes to notice', () => {
    const { world, hear, pass } = cluster([here, there])
    const heard = hear(here, () => monitorNodes(true))
    world.stopNode(there, 300)
    pass(290)
    expect(heard).toEqual([])
    pass(20)
    expect(heard).toEqual([['nodedown', there]])
  })
})

describe('B8: a new connection', () => {
  it('brings nothing back: what was sent meanwhile is lost, what was bound stays loose', () => {
    const { world, start, hear, pass, sleeper } = cluster([here, there])
    const inbox: Term[] = hear(there, () => register('inbox'))
    const p = sleeper(there)
    const heard = hear(here, () => {
      trapExit(true)
      link(p)
      monitor(p)
    })
    world.cut('a', 'b')
    pass(5)
    start(here, () => send(['inbox', there], 'lost'))
    pass(5)
    world.mend('a', 'b')
    start(here, () => send(['inbox', there], 'arrives'))
    start(here, () => exitTo(p, 'kill'))
    pass(20)
    expect(inbox).toEqual(['arrives'])
    expect(heard.map((m) => (m as Term[]).at(-1))).toEqual(['noconnection', 'noconnection'])
  })

  it('finds the pids of the node’s earlier life dead', () => {
    const { world, hear, pass, sleeper, lives } = cluster([here, there])
    const old = sleeper(there)
    pass(5)
    world.stopNode(there)
    world.addNode(there)
    const fresh = sleeper(there)
    expect(fresh.id).toBe(old.id)
    const heard = hear(here, () => {
      trapExit(true)
      link(old)
      monitor(old)
      send(old, 'wake up')
      exitTo(old, 'kill')
    })
    expect(heard.map(shape)).toEqual([
      ['EXIT', old, 'noproc'],
      ['DOWN', 'process', old, 'noproc'],
    ])
    expect(lives(fresh)).toBe(true)
  })

  it('that isn’t there: a link and a monitor give noconnection, a send nothing', () => {
    const { world, hear, pass, sleeper } = cluster([here, there])
    const p = sleeper(there)
    world.stopNode(there)
    pass(5)
    const heard = hear(here, () => {
      trapExit(true)
      link(p)
      monitor(p)
      send(p, 'nobody hears')
      send(['name', there], 'nobody hears')
      exitTo(p, 'kill')
    })
    expect(heard.map(shape)).toEqual([
      ['EXIT', p, 'noconnection'],
      ['DOWN', 'process', p, 'noconnection'],
    ])
  })
})

describe('A20: a send to another node never fails', () => {
  it('be it to a dead pid, to a name that nobody has, or to a node that isn’t there', () => {
    const { start, pass, sleeper } = cluster([here, there])
    const dead = sleeper(there)
    const answers: Term[] = []
    start(here, function* () {
      exitTo(dead, 'kill')
      yield receive(undefined, 20)
      for (const to of [dead, ['nobody', there], ['nobody', 'n@nowhere'], ['nobody', here]]) {
        answers.push(send(to as Pid, 'x'))
      }
    })
    pass(100)
    expect(answers).toEqual(['x', 'x', 'x', 'x'])
  })
})

/** A message without its reference. */
function shape(message: Term): Term {
  const parts = message as readonly Term[]
  return parts[0] === 'DOWN' ? ['DOWN', ...parts.slice(2)] : parts
}
