/** System messages of a gen_server: row E6 of otp-semantics, answered as OTP 25 does. */
import { describe, expect, it } from 'vitest'
import {
  error,
  exitTo,
  now,
  type Pid,
  processInfo,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { flush, outcome, play, scripted, tellStarter, wait } from './scripted.ts'
import * as sys from './sys.ts'

const deeds = {
  tellAndTrap: () => {
    tellStarter()
    trapExit(true)
    return ['ok', 'st']
  },
  *sleep(s: Term): Waits<Term> {
    yield* wait(20_000)
    return ['noreply', s]
  },
}

const change = {
  plus: (state: Term, more: Term) => ['plus', more, state],
  fails: () => error('x'),
}

const shown = {
  ...scripted(),
  codeChange: (old: Term, state: Term, extra: Term) =>
    extra === 'bad' ? error('nope') : ['ok', [old, state, extra]],
}

/** Beside a server `s` of that module. */
const run = (main: (say: (term: unknown) => void, pid: Pid) => Waits<void>, module = 'cb') =>
  play(World, { cb: scripted(deeds), change, shown }, function* (say) {
    const [, pid] = yield* genServer.start(module, [], { name: 's' })
    yield* main(say, pid as Pid)
  })

describe('E6: the state', () => {
  it('is told and replaced, without being a message', () => {
    const { said } = run(function* (say) {
      say(yield* sys.getState('s'))
      say(yield* sys.replaceState('s', ['change', 'plus', [1]]))
      say(yield* genServer.call('s', 'get'))
    })
    expect(said).toEqual([[], ['plus', 1, []], ['plus', 1, []]])
  })

  it('stays when the replacing fails, and the caller has the error', () => {
    const { said } = run(function* (say) {
      const [kind, reason] = (yield* outcome(
        sys.replaceState('s', ['change', 'fails']),
      )) as readonly Term[]
      say([kind, (reason as Term[])[0]])
      say(yield* sys.getState('s'))
    })
    const where = ['gen_server', 'system_replace_state']
    expect(said).toEqual([['EXIT', ['callback_failed', where, ['error', 'x']]], []])
  })

  it.each([
    ['getState', () => sys.getState('nobody'), ['get_state', ['nobody']]],
    ['trace', () => sys.trace('nobody', true, 10), ['trace', ['nobody', true, 10]]],
    [
      'changeCode',
      () => sys.changeCode('nobody', 'm', 1, 2),
      ['change_code', ['nobody', 'm', 1, 2]],
    ],
  ])('%s of nobody exits with noproc and what was asked', (_, ask, call) => {
    const { said } = run(function* (say) {
      say(yield* outcome(ask()))
    })
    expect(said).toEqual([['EXIT', ['noproc', ['sys', ...call]]]])
  })

  it('is waited for 5000 ms, or as long as was said', () => {
    const { said } = run(function* (say) {
      genServer.cast('s', ['do', 'sleep'])
      say(yield* outcome(sys.getState('s', 10)))
      const before = now()
      say([yield* outcome(sys.getState('s')), now() - before])
    })
    const late = (args: Term) => ['EXIT', ['timeout', ['sys', 'get_state', args]]]
    expect(said).toEqual([late(['s', 10]), [late(['s']), 5000]])
  })
})

describe('E6: suspend', () => {
  it('lets ordinary messages wait in the mailbox, and system messages be answered', () => {
    const { said } = run(function* (say, pid) {
      say(yield* sys.suspend('s'))
      genServer.cast('s', 'x')
      say(yield* sys.getState('s'))
      say(processInfo(pid, 'message_queue_len'))
      say(((yield* outcome(genServer.call('s', 'get', 20))) as Term[])[0])
      say(yield* sys.resume('s'))
      say(yield* genServer.call('s', 'get'))
    })
    expect(said).toEqual(['ok', [], 1, 'EXIT', 'ok', ['x']])
  })

  it('doesn’t keep a parent’s exit out', () => {
    const { said } = run(function* (say) {
      trapExit(true)
      const [, pid] = yield* genServer.startLink('cb', ['do', 'tellAndTrap'])
      yield* sys.suspend(pid as Pid)
      exitTo(pid as Pid, 'why')
      say(yield* flush())
    })
    const exit = ['EXIT', expect.anything(), 'why']
    expect(said).toEqual([[['terminated', 'why', 'st'], exit]])
  })

  it('is where code is changed, and nowhere else', () => {
    const { said } = run(function* (say) {
      say(yield* sys.changeCode('s', 'shown', 'v', 'x'))
      yield* sys.suspend('s')
      say(yield* sys.changeCode('s', 'shown', 'v', 'x'))
      const [kind, reason] = (yield* sys.changeCode('s', 'shown', 'v', 'bad')) as Term[][]
      const [tag, [error]] = reason as [string, Term[]]
      say([kind, tag, error])
      yield* sys.resume('s')
      say(yield* genServer.call('s', 'get'))
    }, 'shown')
    const request = ['change_code', 'shown', 'v', 'x']
    expect(said).toEqual([
      ['error', ['unknown_system_msg', request]],
      'ok',
      ['error', 'EXIT', 'nope'],
      ['v', [], 'x'],
    ])
  })

  it('a module without codeChange can’t be changed', () => {
    const { said } = run(function* (say) {
      yield* sys.suspend('s')
      say(((yield* sys.changeCode('s', 'cb', 'v', 'x')) as Term[])[0])
    })
    expect(said).toEqual(['error'])
  })
})

describe('E6: the time of a server', () => {
  it('begins anew after a system message', () => {
    const { said } = run(function* (say) {
      const [, pid] = yield* genServer.start('cb', ['ret', ['ok', [], 50]])
      const ask = () => sys.getState(pid as Pid)
      yield* wait(30)
      yield* ask()
      yield* wait(30)
      say(yield* ask())
      yield* wait(60)
      say(yield* ask())
    })
    expect(said).toEqual([[], ['timeout']])
  })

  it('stands still while it is suspended', () => {
    const { said } = run(function* (say) {
      const [, pid] = (yield* genServer.start('cb', ['ret', ['ok', [], 50]])) as [string, Pid]
      yield* sys.suspend(pid)
      yield* wait(100)
      say(processInfo(pid, 'message_queue_len'))
      yield* sys.resume(pid)
      say(yield* sys.getState(pid))
      yield* wait(60)
      say(yield* sys.getState(pid))
    })
    expect(said).toEqual([0, [], ['timeout']])
  })

  it('is spent in hibernation again when it hibernated', () => {
    const { said } = run(function* (say) {
      const [, pid] = (yield* genServer.start('cb', ['ret', ['ok', [], 'hibernate']])) as [
        string,
        Pid,
      ]
      say(yield* sys.getState(pid))
      say(processInfo(pid, 'current_function'))
    })
    expect(said).toEqual([[], ['gen_server', 'wakeHib', 2]])
  })
})

describe('E6: terminate', () => {
  it('answers ok, runs the server’s terminate and ends it', () => {
    const { said } = run(function* (say) {
      trapExit(true)
      const [, pid] = yield* genServer.startLink('cb', ['do', 'tellAndTrap'])
      say(yield* sys.terminate(pid as Pid, 'bye'))
      say(yield* flush())
    })
    const exit = ['EXIT', expect.anything(), 'bye']
    expect(said).toEqual(['ok', [['terminated', 'bye', 'st'], exit]])
  })
})
