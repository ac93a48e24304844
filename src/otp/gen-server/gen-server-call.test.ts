/** Asking a gen_server and telling it: rows C3, C4 and C10 of otp-semantics. */
import { describe, expect, it } from 'vitest'
import {
  error,
  exit,
  exitTo,
  type Pid,
  register,
  self,
  send,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { flush, type Modules, outcome, play, scripted, wait } from '../gen/scripted.ts'
import * as genServer from './gen-server.ts'

const deeds = {
  normal: (s: Term) => ['stop', 'normal', s],
  shutdown: (s: Term) => ['stop', 'shutdown', s],
  raise: () => error('boom'),
  leave: () => exit('boom'),
  killSelf: () => exitTo(self(), 'kill'),
  silence: (s: Term) => ['noreply', s],
  *slow(s: Term, from: Term): Waits<Term> {
    yield* wait(40)
    if (from !== null) genServer.reply(from as unknown as genServer.From, 'late')
    return ['noreply', s]
  },
  twice: (s: Term, from: Term) => {
    genServer.reply(from as unknown as genServer.From, 'one')
    genServer.reply(from as unknown as genServer.From, 'two')
    return ['noreply', s]
  },
}

type Say = (term: unknown) => void

/** Beside a server `s` on each of the two nodes. */
const run = (main: (say: Say, pid: Pid) => Waits<void>, more: Modules = {}) =>
  play(World, { cb: scripted(deeds), ...more }, function* (say) {
    const [, pid] = yield* genServer.start('cb', 'st', { name: 's' })
    yield* genServer.start('cb', 'far', { name: 's', node: 'n1@b' })
    yield* main(say, pid as Pid)
  }).said

const failed = (reason: Term, server: Term, request: Term, timeout: Term) => [
  'EXIT',
  [reason, ['gen_server', 'call', [server, request, timeout]]],
]

describe('C3: a call', () => {
  it.each([
    ['s', 'st'],
    [['s', 'n1@a'], 'st'],
    [['s', 'n1@b'], 'far'],
  ])('to %j is answered', (server, answer) => {
    const said = run(function* (say) {
      say(yield* genServer.call(server as string, 'get'))
    })
    expect(said).toEqual([answer])
  })

  it.each([
    ['nobody', 'noproc'],
    [['nobody', 'n1@a'], 'noproc'],
    [['nobody', 'n1@b'], 'noproc'],
    [
      ['s', 'n1@gone'],
      ['nodedown', 'n1@gone'],
    ],
    ['me', 'calling_self'],
    [['me', 'n1@a'], 'calling_self'],
  ])('to %j fails with %j', (server, reason) => {
    const said = run(function* (say) {
      register('me')
      say(yield* outcome(genServer.call(server as string, 'x', 50)))
    })
    expect(said).toEqual([failed(reason, server, 'x', 50)])
  })

  it('to its own pid fails with calling_self', () => {
    const [end] = run(function* (say) {
      say(yield* outcome(genServer.call(self(), 'x')))
    }) as Term[][]
    expect(end).toEqual(['EXIT', ['calling_self', expect.anything()]])
  })

  it.each([
    [['do', 'normal'], 'normal'],
    [['do', 'shutdown'], 'shutdown'],
    [['do', 'leave'], 'boom'],
    [['do', 'killSelf'], 'killed'],
    [
      ['ret', ['wat', 1]],
      ['bad_return_value', ['wat', 1]],
    ],
    [['do', 'silence'], 'timeout'],
  ])('%j fails with %j, here and over there', (request, reason) => {
    const said = run(function* (say) {
      for (const server of ['s', ['s', 'n1@b'] as const]) {
        say(yield* outcome(genServer.call(server, request, 50)))
      }
      say(yield* flush())
    })
    const far = failed(reason, ['s', 'n1@b'], request, 50)
    expect(said).toEqual([failed(reason, 's', request, 50), far, []])
  })

  it('to a server that crashes fails with its error and stack', () => {
    const [end] = run(function* (say) {
      say(yield* outcome(genServer.call('s', ['do', 'raise'])))
    }) as readonly (readonly [string, readonly [readonly Term[], Term]])[]
    expect(end?.[1][0]).toEqual(['boom', []])
  })

  it('refuses a timeout that is none', () => {
    const [end] = run(function* (say) {
      say(yield* outcome(genServer.call('s', 'get', Number.NaN)))
    }) as Term[][]
    expect(end).toEqual(['EXIT', [['badarg', expect.anything()], []]])
  })
})

describe('C4: a late answer', () => {
  it.each([['s'], [['s', 'n1@b']]])('of %j reaches nobody', (server) => {
    const said = run(function* (say) {
      say(yield* outcome(genServer.call(server as string, ['do', 'slow'], 10)))
      yield* wait(100)
      say(yield* flush())
    })
    expect(said).toEqual([failed('timeout', server, ['do', 'slow'], 10), []])
  })

  it('reaches nobody when it is a second one', () => {
    const said = run(function* (say) {
      say([yield* genServer.call('s', ['do', 'twice']), yield* flush()])
    })
    expect(said).toEqual([['one', []]])
  })

  it('goes to the pid when the asker made the question by hand', () => {
    const said = run(function* (say, pid) {
      send(pid, ['$gen_call', [self(), 'tag'], 'get'])
      say(yield* flush())
    })
    expect(said).toEqual([[['tag', 'st']]])
  })
})

describe('C10: a cast', () => {
  it.each([['nobody'], [['nobody', 'n1@b']], [['s', 'n1@gone']]])('to %j is ok', (server) => {
    const said = run(function* (say) {
      say(genServer.cast(server as string, 'x'))
      say(yield* flush())
    })
    expect(said).toEqual(['ok', []])
  })

  it('comes before a later call', () => {
    const said = run(function* (say) {
      genServer.cast(['s', 'n1@b'], 'x')
      say(yield* genServer.call(['s', 'n1@b'], 'get'))
    })
    expect(said).toEqual([['x', 'far']])
  })

  it('by abcast goes to that name on all nodes, or on some', () => {
    const said = run(function* (say) {
      say(genServer.abcast('s', 'x'))
      genServer.abcast(['n1@a', 'n1@gone'], 's', 'y')
      say(yield* genServer.call('s', 'get'))
      say(yield* genServer.call(['s', 'n1@b'], 'get'))
    })
    expect(said).toEqual(['abcast', ['y', 'x', 'st'], ['x', 'far']])
  })
})
