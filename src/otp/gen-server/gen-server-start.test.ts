/** How a gen_server begins: rows C1 and C2 of otp-semantics, as OTP 25 does it. */
import { describe, expect, it } from 'vitest'
import {
  exit,
  type Pid,
  processInfo,
  Raised,
  type Term,
  trapExit,
  type Waits,
  whereis,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as procLib from '../gen/proc-lib.ts'
import { flush, type Modules, play, scripted, wait } from '../gen/scripted.ts'
import * as genServer from './gen-server.ts'

const deeds = {
  slow: function* (): Waits<Term> {
    yield* wait(500)
    return ['ok', 'slow']
  },
  raise: () => {
    throw new Raised('error', 'oops')
  },
  leave: () => exit('oops'),
  throwOk: () => {
    throw new Raised('throw', ['ok', 'thrown'])
  },
}

const run = (main: Parameters<typeof play>[2], more: Modules = {}) =>
  play(World, { cb: scripted(deeds), ...more }, main).said

/** Starts linked with a trapping parent; what came back, and what else came. */
function* begun(args: Term, options = {}): Waits<unknown> {
  trapExit(true)
  const result = yield* genServer.startLink('cb', args, options)
  const holder = whereis('name')
  return [result, (yield* flush()).map(withoutPid), holder]
}

function withoutPid(message: Term): Term {
  const [tag, , ...rest] = message as readonly Term[]
  return [tag ?? null, ...rest]
}

describe('C1: starting', () => {
  it('start and startLink answer ok and the pid', () => {
    const said = run(function* (say) {
      for (const begin of [genServer.start, genServer.startLink]) {
        const result = yield* begin('cb', 7)
        say([result[0], yield* genServer.call(result[1] as Pid, 'get')])
      }
    })
    expect(said).toEqual([
      ['ok', 7],
      ['ok', 7],
    ])
  })

  it('may be with a priority of its own (spawn_opt)', () => {
    const said = run(function* (say) {
      const options = { spawnOpt: { priority: 'high' } } as const
      const [, pid] = yield* genServer.start('cb', 7, options)
      say(processInfo(pid as Pid, 'priority'))
    })
    expect(said).toEqual(['high'])
  })

  it('startMonitor answers ok, the pid and the monitor', () => {
    const said = run(function* (say) {
      const [, [pid, ref]] = (yield* genServer.startMonitor('cb', 7)) as readonly [
        string,
        readonly [Pid, Term],
      ]
      yield* genServer.stop(pid)
      const [down] = (yield* flush()) as unknown as readonly Term[][]
      say([down?.[0], down?.[1] === ref, down?.[4]])
    })
    expect(said).toEqual([['DOWN', true, 'normal']])
  })

  it.each([
    ['ret', ['stop', 'why'], ['error', 'why']],
    ['ret', 'ignore', 'ignore'],
    ['do', 'slow', ['error', 'timeout']],
  ])('startMonitor and start: %s %j leave no message behind', (how, what, result) => {
    const said = run(function* (say) {
      say(yield* genServer.startMonitor('cb', [how, what], { timeoutMs: 20 }))
      say(yield* genServer.start('cb', [how, what], { timeoutMs: 20 }))
      say(yield* flush())
    })
    expect(said).toEqual([result, result, []])
  })

  it('a taken name is refused with who has it', () => {
    const said = run(function* (say) {
      const first = yield* genServer.start('cb', 1, { name: 'name' })
      const second = yield* genServer.start('cb', 2, { name: 'name' })
      say([second[0], (second[1] as Term[])[0], (second[1] as Term[])[1] === first[1]])
    })
    expect(said).toEqual([['error', 'already_started', true]])
  })

  it('a name taken on another node is refused from there', () => {
    const said = run(function* (say) {
      const options = { name: 'name', node: 'n1@b' }
      yield* genServer.start('cb', 1, options)
      const [kind, reason] = (yield* genServer.startLink('cb', 2, options)) as readonly Term[]
      say([kind, (reason as readonly Term[])[0]])
      say(yield* genServer.call(['name', 'n1@b'], 'get'))
    })
    expect(said).toEqual([['error', 'already_started'], 1])
  })

  it('an init that takes too long is killed, and its name is free', () => {
    const said = run(function* (say) {
      say(yield* begun(['do', 'slow'], { timeoutMs: 20, name: 'name' }))
    })
    expect(said).toEqual([[['error', 'timeout'], [], null]])
  })
})

describe('C2: what init returns', () => {
  const bad = (value: Term) => ['bad_return_value', value]
  it.each([
    ['stop', ['ret', ['stop', 'why']], ['error', 'why'], 'why'],
    ['stop normal', ['ret', ['stop', 'normal']], ['error', 'normal'], 'normal'],
    ['ignore', ['ret', 'ignore'], 'ignore', 'normal'],
    ['error, new in OTP 26', ['ret', ['error', 'e']], ['error', bad(['error', 'e'])], null],
    ['what isn’t understood', ['ret', 'zzz'], ['error', bad('zzz')], bad('zzz')],
    ['a negative timeout', ['ret', ['ok', 1, -1]], ['error', bad(['ok', 1, -1])], null],
    ['exit', ['do', 'leave'], ['error', 'oops'], 'oops'],
  ])('%s: the name is free again, and a trapping parent gets an EXIT', (_, args, result, end) => {
    const said = run(function* (say) {
      say(yield* begun(args, { name: 'name' }))
    })
    const reason = end ?? (result as readonly Term[])[1]
    expect(said).toEqual([[result, [['EXIT', reason]], null]])
  })

  it('an error is told with its stack, and the parent’s EXIT is the same', () => {
    const [[result, [message]]] = run(function* (say) {
      say(yield* begun(['do', 'raise']))
    }) as [[Term[], Term[][]]]
    expect((result[1] as Term[])[0]).toBe('oops')
    expect(message).toEqual(['EXIT', result[1]])
  })

  it('a parent that doesn’t trap dies with the init', () => {
    const said = run(
      function* (say) {
        const result = yield* procLib.start(['m', 'naive', []])
        say(result)
      },
      {
        m: {
          *naive(): Waits<void> {
            procLib.initAck(yield* genServer.startLink('cb', ['ret', ['stop', 'why']]))
          },
        },
      },
    )
    expect(said).toEqual([['error', 'why']])
  })

  it('a thrown value is the return value', () => {
    const said = run(function* (say) {
      const [, pid] = yield* genServer.start('cb', ['do', 'throwOk'])
      say(yield* genServer.call(pid as Pid, 'get'))
    })
    expect(said).toEqual(['thrown'])
  })

  it('a continue runs before anybody’s message', () => {
    const said = run(function* (say) {
      const args: Term = ['ret', ['ok', [], ['continue', 'c']]]
      const [, pid] = yield* genServer.start('cb', args)
      say(yield* genServer.call(pid as Pid, 'get'))
    })
    expect(said).toEqual([[['continued', 'c']]])
  })
})
