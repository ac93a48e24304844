/** rpc between nodes: what answers look like among what went wrong (otp-semantics B14). */
import { describe, expect, it } from 'vitest'
import {
  error,
  exit,
  exitTo,
  pause,
  Raised,
  receive,
  register,
  type Start,
  self,
  send,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { crew, type Job } from './crew.ts'
import * as erpc from './erpc.ts'
import * as rpc from './rpc.ts'

const here = 'n@a'
const there = 'n@b'
const nowhere = 'n@nowhere'

/** What is called on the other node. */
const far = {
  fine: (...args: Term[]) => ['fine', ...args],
  exits: () => exit('why'),
  fails: () => error('why'),
  throws: () => {
    throw new Raised('throw', 'why')
  },
  throwsExit: () => {
    throw new Raised('throw', ['EXIT', 'x'])
  },
  *dies(reason: Term): Waits<void> {
    exitTo(self(), reason)
    yield* pause()
  },
  *slow(ms: number): Waits<Term> {
    yield receive(() => false, ms)
    return 'late'
  },
  quotesExit: () => ['EXIT', 'x'],
  tell: (to: Term) => send(['heard', to as string], 'told'),
}

const fn = (name: string, ...args: Term[]): Start => ['far', name, args]

function cluster() {
  const team = crew()
  const world = new World({
    seed: 1,
    load: (code) => {
      code.load('erpc', 'otp', erpc.erpcModule)
      code.load('rpc', 'otp', rpc.rpcModule)
      code.load('far', '1', far)
      code.load('crew', '1', team.functions)
    },
  })
  const on = team.on(world)
  for (const name of [here, there]) {
    world.addNode(name)
    on.start(name, function* () {
      yield* rpc.startLink()
      yield receive()
    })
  }
  on.pass(10)
  const ask = (job: Job) => on.ask(here, job, 100)
  return { world, ...on, ask }
}

describe('rpc.call', () => {
  const ends: readonly (readonly [Start, unknown])[] = [
    [fn('fine', 1), ['fine', 1]],
    [fn('throws'), 'why'],
    [fn('exits'), ['badrpc', ['EXIT', 'why']]],
    [fn('fails'), ['badrpc', ['EXIT', ['why', []]]]],
    [fn('quotesExit'), ['badrpc', ['EXIT', 'x']]],
    [fn('throwsExit'), ['badrpc', ['EXIT', 'x']]],
  ]

  it.each(ends)('and blockCall of %j answer the same', (start, expected) => {
    const { ask } = cluster()
    expect(ask(() => rpc.call(there, start))).toEqual(expected)
    expect(ask(() => rpc.blockCall(there, start))).toEqual(expected)
  })

  it('answers badrpc with a signal’s reason, nodedown, timeout; wrong use is badarg', () => {
    const { ask } = cluster()
    const killed = ask(() => rpc.call(there, fn('dies', 'kill')))
    expect(killed).toEqual(['badrpc', ['EXIT', 'killed']])
    expect(ask(() => rpc.call(nowhere, fn('fine')))).toEqual(['badrpc', 'nodedown'])
    expect(ask(() => rpc.blockCall(nowhere, fn('fine')))).toEqual(['badrpc', 'nodedown'])
    expect(ask(() => rpc.call(there, fn('slow', 80), 20))).toEqual(['badrpc', 'timeout'])
    expect(ask(() => rpc.blockCall(there, fn('slow', 80), 20))).toEqual(['badrpc', 'timeout'])
    expect(ask(() => rpc.call(there, ['far'] as unknown as Start))).toEqual(['error', 'badarg'])
  })
})

describe('rpc', () => {
  it('multicall answers results and the nodes without one', () => {
    const { ask } = cluster()
    const nodes = [here, nowhere, there]
    const exited = ['badrpc', ['EXIT', 'why']]
    expect(ask(() => rpc.multicall(nodes, fn('exits')))).toEqual([[exited, exited], [nowhere]])
    expect(ask(() => rpc.multicall([here, there], fn('slow', 80), 20))).toEqual([[], [here, there]])
  })

  it('blockCall runs one after the other, call at once', () => {
    const both = (call: typeof rpc.call) => {
      const { world, start, ask } = cluster()
      start(there, () => call(there, fn('slow', 30)))
      world.runUntil(world.now + 5)
      return ask(function* () {
        yield* call(there, fn('fine'))
        return world.now
      })
    }
    expect(both(rpc.call)).toBeLessThan(20)
    expect(both(rpc.blockCall)).toBeGreaterThan(35)
  })

  it('asks now and yields later', () => {
    const { ask } = cluster()
    const said = ask(function* () {
      const key = rpc.asyncCall(there, fn('slow', 30))
      const first = yield* rpc.nbYield(key)
      const second = yield* rpc.nbYield(key, 50)
      return [first, second, yield* rpc.yield(rpc.asyncCall(there, fn('exits')))]
    })
    expect(said).toEqual(['timeout', ['value', 'late'], ['badrpc', ['EXIT', 'why']]])
  })

  it('casts a function or a message to all nodes', () => {
    const { world, start, ask } = cluster()
    const heard: Term[] = []
    for (const name of [here, there]) {
      start(name, function* () {
        register('heard')
        for (;;) heard.push([name, (yield receive()) as Term])
      })
    }
    world.runUntil(20)
    expect(ask(() => rpc.cast(there, fn('tell', here)))).toBe(true)
    expect(ask(() => rpc.abcast('heard', 'hi'))).toBe('abcast')
    expect(ask(() => rpc.evalEverywhere(fn('tell', there)))).toBe('abcast')
    expect(heard).toEqual([
      [here, 'told'],
      [here, 'hi'],
      [there, 'hi'],
      [there, 'told'],
      [there, 'told'],
    ])
  })
})
