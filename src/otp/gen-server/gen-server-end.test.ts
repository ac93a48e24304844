/** How a gen_server ends, and what it survives: rows C8, C9 and C15 of otp-semantics. */
import { describe, expect, it } from 'vitest'
import {
  error,
  exit,
  exitTo,
  type Pid,
  processInfo,
  Raised,
  receive,
  samePid,
  send,
  spawn,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { flush, type Modules, notes, play, scripted, tellStarter, wait } from '../gen/scripted.ts'
import * as genServer from './gen-server.ts'

const deeds = {
  tellAndTrap: () => {
    tellStarter()
    trapExit(true)
    return ['ok', 'st']
  },
  tell: () => {
    tellStarter()
    return ['ok', 'st']
  },
  raise: () => error('boom'),
}

const run = (main: Parameters<typeof play>[2], more: Modules = {}) =>
  play(World, { cb: scripted(deeds), ...more }, main)

function* started(args: Term, options = {}, module = 'cb'): Waits<Pid> {
  const [, pid] = (yield* genServer.startLink(module, args, options)) as readonly [string, Pid]
  return pid
}

describe('C8: terminate', () => {
  const end = (reason: Term) => ['EXIT', expect.anything(), reason]
  const told = (reason: Term) => ['terminated', reason, 'st']
  it.each([
    ['an exit signal of its parent, trapping', 'tellAndTrap', 'why', [told('why'), end('why')]],
    ['even normal', 'tellAndTrap', 'normal', [told('normal'), end('normal')]],
    ['not when it doesn’t trap', 'tell', 'why', [end('why')]],
    ['not when it is killed', 'tellAndTrap', 'kill', [end('killed')]],
  ])('runs at %s', (_, init, reason, messages) => {
    const { said } = run(function* (say) {
      trapExit(true)
      exitTo(yield* started(['do', init]), reason)
      say(yield* flush())
    })
    expect(said).toEqual([messages])
  })

  it('runs at a stop and at a crash, with the state at hand', () => {
    const { said } = run(function* (say) {
      trapExit(true)
      send(yield* started(['do', 'tell']), ['ret', ['stop', 'why', 'last']])
      say(yield* flush())
      send(yield* started(['do', 'tell']), ['do', 'raise'])
      const [terminated, exited] = (yield* flush()) as Term[][]
      say([terminated?.[0], terminated?.[2], terminated?.[1]])
      say(exited?.[2])
    })
    expect(said[0]).toEqual([['terminated', 'why', 'last'], end('why')])
    expect(said[1]).toEqual(['terminated', 'st', said[2]])
    expect((said[2] as Term[])[0]).toBe('boom')
  })

  it('that fails itself decides the reason; what it throws is nothing', () => {
    const { said } = run(
      function* (say) {
        trapExit(true)
        send(yield* started('st', {}, 'failing'), ['ret', ['stop', 'why', 's']])
        send(yield* started('st', {}, 'throwing'), ['ret', ['stop', 'why', 's']])
        say(yield* flush())
      },
      {
        failing: { ...scripted(), terminate: () => exit('worse') },
        throwing: {
          ...scripted(),
          terminate: () => {
            throw new Raised('throw', 'nothing')
          },
        },
      },
    )
    expect(said).toEqual([[end('worse'), end('why')]])
  })

  it('may wait', () => {
    const { said } = run(
      function* (say) {
        trapExit(true)
        const pid = yield* started('st', {}, 'slow')
        say(yield* genServer.call(pid, ['do', 'x']))
        say(yield* flush())
      },
      {
        slow: {
          ...scripted({ x: (s) => ['stop', 'normal', 'bye', s] }),
          *terminate(): Waits<void> {
            yield* wait(10)
          },
        },
      },
    )
    expect(said).toEqual(['bye', [end('normal')]])
  })
})

describe('C9: an exit signal of somebody else', () => {
  it('is a message for handleInfo', () => {
    const poke = { poke: (pid: Pid) => exitTo(pid, 'why') }
    const { said } = run(
      function* (say) {
        const pid = yield* started(['do', 'tellAndTrap'])
        const stranger = spawn(['poke', 'poke', [pid]])
        yield* wait(1)
        const [[tag, from, reason]] = (yield* genServer.call(pid, 'get')) as [[string, Pid, Term]]
        say([tag, samePid(from, stranger), reason])
      },
      { poke },
    )
    expect(said).toEqual([['EXIT', true, 'why']])
  })
})

describe('C15: missing callbacks', () => {
  const { handleInfo: _i, handleCall: _c, handleCast: _a, terminate: _t, ...bare } = scripted()

  it('handleInfo: it is noted, and the server lives', () => {
    const { said, world } = run(
      function* (say) {
        const pid = yield* started('st', {}, 'bare')
        send(pid, 'x')
        yield* wait(1)
        say(processInfo(pid, 'status'))
      },
      { bare },
    )
    expect(said).toEqual(['waiting'])
    const label = ['gen_server', 'no_handle_info']
    expect(notes(world, 'warning_report')).toEqual([{ label, module: 'bare', message: 'x' }])
  })

  it.each([
    ['handleCall', ['$gen_call', ['x', 'tag'], 'q'], 3],
    ['handleCast', ['$gen_cast', 'q'], 2],
  ])('%s: it ends with undef', (func, message, arity) => {
    const { said } = run(
      function* (say) {
        trapExit(true)
        send(yield* started('st', {}, 'bare'), message)
        const [[, , reason]] = (yield* flush()) as [[string, Pid, Term[]]]
        say(reason[0])
      },
      { bare },
    )
    expect(said).toEqual([['undef', ['bare', func, arity]]])
  })

  it('terminate: nobody misses it', () => {
    const { said } = run(
      function* (say) {
        say(yield* genServer.stop(yield* started('st', {}, 'bare')))
      },
      { bare },
    )
    expect(said).toEqual(['ok'])
  })

  it('a handleInfo that calls something missing isn’t missing itself', () => {
    const { said } = run(function* (say) {
      trapExit(true)
      send(yield* started('st'), ['do', 'nothing of the kind'])
      send(yield* started('st'), ['do', 'raise'])
      const messages = (yield* flush()) as Term[][]
      say(messages.length)
    })
    expect(said).toEqual([1])
  })

  it('a malformed question is a message like any other', () => {
    const { said } = run(function* (say) {
      const pid = yield* started([])
      const odd: Term[] = [['$gen_call', 'x'], ['$gen_cast'], ['system'], ['EXIT'], ['timeout', 1]]
      for (const message of odd) send(pid, message)
      say(yield* genServer.call(pid, 'get'))
      say(yield receive(undefined, 1))
    })
    const heard = [['timeout', 1], ['EXIT'], ['system'], ['$gen_cast'], ['$gen_call', 'x']]
    expect(said).toEqual([heard, undefined])
  })
})
