/** What global does when partitions of a cluster meet again (otp-semantics B13). */
import { describe, expect, it } from 'vitest'
import {
  exit,
  exitTo,
  type Pid,
  receive,
  samePid,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { crew } from './crew.ts'
import * as erpc from './erpc.ts'
import * as global from './global.ts'

const [a, b, c, d] = ['n@a', 'n@b', 'n@c', 'n@d'] as const
const all = [a, b, c, d]
const pairs = ['ab', 'ac', 'ad', 'bc', 'bd', 'cd'].map((pair) => [...pair] as [string, string])
const seeds = [1, 2, 3, 4, 5, 6]
/** The first ones, and some that showed a name server without one of its rules. */
const tellingSeeds = [1, 2, 3, 16, 33, 42, 59, 157, 271]

/** Nodes with a name server each, which agree. */
function cluster(names: readonly string[], seed = 1) {
  const team = crew()
  const decided: Term[][] = []
  const own = {
    second: (...args: Term[]) => {
      decided.push(args)
      return args[2]
    },
    crash: () => exit('oops'),
    junk: () => 'junk',
  }
  const world = new World({
    seed,
    load: (code) => {
      code.load('erpc', 'otp', erpc.erpcModule)
      code.load('global', 'otp', global.globalModule)
      code.load('own', '1', own)
      code.load('crew', '1', team.functions)
    },
  })
  const on = team.on(world)
  for (const name of names) {
    world.addNode(name)
    on.start(name, function* () {
      yield* global.startLink()
      yield receive()
    })
  }
  on.pass(3_000)
  const register = (key: Term, pid: Pid, resolve?: global.Resolve, from = pid.node) =>
    on.ask(from, () => global.registerName(key, pid, resolve), 1_000)
  const where = (key: Term) => names.map((name) => on.ask(name, () => global.whereisName(key), 20))
  return { world, ...on, register, where, decided }
}

/** Cuts a, b from c, d; x becomes a process of b on one side and of d on the other; mends. */
function clash(resolve: global.Resolve | undefined, seed = 1) {
  const { world, start, pass, register, where, lives, decided } = cluster(all, seed)
  const heard: unknown[] = []
  const listener = (name: string): Pid => {
    const pid: Pid = start(name, function* (): Waits<void> {
      heard.push([pid, yield receive()])
      yield receive()
    })
    return pid
  }
  for (const one of ['a', 'b']) for (const other of ['c', 'd']) world.cut(one, other)
  pass(100)
  const [p, q] = [listener(b), listener(d)]
  expect([register('x', p, resolve), register('x', q, resolve)]).toEqual(['yes', 'yes'])
  expect(where('x')).toEqual([p, p, q, q])
  for (const one of ['a', 'b']) for (const other of ['c', 'd']) world.mend(one, other)
  pass(20_000)
  const [kept, ...others] = where('x') as (Pid | 'undefined')[]
  expect(others).toEqual([kept, kept, kept])
  return { p, q, kept: kept as Pid | 'undefined', alive: [lives(p), lives(q)], heard, decided }
}

describe('partitions that meet', () => {
  it('have the names of both', () => {
    const { world, pass, sleeper, register, where } = cluster([a, b])
    world.cut('a', 'b')
    pass(10)
    const [p, q] = [sleeper(a), sleeper(b)]
    register('x', p)
    register('y', q)
    expect(where('x')).toEqual([p, 'undefined'])
    world.mend('a', 'b')
    pass(3_000)
    expect(where('x')).toEqual([p, p])
    expect(where('y')).toEqual([q, q])
  })

  it('keep one of two processes by chance, now here, now there, and kill the other', () => {
    const nodes = seeds.map((seed) => {
      const { p, kept, alive } = clash(undefined, seed)
      const isFirst = kept !== 'undefined' && samePid(kept, p)
      expect(alive).toEqual([isFirst, !isFirst])
      return (kept as Pid).node
    })
    expect(new Set(nodes)).toEqual(new Set([b, d]))
  })

  it('tell the one that lost its name, with random_notify_name', () => {
    const { p, q, kept, alive, heard } = clash('random_notify_name')
    const lost = samePid(kept as Pid, p) ? q : p
    expect(alive).toEqual([true, true])
    expect(heard).toEqual([[lost, ['global_name_conflict', 'x']]])
  })

  it('tell both, and nobody keeps it, with notify_all_name', () => {
    const { p, q, kept, heard } = clash('notify_all_name')
    expect(kept).toBe('undefined')
    expect(heard).toHaveLength(2)
    expect(heard).toContainEqual([p, ['global_name_conflict', 'x', q]])
    expect(heard).toContainEqual([q, ['global_name_conflict', 'x', p]])
  })

  it('ask a function of the program once, on the lesser side: name, other pid, own pid', () => {
    const { p, q, kept, decided } = clash(['own', 'second'])
    expect(decided).toEqual([['x', q, p]])
    expect(kept).toEqual(p)
  })

  it('leave the name to the other side when the function fails', () => {
    const { q, kept, alive } = clash(['own', 'crash'])
    expect(kept).toEqual(q)
    expect(alive).toEqual([true, true])
  })

  it('forget the name when the function answers something else', () => {
    expect(clash(['own', 'junk']).kept).toBe('undefined')
  })

  it('have nothing to decide when a name was only out of sight', () => {
    const { world, pass, sleeper, register, where, lives } = cluster([a, b, c])
    const p = sleeper(a)
    register('x', p)
    world.cut('a', 'c')
    world.cut('b', 'c')
    pass(10)
    expect(where('x')).toEqual([p, p, 'undefined'])
    world.mend('a', 'c')
    world.mend('b', 'c')
    pass(5_000)
    expect(where('x')).toEqual([p, p, p])
    expect(lives(p)).toBe(true)
  })
})

describe('names over cuts, deaths and registrations at any time', () => {
  it.each(tellingSeeds)(
    'are the same on all nodes in the end, each living process’s, seed %i',
    (seed) => {
      const { world, start, ask, pass, sleeper, where, lives } = cluster(all, seed)
      const pids: Pid[] = []
      const keys = ['k1', 'k2', 'k3']
      const cuts = new Set<readonly [string, string]>()
      let draw = seed
      const pick = <T>(list: readonly T[]): T => {
        draw = (draw * 48_271) % 2_147_483_647
        return list[draw % list.length] as T
      }
      for (let step = 0; step < 80; step++) {
        const pair = pick(pairs)
        const node = pick(all)
        const deed = pick(['register', 'register', 'cut', 'mend', 'mend', 'kill', 'unregister'])
        if (deed === 'cut' && !cuts.has(pair)) world.cut(...pair)
        if (deed === 'cut') cuts.add(pair)
        if (deed === 'mend' && cuts.delete(pair)) world.mend(...pair)
        if (deed === 'kill' && pids.length > 0) {
          const pid = pick(pids)
          start(pid.node, () => exitTo(pid, 'kill'))
        }
        if (deed === 'unregister') start(node, () => global.unregisterName(pick(keys)))
        if (deed === 'register') {
          const pid = sleeper(node)
          pids.push(pid)
          const key = pick(keys)
          start(node, () => global.registerName(key, pid))
        }
        pass(pick([1, 2, 5, 30, 200]))
      }
      for (const pair of cuts) world.mend(...pair)
      pass(300_000)
      for (const key of keys) {
        const [found, ...others] = where(key) as (Pid | 'undefined')[]
        expect(others).toEqual([found, found, found])
        if (found instanceof Object) expect(lives(found as Pid)).toBe(true)
      }
      expect(ask(a, () => global.sync(), 5_000)).toBe('ok')
      const last = sleeper(a)
      expect(ask(a, () => global.reRegisterName('k1', last), 5_000)).toBe('yes')
      expect(where('k1')).toEqual([last, last, last, last])
    },
  )
})
