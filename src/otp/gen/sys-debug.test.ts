/** A gen_server watched: debug options and status, rows E6 and C14 of otp-semantics. */
import { describe, expect, it } from 'vitest'
import { error, get, type Pid, send, type Term, type Waits } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { flush, notes, play, scripted, tellStarter } from './scripted.ts'
import * as sys from './sys.ts'

const change = {
  watch: (count: number, event: readonly Term[], name: Term) => {
    send(get('tell') as Pid, ['saw', count, event[0] as Term, name])
    return count === 2 ? 'done' : count + 1
  },
  breaks: () => error('x'),
}

const shown = {
  ...scripted(),
  formatStatus: (status: Readonly<Record<string, Term>>) =>
    'reason' in status
      ? { ...status, state: 'hidden', message: 'hidden' }
      : { ...status, state: 'hidden' },
}

const deeds = {
  tell: () => {
    tellStarter()
    return ['ok', []]
  },
}

const odd = { ...scripted(), formatStatus: () => ({ other: 1 }) }
const modules = { cb: scripted(deeds), change, shown, odd }

/** Beside a server `s` of that module. */
const run = (main: (say: (term: unknown) => void, pid: Pid) => Waits<void>, module = 'cb') =>
  play(World, modules, function* (say) {
    const [, pid] = yield* genServer.start(module, module === 'cb' ? ['do', 'tell'] : [], {
      name: 's',
    })
    yield* main(say, pid as Pid)
  })

describe('C14: getStatus', () => {
  it('tells all there is, the state as formatStatus shows it', () => {
    const { said } = run(function* (say, pid) {
      const [, who, ...rest] = (yield* sys.getStatus('s')) as readonly Term[]
      say([who === pid, ...rest])
    }, 'shown')
    const dictionary = [
      ['$ancestors', [expect.anything()]],
      ['$initial_call', ['shown', 'init', 1]],
    ]
    const data = [
      ['Status', 'running'],
      ['Parent', expect.anything()],
      ['Logged events', []],
    ]
    const misc = [
      ['header', 'Status for generic server s'],
      ['data', data],
      ['data', [['State', 'hidden']]],
    ]
    const all = [dictionary, 'running', expect.anything(), [], misc]
    expect(said).toEqual([[true, ['module', 'gen_server'], all]])
  })

  it('says what is wrong with formatStatus', () => {
    const { said } = run(function* (say) {
      say(yield* sys.getStatus('s'))
    }, 'odd')
    const [[, , , [, , , , misc]]] = said as [[string, Pid, Term, Term[][]]]
    const problem = 'odd:formatStatus returned a map with unknown keys'
    expect(misc?.[2]).toEqual(['data', [['State', problem]]])
  })
})

describe('E6: debugging', () => {
  it('log keeps the last events', () => {
    const { said } = run(function* (say) {
      say(yield* sys.log('s', true))
      send('s', 'x')
      genServer.cast('s', ['ret', ['noreply', 'a', ['continue', 'c']]])
      yield* genServer.call('s', 'get')
      say(yield* sys.log('s', 'get'))
      yield* sys.log('s', [true, 1])
      say(yield* sys.log('s', 'get'))
      say(yield* sys.log('s', false))
      say(yield* sys.log('s', 'get'))
    })
    const from = [expect.anything(), expect.anything()]
    const last = [['continued', 'c'], 'a']
    const events = [
      ['in', 'x'],
      ['noreply', ['x']],
      ['in', ['$gen_cast', ['ret', ['noreply', 'a', ['continue', 'c']]]]],
      ['noreply', 'a'],
      ['continue', 'c'],
      ['noreply', last],
      ['in', ['$gen_call', from, 'get']],
      ['out', last, from, last],
    ]
    expect(said).toEqual(['ok', ['ok', events], ['ok', [events[7]]], 'ok', ['ok', []]])
  })

  it('statistics counts messages', () => {
    const { said } = run(function* (say) {
      say(yield* sys.statistics('s', 'get'))
      yield* sys.statistics('s', true)
      yield* genServer.call('s', 'get')
      genServer.cast('s', 'x')
      yield* genServer.call('s', 'get')
      const [, list] = (yield* sys.statistics('s', 'get')) as [string, Term[]]
      say(list.slice(3))
    })
    const counts = [
      ['messages_in', 3],
      ['messages_out', 2],
    ]
    expect(said).toEqual([['ok', 'no_statistics'], counts])
  })

  it('trace puts events into the trace', () => {
    const { world } = run(function* () {
      yield* sys.trace('s', true)
      genServer.cast('s', 'x')
      yield* sys.trace('s', false)
      genServer.cast('s', 'y')
    })
    expect(notes(world, 'sys_trace')).toEqual([
      { name: 's', event: ['in', ['$gen_cast', 'x']] },
      { name: 's', event: ['noreply', ['x']] },
    ])
  })

  it('an installed function sees events until it is done, removed or broken', () => {
    const { said } = run(function* (say) {
      yield* sys.install('s', [['change', 'watch'], 0])
      yield* sys.install('s', ['id', ['change', 'watch'], 1])
      yield* sys.install('s', ['broken', ['change', 'breaks'], 0])
      genServer.cast('s', 'x')
      yield* sys.remove('s', ['change', 'watch'])
      genServer.cast('s', 'x')
      say(yield* flush())
      yield* sys.log('s', true)
      yield* sys.noDebug('s')
      say(yield* sys.log('s', 'get'))
    })
    const saw = (n: number, what: string) => ['saw', n, what, 's']
    const events = [saw(1, 'in'), saw(0, 'in'), saw(2, 'noreply'), saw(1, 'noreply')]
    expect(said).toEqual([events, ['ok', []]])
  })

  it('may be asked for at the start; what isn’t understood is passed over', () => {
    const { said } = run(function* (say) {
      const debug = [['log', 2], 'trace', 'nonsense' as 'trace'] as const
      const [, pid] = (yield* genServer.start('cb', [], { debug })) as [string, Pid]
      genServer.cast(pid, 'x')
      genServer.cast(pid, 'y')
      say(yield* sys.log(pid, 'get'))
    })
    const events = [
      ['in', ['$gen_cast', 'y']],
      ['noreply', ['y', 'x']],
    ]
    expect(said).toEqual([['ok', events]])
  })
})
