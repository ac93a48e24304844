/** Asking now and hearing later, asking many, stopping: rows C11–C13 of otp-semantics. */
import { describe, expect, it } from 'vitest'
import {
  exit,
  makeRef,
  type Pid,
  register,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { flush, type Modules, outcome, play, scripted, wait } from '../gen/scripted.ts'
import * as genServer from './gen-server.ts'

const deeds = {
  normal: (s: Term) => ['stop', 'normal', s],
  leave: () => exit('boom'),
  *slow(s: Term, from: Term): Waits<Term> {
    yield* wait(40)
    if (from !== null) genServer.reply(from as unknown as genServer.From, 'late')
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

describe('C11: requests', () => {
  it('are answered, or told why not', () => {
    const said = run(function* (say, pid) {
      const one = genServer.sendRequest('s', 'get')
      say(yield* genServer.waitResponse(one, 100))
      const none = genServer.sendRequest('nobody', 'get')
      say(yield* genServer.waitResponse(none, 100))
      const far = genServer.sendRequest(['nobody', 'n1@b'], 'get')
      say(yield* genServer.waitResponse(far, 100))
      const dying = genServer.sendRequest('s', ['do', 'leave'])
      const [kind, [reason, who]] = (yield* genServer.waitResponse(dying, 100)) as [string, Term[]]
      say([kind, reason, who === pid])
      say(yield* flush())
    })
    expect(said).toEqual([
      ['reply', 'st'],
      ['error', ['noproc', 'nobody']],
      ['error', ['noproc', ['nobody', 'n1@b']]],
      ['error', 'boom', true],
      [],
    ])
  })

  it('live on after waiting in vain, and not after receiving in vain', () => {
    const said = run(function* (say) {
      const kept = genServer.sendRequest('s', ['do', 'slow'])
      say(yield* genServer.waitResponse(kept, 10))
      say(yield* genServer.waitResponse(kept, 100))
      const given = genServer.sendRequest('s', ['do', 'slow'])
      say(yield* genServer.receiveResponse(given, 10))
      say(yield* flush())
    })
    expect(said).toEqual(['timeout', ['reply', 'late'], 'timeout', []])
  })

  it('are recognised in a message that was received', () => {
    const said = run(function* (say) {
      const id = genServer.sendRequest('s', 'get')
      const [message] = (yield* flush()) as [Term]
      say(genServer.checkResponse('other', id))
      say(genServer.checkResponse(message, makeRef()))
      say(genServer.checkResponse(message, id))
    })
    expect(said).toEqual(['no_reply', 'no_reply', ['reply', 'st']])
  })

  it('are collected with labels, and taken out as they are answered', () => {
    const said = run(function* (say) {
      let ids = genServer.sendRequest('s', ['do', 'slow'], 'l1', genServer.reqidsNew())
      ids = genServer.reqidsAdd(genServer.sendRequest(['s', 'n1@b'], 'get'), 'l2', ids)
      say([genServer.reqidsSize(ids), genServer.reqidsToList(ids).map(([, label]) => label)])
      for (let left = ids; ; ) {
        const news = yield* genServer.waitResponse(left, 100, true)
        if (typeof news === 'string') return say(news)
        left = news[2]
        say([news[0], news[1], genServer.reqidsSize(left)])
      }
    })
    expect(said).toEqual([
      [2, ['l1', 'l2']],
      [['reply', 'far'], 'l2', 1],
      [['reply', 'late'], 'l1', 0],
      'no_request',
    ])
  })

  it('of a collection are all abandoned when receiving was in vain', () => {
    const said = run(function* (say) {
      let ids = genServer.sendRequest('s', ['do', 'slow'], 1, genServer.reqidsNew())
      ids = genServer.sendRequest('s', 'get', 2, ids)
      say(yield* genServer.receiveResponse(ids, 10, true))
      say(yield* flush())
    })
    expect(said).toEqual(['timeout', []])
  })

  it('stay in the collection when they are only looked at', () => {
    const said = run(function* (say) {
      const ids = genServer.sendRequest('nobody', 'get', 'l', genServer.reqidsNew())
      const [message] = (yield* flush()) as [Term]
      const news = genServer.checkResponse(message, ids, false)
      say([news[0], news[1], (news[2] as unknown[]).length])
      say(yield* outcome(add(ids)))
    })
    const twice = ['badarg', "reqidsAdd: id must be a request's, and not in the collection"]
    expect(said[0]).toEqual([['error', ['noproc', 'nobody']], 'l', 1])
    expect((said[1] as Term[][])[1]?.[0]).toEqual(twice)
  })

  // biome-ignore lint/correctness/useYield: an outcome is asked of something that may wait.
  function* add(ids: ReturnType<typeof genServer.reqidsNew>): Waits<unknown> {
    return genServer.reqidsAdd(ids[0]?.[0] as never, 'again', ids)
  }
})

describe('C12: multiCall', () => {
  it('answers who replied and who didn’t, in the order of the nodes', () => {
    const said = run(function* (say) {
      say(yield* genServer.multiCall('s', 'get'))
      say(yield* genServer.multiCall(['n1@b', 'n1@gone', 'n1@a'], 's', 'get'))
      say(yield* genServer.multiCall(['n1@a'], 'nobody', 'get'))
    })
    expect(said).toEqual([
      [
        [
          ['n1@a', 'st'],
          ['n1@b', 'far'],
        ],
        [],
      ],
      [
        [
          ['n1@b', 'far'],
          ['n1@a', 'st'],
        ],
        ['n1@gone'],
      ],
      [[], ['n1@a']],
    ])
  })

  it('drops what comes after its time', () => {
    const said = run(function* (say) {
      genServer.cast('s', ['do', 'slow'])
      say(yield* genServer.multiCall(['n1@a', 'n1@b'], 's', 'get', 20))
      yield* wait(100)
      say(yield* flush())
    })
    expect(said).toEqual([[[['n1@b', 'far']], ['n1@a']], []])
  })

  it('of oneself alone is a bad node', () => {
    const said = run(function* (say) {
      register('me')
      say(yield* genServer.multiCall(['n1@a'], 'me', 'get'))
    })
    expect(said).toEqual([[[], ['n1@a']]])
  })
})

describe('C13: stop', () => {
  it('runs terminate and waits for the end', () => {
    const said = run(function* (say, pid) {
      say(yield* genServer.stop('s'))
      say(yield* outcome(genServer.call(pid, 'get', 10)))
      say(yield* genServer.stop(['s', 'n1@b'], 'why', 100))
    })
    expect(said[0]).toBe('ok')
    expect((said[1] as Term[][])[1]?.[0]).toBe('noproc')
    expect(said[2]).toBe('ok')
  })

  it('of nobody exits with noproc, of one that is busy with timeout', () => {
    const said = run(function* (say) {
      say(yield* outcome(genServer.stop('nobody')))
      genServer.cast('s', ['do', 'slow'])
      say(yield* outcome(genServer.stop('s', 'normal', 10)))
    })
    expect(said).toEqual([
      ['EXIT', 'noproc'],
      ['EXIT', 'timeout'],
    ])
  })

  it('exits with the reason of another end', () => {
    const odd = { ...scripted(), terminate: () => exit('other') }
    const said = run(
      function* (say) {
        trapExit(true)
        const [, pid] = yield* genServer.startLink('odd')
        say(yield* outcome(genServer.stop(pid as Pid)))
        say(yield* flush())
      },
      { odd },
    )
    expect(said[0]).toEqual(['EXIT', 'other'])
    expect((said[1] as Term[][])[0]?.[2]).toBe('other')
  })
})
