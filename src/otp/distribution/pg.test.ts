/** pg over a world of nodes: counted joins, leaving by death and loss, what cuts do (B12). */
import { describe, expect, it } from 'vitest'
import {
  type Pid,
  type Ref,
  receive,
  self,
  type Term,
  type Waits,
  whereis,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { crew } from './crew.ts'
import * as pg from './pg.ts'

const here = 'n@a'
const there = 'n@b'
const third = 'n@c'

/** Nodes that all run the scope `pg`. */
function cluster(...names: readonly string[]) {
  const team = crew()
  const world = new World({
    seed: 1,
    load: (code) => {
      code.load('pg', 'otp', pg.pgModule)
      code.load('crew', '1', team.functions)
    },
  })
  const on = team.on(world)
  const scope = (node: string, name?: string) =>
    on.start(node, function* () {
      yield* pg.startLink(name)
      yield receive()
    })
  const add = (name: string) => {
    world.addNode(name)
    scope(name)
    on.pass(20)
  }
  for (const name of names) add(name)
  const members = (node: string, group: Term) => on.ask(node, () => pg.getMembers(group))
  return { world, ...on, add, scope, members }
}

describe('a group', () => {
  it('has who joined, on all nodes, newest first', () => {
    const { ask, sleeper, members } = cluster(here, there)
    const [p, q, r] = [sleeper(here), sleeper(here), sleeper(there)]
    expect(ask(here, () => pg.join('g', p))).toBe('ok')
    expect(ask(here, () => pg.join('g', [q]))).toBe('ok')
    ask(there, () => pg.join('g', r))
    expect(members(here, 'g')).toEqual([r, q, p])
    expect(members(there, 'g')).toEqual([r, q, p])
    expect(ask(here, () => pg.getLocalMembers('g'))).toEqual([q, p])
    expect(ask(there, () => pg.getLocalMembers('g'))).toEqual([r])
  })

  it('counts: who joined twice leaves twice, and then it is not_joined', () => {
    const { ask, sleeper, members } = cluster(here, there)
    const p = sleeper(here)
    ask(here, () => pg.join('g', [p, p]))
    expect(members(there, 'g')).toEqual([p, p])
    expect(ask(here, () => pg.leave('g', p))).toBe('ok')
    expect(members(there, 'g')).toEqual([p])
    expect(ask(here, () => pg.leave('g', p))).toBe('ok')
    expect(members(there, 'g')).toEqual([])
    expect(ask(here, () => pg.leave('g', p))).toBe('not_joined')
  })

  it('may have any name, and vanishes with its last member', () => {
    const { ask, sleeper } = cluster(here, there)
    const p = sleeper(here)
    ask(here, () => pg.join(['room', 7], p))
    ask(here, () => pg.join({ of: 'maps' }, p))
    expect(ask(there, () => pg.whichGroups())).toEqual([['room', 7], { of: 'maps' }])
    expect(ask(there, () => pg.whichLocalGroups())).toEqual([])
    ask(here, () => pg.leave(['room', 7], p))
    expect(ask(here, () => pg.whichLocalGroups())).toEqual([{ of: 'maps' }])
    expect(ask(there, () => pg.whichGroups())).toEqual([{ of: 'maps' }])
  })

  it('loses a member by its death', () => {
    const { ask, sleeper, members, kill } = cluster(here, there)
    const [p, q] = [sleeper(here), sleeper(here)]
    ask(here, () => pg.join('g', [p, p, q]))
    kill(p)
    expect(members(here, 'g')).toEqual([q])
    expect(members(there, 'g')).toEqual([q])
  })

  it('takes only processes of the node itself', () => {
    const { ask, sleeper, members } = cluster(here, there)
    const [p, far] = [sleeper(here), sleeper(there)]
    expect(ask(here, () => pg.join('g', [p, far]))).toEqual(['error', ['nolocal', far]])
    expect(members(here, 'g')).toEqual([])
  })

  it('belongs to one scope', () => {
    const { scope, ask, pass, sleeper, members } = cluster(here)
    scope(here, 'other')
    pass(10)
    const p = sleeper(here)
    ask(here, () => pg.join('other', 'g', p))
    expect(ask(here, () => pg.getMembers('other', 'g'))).toEqual([p])
    expect(members(here, 'g')).toEqual([])
    expect(ask(here, () => pg.getMembers('nowhere', 'g'))).toEqual([])
    const [kind, reason] = ask(here, () => pg.join('nowhere', 'g', p)) as [Term, Term[]]
    expect([kind, reason[0]]).toEqual(['exit', 'noproc'])
  })
})

describe('a scope', () => {
  it('is filled when it starts after the others', () => {
    const { add, ask, sleeper, members } = cluster(here)
    const p = sleeper(here)
    ask(here, () => pg.join('g', p))
    add(there)
    expect(members(there, 'g')).toEqual([p])
  })

  it('forgets the members of a lost node, and finds them again', () => {
    const { world, pass, ask, sleeper, members } = cluster(here, there)
    const [p, q] = [sleeper(here), sleeper(there)]
    ask(here, () => pg.join('g', p))
    ask(there, () => pg.join('g', q))
    world.cut('a', 'b')
    pass(10)
    expect(members(here, 'g')).toEqual([p])
    expect(members(there, 'g')).toEqual([q])
    const r = sleeper(there)
    ask(there, () => pg.leave('g', q))
    ask(there, () => pg.join('g', r))
    world.mend('a', 'b')
    pass(50)
    expect(members(here, 'g')).toEqual([r, p])
    expect(members(there, 'g')).toEqual([p, r])
  })

  it('doesn’t pass on what it heard: no way round a cut', () => {
    const { world, pass, ask, sleeper, members } = cluster(here, there, third)
    const p = sleeper(here)
    world.cut('a', 'c')
    pass(10)
    ask(here, () => pg.join('g', p))
    expect(members(there, 'g')).toEqual([p])
    expect(members(third, 'g')).toEqual([])
  })

  it('has nothing of a node’s earlier life', () => {
    const { world, add, ask, sleeper, members } = cluster(here, there)
    const q = sleeper(there)
    ask(there, () => pg.join('g', q))
    world.stopNode(there)
    add(there)
    expect(members(here, 'g')).toEqual([])
    const fresh = sleeper(there)
    ask(there, () => pg.join('g', fresh))
    expect(members(here, 'g')).toEqual([fresh])
  })

  it('loses a peer that died, and hears of the one in its place', () => {
    const { scope, ask, pass, sleeper, members, kill } = cluster(here, there)
    const q = sleeper(there)
    ask(there, () => pg.join('g', q))
    kill(ask(there, () => whereis('pg')) as Pid)
    expect(members(here, 'g')).toEqual([])
    scope(there)
    pass(10)
    ask(there, () => pg.join('g', q))
    expect(members(here, 'g')).toEqual([q])
  })
})

describe('a monitor', () => {
  it('tells all changes of one group, or of a scope, with the members so far', () => {
    const { pass, start, ask, sleeper, kill } = cluster(here, there)
    const [p, q] = [sleeper(here), sleeper(there)]
    ask(here, () => pg.join('g', p))
    const heard: Record<'one' | 'all', unknown[]> = { one: [], all: [] }
    start(here, function* () {
      const [ref, now] = yield* pg.monitor('g')
      heard.one.push(now)
      for (;;) heard.one.push(changeOf(ref, (yield receive()) as Term))
    })
    start(here, function* () {
      const [ref, now] = yield* pg.monitorScope()
      heard.all.push(now)
      for (;;) heard.all.push(changeOf(ref, (yield receive()) as Term))
    })
    pass(10)
    ask(there, () => pg.join('g', [q, q]))
    ask(here, () => pg.join('h', p))
    kill(q)
    pass(10)
    const [came, went] = [
      ['join', 'g', [q, q]],
      ['leave', 'g', [q]],
    ]
    expect(heard.one).toEqual([[p], came, went, went])
    expect(heard.all).toEqual([[['g', [p]]], came, ['join', 'h', [p]], went, went])
  })

  it('is silent after demonitor, which is false for an unknown one', () => {
    const { ask, sleeper } = cluster(here)
    const p = sleeper(here)
    const answers = ask(here, function* (): Waits<Term> {
      const [ref] = yield* pg.monitor('g')
      yield* pg.join('g', [p, self()])
      const said = [yield* pg.demonitor(ref), yield* pg.demonitor(ref)]
      yield* pg.leave('g', p)
      return [...said, (yield receive(undefined, 10)) ?? 'silence']
    })
    expect(answers).toEqual(['ok', false, 'silence'])
  })

  it('of a process that ended is forgotten: joining goes on', () => {
    const { ask, sleeper, members } = cluster(here)
    ask(here, () => pg.monitorScope())
    const p = sleeper(here)
    expect(ask(here, () => pg.join('g', p))).toBe('ok')
    expect(members(here, 'g')).toEqual([p])
  })
})

function changeOf(ref: Ref, message: Term): unknown {
  const [mark, ...change] = message as readonly Term[]
  expect(mark).toEqual(ref)
  return change
}
