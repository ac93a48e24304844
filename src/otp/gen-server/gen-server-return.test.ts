/** What a gen_server’s callbacks may return: rows C5 and C6 of otp-semantics. */
import { describe, expect, it } from 'vitest'
import {
  get,
  type Pid,
  Raised,
  receive,
  self,
  send,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { flush, type Modules, outcome, play, scripted, tellStarter, wait } from '../gen/scripted.ts'
import * as genServer from './gen-server.ts'

const deeds = {
  throwReply: (s: Term) => {
    throw new Raised('throw', ['reply', 'thrown', s])
  },
  tell: () => {
    tellStarter()
    return ['ok', 'st']
  },
  stopWithReply: (s: Term) => ['stop', 'normal', 'bye', s],
  stopWithoutReply: (s: Term, from: Term) => {
    genServer.reply(from as unknown as genServer.From, 'by hand')
    return ['stop', 'shutdown', s]
  },
  wait: function* (s: Term): Waits<Term> {
    yield* wait(10)
    return ['reply', 'waited', s]
  },
  waitAndThrow: function* (s: Term): Waits<Term> {
    yield* wait(10)
    throw new Raised('throw', ['reply', 'waited', s])
  },
}

const run = (main: Parameters<typeof play>[2], more: Modules = {}) =>
  play(World, { cb: scripted(deeds), ...more }, main)

function* started(args: Term, options = {}, module = 'cb'): Waits<Pid> {
  const [, pid] = (yield* genServer.startLink(module, args, options)) as readonly [string, Pid]
  return pid
}

describe('C5: what a callback returns', () => {
  it.each([
    [['ret', ['reply', 1, 2]], ['ok', 1], 2],
    [['do', 'throwReply'], ['ok', 'thrown'], 'st'],
    [['do', 'wait'], ['ok', 'waited'], 'st'],
    [['do', 'waitAndThrow'], ['ok', 'waited'], 'st'],
    [['ret', ['reply', 1, 2, 'infinity']], ['ok', 1], 2],
    [['ret', ['reply', 1, 2, 'hibernate']], ['ok', 1], 2],
    [['ret', ['reply', 1, [], ['continue', 'c']]], ['ok', 1], [['continued', 'c']]],
  ])('%j answers %j, and the state is then %j', (request, answer, state) => {
    const { said } = run(function* (say) {
      const pid = yield* started('st')
      say(yield* outcome(genServer.call(pid, request)))
      say(yield* genServer.call(pid, 'get'))
    })
    expect(said).toEqual([answer, state])
  })

  it.each([
    ['reply', 1],
    ['reply', 1, 2, 3, 4],
    ['reply', 1, 2, -1],
    ['noreply', 1, 'soon'],
    ['noreply', 1, ['continue']],
    ['stop', 'why'],
    'noreply',
    7,
  ])('what isn’t understood ends it with bad_return_value: %j %j', (...parts) => {
    const result = parts.length === 1 ? (parts[0] as Term) : (parts as Term[])
    const { said } = run(function* (say) {
      trapExit(true)
      const pid = yield* started('st')
      yield* outcome(genServer.call(pid, ['ret', result], 100))
      say(yield* flush())
    })
    const reason = ['bad_return_value', result]
    expect(said).toEqual([[['EXIT', expect.anything(), reason]]])
  })

  it('a reply outside of a call isn’t understood', () => {
    const { said } = run(function* (say) {
      trapExit(true)
      const pid = yield* started('st')
      send(pid, ['ret', ['reply', 1, 2]])
      say(yield* flush())
    })
    const reason = ['bad_return_value', ['reply', 1, 2]]
    expect(said).toEqual([[['EXIT', expect.anything(), reason]]])
  })

  it('a stop with a reply answers after terminate and before the end', () => {
    const { said } = run(function* (say) {
      trapExit(true)
      const pid = yield* started(['do', 'tell'])
      send(pid, ['$gen_call', [self(), 'tag'], ['do', 'stopWithReply']])
      say(yield* flush())
    })
    const end = ['EXIT', expect.anything(), 'normal']
    expect(said).toEqual([[['terminated', 'normal', 'st'], ['tag', 'bye'], end]])
  })

  it('a stop without one leaves the answer to the callback', () => {
    const { said } = run(function* (say) {
      trapExit(true)
      const pid = yield* started('st')
      say(yield* genServer.call(pid, ['do', 'stopWithoutReply']))
      say(yield* flush())
    })
    expect(said).toEqual(['by hand', [['EXIT', expect.anything(), 'shutdown']]])
  })

  it('a reply that is no term is the server’s own error', () => {
    const { said } = run(
      function* (say) {
        trapExit(true)
        const odd = yield* started('st', {}, 'odd')
        yield* outcome(genServer.call(odd, 'get'))
        say(yield* flush())
      },
      { odd: { ...scripted(), handleCall: () => ['reply', () => 1, 2] } },
    )
    const [[, , [reason]]] = said[0] as [[string, Pid, Term[]]]
    expect((reason as Term[])[0]).toBe('badarg')
  })
})

describe('C6: handleContinue', () => {
  it('runs before any message that waits already', () => {
    const { said } = run(function* (say) {
      const pid = yield* started([])
      genServer.cast(pid, ['ret', ['noreply', [], ['continue', 'c']]])
      genServer.cast(pid, 'x')
      say(yield* genServer.call(pid, 'get'))
    })
    expect(said).toEqual([['x', ['continued', 'c']]])
  })

  it('may wish for the next, as often as it likes, and others get their turns', () => {
    const chain = {
      ...scripted(),
      init: () => {
        tellStarter()
        return ['ok', 0, ['continue', 'next']]
      },
      handleContinue: (_: Term, n: number) => {
        if (n < 20_000) return ['noreply', n + 1, ['continue', 'next']]
        send(get('tell') as Pid, 'done')
        return ['noreply', n]
      },
    }
    const { said } = run(
      function* (say) {
        const pid = yield* started([], {}, 'chain')
        let turns = 0
        while ((yield receive('done', 0)) === undefined) {
          turns++
          yield null
        }
        say([turns > 100, yield* genServer.call(pid, 'get')])
      },
      { chain },
    )
    expect(said).toEqual([[true, 20_000]])
  })

  it('that is missing is an error', () => {
    const { handleContinue: _, ...without } = scripted()
    const { said } = run(
      function* (say) {
        trapExit(true)
        yield* started(['ret', ['ok', [], ['continue', 'c']]], {}, 'without')
        const [[, , reason]] = (yield* flush()) as [[string, Pid, Term[]]]
        say(reason[0])
      },
      { without },
    )
    expect(said).toEqual([['undef', ['without', 'handleContinue', 2]]])
  })
})
