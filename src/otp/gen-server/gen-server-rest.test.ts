/** How a gen_server waits for its next message: rows C7 and C14 of otp-semantics. */
import { describe, expect, it } from 'vitest'
import { type Pid, processInfo, self, send, type Term, type Waits } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { type Modules, play, scripted, wait } from '../gen/scripted.ts'
import * as genServer from './gen-server.ts'

const deeds = {
  mailSelf: () => {
    send(self(), 'first')
    return ['ok', [], 0]
  },
}

const run = (main: Parameters<typeof play>[2], more: Modules = {}) =>
  play(World, { cb: scripted(deeds), ...more }, main)

function* started(args: Term, options = {}, module = 'cb'): Waits<Pid> {
  const [, pid] = (yield* genServer.startLink(module, args, options)) as readonly [string, Pid]
  return pid
}

describe('C7: a timeout', () => {
  it('is the message timeout, once', () => {
    const { said } = run(function* (say) {
      const pid = yield* started(['ret', ['ok', [], 50]])
      yield* wait(40)
      const early = processInfo(pid, 'message_queue_len')
      yield* wait(200)
      say([early, yield* genServer.call(pid, 'get')])
    })
    expect(said).toEqual([[0, ['timeout']]])
  })

  it('is called off by any message', () => {
    const { said } = run(function* (say) {
      const pid = yield* started(['ret', ['ok', [], 50]])
      yield* wait(20)
      send(pid, 'x')
      yield* wait(200)
      say(yield* genServer.call(pid, 'get'))
    })
    expect(said).toEqual([['x']])
  })

  it('of a callback that waited counts from its end', () => {
    const { said } = run(
      function* (say) {
        const pid = yield* started([], {}, 'slow')
        genServer.cast(pid, 'x')
        yield* wait(50)
        say(yield* genServer.call(pid, 'get'))
        genServer.cast(pid, 'x')
        yield* wait(70)
        say(yield* genServer.call(pid, 'get'))
      },
      {
        slow: {
          ...scripted(),
          *handleCast(_: Term, s: Term[]): Waits<Term> {
            yield* wait(30)
            return ['noreply', s, 30]
          },
        },
      },
    )
    expect(said).toEqual([[], ['timeout']])
  })

  it('of 0 comes after what waits already, and at once else', () => {
    const { said } = run(function* (say) {
      const busy = yield* started(['do', 'mailSelf'])
      const idle = yield* started(['ret', ['ok', [], 0]])
      yield* wait(1)
      say([yield* genServer.call(busy, 'get'), yield* genServer.call(idle, 'get')])
    })
    expect(said).toEqual([[['first'], ['timeout']]])
  })

  it('of 0 comes before what is sent afterwards', () => {
    const { said } = run(function* (say) {
      const pid = yield* started([])
      genServer.cast(pid, ['ret', ['noreply', ['x'], 0]])
      yield null
      genServer.cast(pid, 'y')
      say(yield* genServer.call(pid, 'get'))
    })
    expect(said).toEqual([['y', 'timeout', 'x']])
  })

  it('doesn’t come before its time when an earlier one came too late', () => {
    // When y is taken, the timeout of x lies behind it in the mailbox.
    const busy = {
      ...scripted(),
      handleCast: (m: Term, s: Term[]) => ['noreply', [m, ...s], m === 'x' ? 0 : 50],
    }
    const { said } = run(
      function* (say) {
        const pid = yield* started([], {}, 'busy')
        genServer.cast(pid, 'x')
        genServer.cast(pid, 'y')
        yield* wait(20)
        say(yield* genServer.call(pid, 'get'))
      },
      { busy },
    )
    expect(said).toEqual([['y', 'x']])
  })
})

describe('C14: hibernation', () => {
  const hibernating = ['gen_server', 'wakeHib', 2]
  const looping = ['gen_server', 'loop', 2]
  const now = (pid: Pid) => processInfo(pid, 'current_function')

  it('lasts until the next message', () => {
    const { said } = run(function* (say) {
      const pid = yield* started(['ret', ['ok', [], 'hibernate']])
      say(now(pid))
      send(pid, 'x')
      yield* wait(1)
      say(now(pid))
      send(pid, ['ret', ['noreply', [], 'hibernate']])
      yield* wait(1)
      say(now(pid))
      send(pid, ['ret', ['noreply', [], 20]])
      yield* wait(1)
      say(now(pid))
      yield* wait(30)
      say(yield* genServer.call(pid, 'get'))
    })
    expect(said).toEqual([hibernating, looping, hibernating, looping, ['timeout']])
  })

  it('isn’t ended by a timeout of before', () => {
    const { said } = run(function* (say) {
      const pid = yield* started([])
      genServer.cast(pid, ['ret', ['noreply', ['x'], 0]])
      genServer.cast(pid, ['ret', ['noreply', ['y'], 'hibernate']])
      yield* wait(10)
      say([now(pid), yield* genServer.call(pid, 'get')])
    })
    expect(said).toEqual([[hibernating, ['y']]])
  })

  it('begins by itself after hibernateAfterMs without a message', () => {
    const { said } = run(function* (say) {
      const pid = yield* started([], { hibernateAfterMs: 30 })
      yield* wait(20)
      send(pid, 'x')
      yield* wait(20)
      say(now(pid))
      yield* wait(20)
      say(now(pid))
      say([yield* genServer.call(pid, 'get'), now(pid)])
    })
    expect(said).toEqual([looping, hibernating, [['x'], looping]])
  })
})
