/** Servers with a name that a module keeps, and servers entered late: rows C1 and C14. */
import { describe, expect, it } from 'vitest'
import {
  exit,
  type Pid,
  register,
  self,
  spawnOn,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as procLib from '../gen/proc-lib.ts'
import { type Modules, outcome, play, scripted, wait } from '../gen/scripted.ts'
import * as genServer from './gen-server.ts'

const run = (main: Parameters<typeof play>[2], more: Modules = {}) =>
  play(World, { cb: scripted(), ...more }, main).said

describe('C1: names kept by a module', () => {
  const names: Record<string, Pid> = {}
  const keeper = {
    *registerName(name: string, pid: Pid): Waits<Term> {
      yield* wait(1)
      if (names[name] !== undefined) return 'no'
      names[name] = pid
      return 'yes'
    },
    unregisterName: (name: string) => void delete names[name],
    *whereisName(name: string): Waits<Term> {
      yield* wait(1)
      return names[name] ?? 'undefined'
    },
    *send(name: string, message: Term): Waits<Term> {
      const pid = yield* keeper.whereisName(name)
      if (pid === 'undefined') return exit('badarg')
      yield* genServer.call(pid as Pid, ['ret', ['reply', 'ok', ['sent', message]]])
      return pid
    },
  }

  it('a via name is registered, found, sent to and released', () => {
    const via = ['via', 'keeper', 'x'] as const
    const said = run(
      function* (say) {
        say((yield* genServer.start('cb', 7, { name: via }))[0])
        say(yield* genServer.call(via, 'get'))
        say(((yield* genServer.start('cb', 7, { name: via })) as unknown as Term[][])[1]?.[0])
        say(yield* genServer.cast(via, 'hello'))
        say(yield* genServer.call(via, 'get'))
        say(yield* genServer.waitResponse(yield* genServer.sendRequest(via, 'get'), 100))
        yield* genServer.stop(via)
        delete names.x
        say(yield* outcome(genServer.call(via, 'get', 10)))
        say(yield* genServer.cast(via, 'hello'))
        say(yield* genServer.start('cb', ['ret', ['stop', 'why']], { name: via }))
        say(names)
      },
      { keeper },
    )
    expect(said).toEqual([
      'ok',
      7,
      'already_started',
      'ok',
      ['sent', ['$gen_cast', 'hello']],
      ['reply', ['sent', ['$gen_cast', 'hello']]],
      ['EXIT', ['noproc', ['gen_server', 'call', [['via', 'keeper', 'x'], 'get', 10]]]],
      'ok',
      ['error', 'why'],
      {},
    ])
  })

  it('that somebody takes meanwhile is refused in the new process', () => {
    const asked: Pid[] = []
    const slow = {
      registerName: () => 'no',
      whereisName: () => (asked.push(self()) > 1 ? asked[0] : 'undefined'),
    }
    const said = run(
      function* (say) {
        const [kind, reason] = yield* genServer.start('cb', 1, { name: ['via', 'slow', 'x'] })
        say([kind, (reason as Term[])[0], (reason as Term[])[1] === self()])
      },
      { slow },
    )
    expect(said).toEqual([['error', 'already_started', true]])
  })

  it('of a server whose node is lost is as that of nobody', () => {
    const lost = {
      *whereisName(): Waits<Term> {
        return yield* spawnOn('n1@gone', ['m', 'f', []])
      },
    }
    const said = run(
      function* (say) {
        say(yield* outcome(genServer.call(['via', 'lost', 'x'], 'get', 10)))
        const pid = yield* lost.whereisName()
        say(yield* outcome(genServer.call(pid as Pid, 'get', 10)))
      },
      { lost },
    )
    const failed = (reason: Term) => ['EXIT', [reason, expect.anything()]]
    expect(said).toEqual([failed('noproc'), failed(['nodedown', 'n1@gone'])])
  })

  it('a global name is kept by the module global', () => {
    const said = run(
      function* (say) {
        const name = ['global', ['any', 'term']] as const
        say((yield* genServer.start('cb', 7, { name }))[0])
        say(yield* genServer.call(name, 'get'))
      },
      { global: keeper },
    )
    expect(said).toEqual(['ok', 7])
  })
})

describe('C14: enterLoop', () => {
  const more = {
    *late(): Waits<unknown> {
      register('name')
      procLib.initAck(['ok', 'ready'])
      return yield* genServer.enterLoop('cb', {}, ['entered'], 'name', ['continue', 'c'])
    },
    *nameless(): Waits<unknown> {
      procLib.initAck('ok')
      return yield* genServer.enterLoop('cb', {}, [], 'name')
    },
    *stranger(): Waits<unknown> {
      return yield* genServer.enterLoop('cb', {}, [])
    },
  }

  it('a process of proc_lib becomes a server', () => {
    const said = run(
      function* (say) {
        say(yield* procLib.startLink(['m', 'late', []]))
        say(yield* genServer.call('name', 'get'))
      },
      { m: more },
    )
    expect(said).toEqual([
      ['ok', 'ready'],
      [['continued', 'c'], 'entered'],
    ])
  })

  it.each([
    ['a name that it hasn’t', 'nameless', 'process_not_registered'],
    ['no ancestors', 'stranger', 'process_was_not_started_by_proc_lib'],
  ])('with %s it ends', (_, func, reason) => {
    const w = new World({
      seed: 1,
      load: (code) => {
        code.load('m', '1', more)
        code.load('proc_lib', 'otp', procLib.procLibModule)
      },
    })
    w.addNode('n1@a')
    const { console } = w.node('n1@a')
    if (func === 'stranger') w.start('n1@a', ['m', func, []])
    else w.start('n1@a', ['proc_lib', 'initP', [console, [], 'm', func, []]])
    w.runUntil(10)
    expect(w.trace.at(w.trace.end - 1).term).toBe(reason)
  })
})
