/** global over a world of nodes: one name for all, and locks (otp-semantics B13). */
import { describe, expect, it } from 'vitest'
import {
  exit,
  exitTo,
  type Pid,
  processes,
  receive,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { crew } from './crew.ts'
import * as erpc from './erpc.ts'
import * as global from './global.ts'

const [a, b, c, d] = ['n@a', 'n@b', 'n@c', 'n@d'] as const

/** Answers its state. */
const counter = {
  init: (args: Term) => ['ok', args],
  handleCall: (_: Term, __: Term, state: Term) => ['reply', state, state],
}

/** Nodes with a name server each, which agree. */
function cluster(...names: readonly string[]) {
  const team = crew()
  const world = new World({
    seed: 1,
    load: (code) => {
      code.load('erpc', 'otp', erpc.erpcModule)
      code.load('global', 'otp', global.globalModule)
      code.load('counter', '1', counter)
      code.load('crew', '1', team.functions)
    },
  })
  const on = team.on(world)
  const serve = (name: string) =>
    on.start(name, function* () {
      yield* global.startLink()
      yield receive()
    })
  const add = (name: string) => {
    world.addNode(name)
    serve(name)
  }
  for (const name of names) add(name)
  on.pass(3_000)
  const ask = (name: string, job: () => unknown, ms = 1_000) => on.ask(name, job, ms)
  const register = (name: string, key: Term, pid: Pid) =>
    ask(name, () => global.registerName(key, pid))
  const where = (key: Term) => names.map((name) => ask(name, () => global.whereisName(key), 20))
  return { world, ...on, ask, serve, add, register, where }
}

describe('a global name', () => {
  it('is one for all nodes: who comes second hears no', () => {
    const { sleeper, register, where } = cluster(a, b, c)
    const [p, q] = [sleeper(a), sleeper(b)]
    expect(register(a, 'x', p)).toBe('yes')
    expect(where('x')).toEqual([p, p, p])
    expect(register(b, 'x', q)).toBe('no')
    expect(register(a, 'x', p)).toBe('no')
    expect(where('x')).toEqual([p, p, p])
    expect(where('nobody')).toEqual(['undefined', 'undefined', 'undefined'])
  })

  it('is the only one of its process', () => {
    const { sleeper, register, where } = cluster(a, b)
    const p = sleeper(a)
    register(a, 'x', p)
    expect(register(b, 'y', p)).toBe('no')
    expect(where('y')).toEqual(['undefined', 'undefined'])
  })

  it('may be any term and name a process of another node', () => {
    const { ask, sleeper, register, where } = cluster(a, b)
    const far = sleeper(b)
    expect(register(a, ['t', 1], far)).toBe('yes')
    expect(where(['t', 1])).toEqual([far, far])
    expect(ask(b, () => global.registeredNames())).toEqual([['t', 1]])
  })

  it('moves with reRegisterName and goes with unregisterName', () => {
    const { ask, sleeper, register, where } = cluster(a, b)
    const [p, q] = [sleeper(a), sleeper(b)]
    register(a, 'x', p)
    expect(ask(a, () => global.reRegisterName('x', q))).toBe('yes')
    expect(where('x')).toEqual([q, q])
    expect(register(b, 'y', p)).toBe('yes')
    expect(ask(a, () => global.unregisterName('x'))).toBe('ok')
    expect(ask(a, () => global.unregisterName('x'))).toBe('ok')
    expect(where('x')).toEqual(['undefined', 'undefined'])
  })

  it('vanishes with its process, and with its node', () => {
    const { world, pass, sleeper, register, where, kill } = cluster(a, b, c)
    const [p, q] = [sleeper(a), sleeper(c)]
    register(b, 'x', p)
    register(b, 'y', q)
    kill(p)
    expect(where('x')).toEqual(['undefined', 'undefined', 'undefined'])
    world.stopNode(c)
    pass(10)
    expect(where('y').slice(0, 2)).toEqual(['undefined', 'undefined'])
    expect(register(a, 'x', p)).toBe('yes')
    expect(where('x').slice(0, 2)).toEqual(['undefined', 'undefined'])
  })

  it('can be sent to; to nobody is badarg', () => {
    const { ask, start, register } = cluster(a, b)
    const heard: unknown[] = []
    const p = start(b, function* () {
      heard.push(yield receive())
    })
    register(b, 'x', p)
    expect(ask(a, () => global.send('x', 'hi'))).toEqual(p)
    expect(heard).toEqual(['hi'])
    expect(ask(a, () => global.send('y', 'hi'))).toEqual(['exit', ['badarg', ['y', 'hi']]])
  })

  it('is a server’s, as global or via', () => {
    const { start, pass, ask } = cluster(a, b)
    for (const name of [
      ['global', 'one'],
      ['via', 'global', 'two'],
    ] as const) {
      start(a, function* () {
        yield* genServer.startLink('counter', [...name], { name })
        yield receive()
      })
      pass(1_000)
      expect(ask(b, () => genServer.call(name, 'state'))).toEqual([...name])
    }
    const again = ask(b, () => genServer.startLink('counter', 0, { name: ['global', 'one'] }))
    expect((again as Term[])[0]).toBe('error')
    const [kind, reason] = ask(b, () => genServer.call(['global', 'none'], 'x')) as [Term, Term[]]
    expect([kind, reason[0]]).toEqual(['exit', 'noproc'])
  })

  it('goes to one of many who want it at once, and all agree to whom', () => {
    const { pass, start, sleeper, where } = cluster(a, b, c, d)
    const answers: Term[] = []
    const pids = [a, b, c, d].map((name) => {
      const pid = sleeper(name)
      start(name, function* () {
        answers.push(yield* global.registerName('x', pid))
      })
      return pid
    })
    pass(60_000)
    expect([...answers].sort()).toEqual(['no', 'no', 'no', 'yes'])
    const [found, ...others] = where('x')
    expect(pids).toContainEqual(found)
    expect(others).toEqual([found, found, found])
  })

  it('is known to a node that comes later', () => {
    const { add, ask, sleeper, register } = cluster(a, b)
    const p = sleeper(a)
    register(b, 'x', p)
    add(c)
    expect(ask(c, () => quietly(global.sync), 3_000)).toBe('ok')
    expect(ask(c, () => global.whereisName('x'))).toEqual(p)
  })

  it('outlives its name server', () => {
    const { ask, serve, sleeper, register, where } = cluster(a, b)
    const p = sleeper(b)
    register(a, 'x', p)
    const before = ask(a, () => processes().length) as number
    ask(a, () => genServer.stop('global_name_server'))
    expect(ask(a, () => processes().length)).toBe(before - 2)
    serve(a)
    expect(ask(a, () => quietly(global.sync), 3_000)).toBe('ok')
    expect(where('x')).toEqual([p, p])
  })

  it('is refused to what is no pid, and with what is no function', () => {
    const { ask, sleeper } = cluster(a)
    const p = sleeper(a)
    const noPid = 'p' as unknown as Pid
    const noResolve = 'my_way' as global.Resolve
    const badarg = (answer: unknown) => (answer as [Term, Term[]])[1][0]
    expect(badarg(ask(a, () => global.registerName('x', noPid)))).toBe('badarg')
    expect(badarg(ask(a, () => global.registerName('x', p, noResolve)))).toBe('badarg')
  })
})

describe('a lock', () => {
  it('is shared by its requester, refused to others, and gone when taken back', () => {
    const { ask, start, pass } = cluster(a, b)
    const said: Term[] = []
    start(a, function* () {
      said.push(yield* global.setLock(['r', 1]), yield* global.setLock(['r', 1]))
      said.push(yield* global.setLock(['r', 2], undefined, 0))
      yield receive(undefined, 2_000)
      said.push(yield* global.delLock(['r', 1]))
      yield receive()
    })
    pass(1_000)
    expect(said).toEqual([true, true, false])
    expect(ask(b, () => global.setLock(['r', 2], undefined, 0), 50)).toBe(false)
    expect(ask(b, () => global.setLock(['r', 1], undefined, 0), 50)).toBe(true)
    expect(ask(b, () => global.setLock(['s', 2], undefined, 0), 50)).toBe(true)
    pass(2_000)
    expect(ask(b, () => global.setLock(['r', 2], undefined, 0), 50)).toBe(true)
  })

  it('goes with its process and with its node; nodes that aren’t there don’t count', () => {
    const { world, ask, start, pass } = cluster(a, b)
    const hold = function* (): Waits<void> {
      yield* global.setLock(['r', 1])
      yield receive()
    }
    const holder = start(a, hold)
    pass(50)
    expect(ask(b, () => global.setLock(['r', 2], [a, b], 0), 50)).toBe(false)
    ask(a, () => exitTo(holder, 'kill'), 10)
    expect(ask(b, () => global.setLock(['r', 2], [a, b, 'n@nowhere'], 0), 50)).toBe(true)
    start(a, hold)
    pass(50)
    world.stopNode(a)
    pass(10)
    expect(ask(b, () => global.setLock(['r', 2], [a, b], 0), 50)).toBe(true)
  })

  it('that one node refuses is left on none', () => {
    const { ask, start, pass } = cluster(a, b)
    start(b, function* () {
      yield* global.setLock(['r', 1], [b])
      yield receive()
    })
    pass(50)
    const said = ask(a, function* () {
      const both = yield* global.setLock(['r', 2], [a, b], 0)
      return [both, yield* global.setLock(['r', 3], [a], 0)]
    })
    expect(said).toEqual([false, true])
  })

  it('is waited for as often as asked', () => {
    const { ask, start, pass } = cluster(a, b)
    start(a, () => global.trans(['r', 1], () => sleepFor(3_000)))
    pass(50)
    expect(ask(b, () => global.setLock(['r', 2], undefined, 1), 2_000)).toBe(false)
    expect(ask(b, () => global.setLock(['r', 2]), 20_000)).toBe(true)
  })

  it('surrounds a transaction, which is aborted without it', () => {
    const { ask, start, pass } = cluster(a, b)
    start(a, () => global.trans(['r', 1], () => sleepFor(1_000)))
    pass(50)
    const once = (requester: number, fun: () => Term) =>
      global.trans(['r', requester], fun, undefined, 0)
    expect(ask(b, () => once(2, () => 'done'), 50)).toBe('aborted')
    pass(2_000)
    expect(ask(b, () => once(2, () => 'done'))).toBe('done')
    expect(ask(b, () => once(3, () => exit('why')))).toEqual(['exit', 'why'])
    expect(ask(a, () => global.trans(['r', 4], () => sleepFor(5), undefined, 0))).toBe('slept')
  })
})

function* sleepFor(ms: number): Waits<'slept'> {
  yield receive(() => false, ms)
  return 'slept'
}

/** After the name server had a moment to start. */
function* quietly<T>(job: () => Waits<T>): Waits<T> {
  yield receive(() => false, 10)
  return yield* job()
}
