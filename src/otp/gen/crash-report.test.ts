/** What proc_lib tells of its processes: rows A27, A28 and E9 of otp-semantics. */
import { describe, expect, it } from 'vitest'
import {
  error,
  exit,
  get,
  type Pid,
  processInfo,
  put,
  Raised,
  receive,
  register,
  self,
  send,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as genServer from '../gen-server/gen-server.ts'
import * as procLib from './proc-lib.ts'
import { flush, notes, outcome, play, scripted, wait } from './scripted.ts'

const module = {
  ends: () => 'unheard',
  dies: () => {
    put('k', 'v')
    return exit('why')
  },
  errs: () => {
    send(self(), 'queued')
    return error('why')
  },
  throws: () => {
    throw new Raised('throw', 'why')
  },
  throwsText: () => {
    throw 'boom'
  },
  shutsDown: () => exit(['shutdown', 'x']),
  *never(): Waits<void> {
    yield* wait(100_000)
  },
  tells: (who: Pid, what: string) => send(who, ['dictionary', get(what) ?? null]),
  *enters(): Waits<unknown> {
    return yield* genServer.enterLoop('cb', {}, 's', null, ['continue', ['do', 'raise']])
  },
  *sleeps(): Waits<void> {
    procLib.initAck('fine')
    yield procLib.hibernate(['m', 'wakes', ['kept']])
  },
  *wakes(kept: Term): Waits<void> {
    exit([kept, yield receive()])
  },
}

const run = (main: Parameters<typeof play>[2]) =>
  play(World, { cb: scripted({ raise: () => error('boom') }), m: module }, main)

describe('A28: ancestors and initial call', () => {
  it('are in the dictionary, ancestors by name if they have one', () => {
    const { said } = run(function* (say) {
      register('boss')
      procLib.spawn(['m', 'tells', [self(), '$ancestors']])
      procLib.spawnLink(['m', 'tells', [self(), '$initial_call']])
      const [, pid] = (yield* genServer.start('cb', 1)) as [string, Pid]
      say(procLib.initialCall(pid))
      say(procLib.translateInitialCall(pid))
      say([procLib.initialCall(self()), procLib.translateInitialCall(self())])
      say(yield* flush())
    })
    expect(said).toEqual([
      ['cb', 'init', ['Argument__1']],
      ['cb', 'init', 1],
      [false, ['proc_lib', 'initP', 5]],
      [
        ['dictionary', ['boss']],
        ['dictionary', ['m', 'tells', 2]],
      ],
    ])
  })
})

describe('E9: a crash report', () => {
  it('tells who, why, and what was around', () => {
    const { world } = run(function* () {
      register('boss')
      yield* procLib.startLink(['m', 'errs', []])
    })
    const boss = expect.objectContaining({ registered_name: 'boss', trap_exit: false })
    expect(notes(world, 'crash_report')).toEqual([
      {
        initial_call: ['m', 'errs', []],
        pid: expect.anything(),
        registered_name: [],
        error_info: ['error', 'why', []],
        ancestors: ['boss'],
        message_queue_len: 1,
        messages: ['queued'],
        links: [expect.anything()],
        dictionary: {},
        trap_exit: false,
        status: 'running',
        reductions: expect.any(Number),
        neighbours: [boss],
      },
    ])
  })

  it.each([
    ['dies', ['exit', 'why', []], { k: 'v' }],
    ['throws', ['throw', 'why', []], {}],
  ])('of what %s', (func, info, dictionary) => {
    const { world } = run(function* () {
      procLib.spawn(['m', func, []])
      yield* wait(1)
    })
    expect(notes(world, 'crash_report')).toMatchObject([
      { error_info: info, dictionary, neighbours: [] },
    ])
  })

  it('isn’t made of an end that was meant', () => {
    const { world } = run(function* () {
      procLib.spawn(['m', 'ends', []])
      procLib.spawn(['m', 'shutsDown', []])
      const [, pid] = (yield* genServer.start('cb', 1)) as [string, Pid]
      yield* genServer.stop(pid, 'shutdown')
    })
    expect(notes(world, 'crash_report')).toEqual([])
  })

  it('comes from a gen_server too, after its error report', () => {
    const { world } = run(function* () {
      const [, pid] = (yield* genServer.start('cb', 'st', { name: 's' })) as [string, Pid]
      yield* outcome(genServer.call(pid, ['do', 'raise'], 10))
    })
    expect(notes(world, 'error_report')).toEqual([
      {
        label: ['gen_server', 'terminate'],
        name: 's',
        last_message: ['do', 'raise'],
        state: 'st',
        log: [],
        reason: ['boom', []],
        client_info: [expect.anything(), [expect.anything(), [['main', 'run', 0]]]],
      },
    ])
    const info = { registered_name: 's', initial_call: ['cb', 'init', ['Argument__1']] }
    expect(notes(world, 'crash_report')).toMatchObject([
      { ...info, error_info: ['error', 'boom', []] },
    ])
  })

  it('is made once, even of a server that was entered late', () => {
    const { world } = run(function* () {
      procLib.spawn(['m', 'enters', []])
      yield* wait(1)
    })
    expect(notes(world, 'crash_report')).toHaveLength(1)
  })

  it('is made of the same text thrown in each world anew', () => {
    const traces = Array.from({ length: 3 }, () => {
      const { world } = run(function* () {
        procLib.spawn(['m', 'throwsText', []])
        yield* wait(1)
      })
      expect(notes(world, 'crash_report')).toHaveLength(1)
      const { first, end } = world.trace
      return Array.from({ length: end - first }, (_, k) => world.trace.at(first + k))
    })
    expect(traces).toEqual([traces[0], traces[0], traces[0]])
  })

  it('is made of an init that fails, and shortened to what a note can keep', () => {
    const { world } = run(function* () {
      const many = Array.from({ length: 15 }, () => procLib.spawnLink(['m', 'never', []]))
      yield* procLib.startLink(['m', 'errs', []])
      expect(many).toHaveLength(15)
    })
    const [report] = notes(world, 'crash_report') as readonly { [key: string]: Term }[]
    expect(report?.error_info).toEqual(['error', 'why', []])
    expect(report?.neighbours).toHaveLength(15)
  })
})

describe('A27: hibernate', () => {
  it('goes on with what was named, and a crash is still reported', () => {
    const { said, world } = run(function* (say) {
      trapExit(true)
      yield* procLib.startLink(['m', 'sleeps', []])
      const [pid] = processInfo(self(), 'links') as readonly Pid[]
      send(pid as Pid, 'up')
      say(yield* flush())
    })
    const reason = ['kept', 'up']
    expect(said).toEqual([[['EXIT', expect.anything(), reason]]])
    expect(notes(world, 'crash_report')).toMatchObject([{ error_info: ['exit', reason, []] }])
  })
})
