/** erpc between nodes: every way a call can end, as a BEAM told them (otp-semantics B14). */
import { describe, expect, it } from 'vitest'
import {
  error,
  exit,
  exitTo,
  now,
  pause,
  Raised,
  type Ref,
  reasonOf,
  receive,
  register,
  type Start,
  self,
  send,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { crew, type Job } from './crew.ts'
import * as erpc from './erpc.ts'

const here = 'n@a'
const there = 'n@b'
const nowhere = 'n@nowhere'

/** What is called on the other node. */
const far = {
  fine: (...args: Term[]) => ['fine', ...args],
  exits: () => exit('why'),
  fails: () => error('why'),
  throws: () => {
    throw new Raised('throw', 'why')
  },
  *dies(reason: Term): Waits<void> {
    exitTo(self(), reason)
    yield* pause()
  },
  *slow(ms: number): Waits<Term> {
    yield receive(() => false, ms)
    return 'late'
  },
  nothing: () => undefined,
  noTerm: () => () => 1,
  tell: (to: Term) => send(['heard', to as string], 'told'),
}

const fn = (name: string, ...args: Term[]): Start => ['far', name, args]

function cluster() {
  const team = crew()
  const world = new World({
    seed: 1,
    load: (code) => {
      code.load('erpc', 'otp', erpc.erpcModule)
      code.load('far', '1', far)
      code.load('crew', '1', team.functions)
    },
  })
  for (const name of [here, there]) world.addNode(name)
  const on = team.on(world)
  const ask = (job: Job) => on.ask(here, job, 100)
  return { world, ...on, ask }
}

describe('erpc.call', () => {
  const ends: readonly (readonly [name: string, Start, unknown])[] = [
    ['answers what the function returned', fn('fine', 1, 'a'), ['fine', 1, 'a']],
    ['tells an exit apart', fn('exits'), ['exit', ['exception', 'why']]],
    ['tells an error apart', fn('fails'), ['error', ['exception', 'why', []]]],
    ['throws again what was thrown', fn('throws'), ['throw', 'why']],
    ['tells an end by kill', fn('dies', 'kill'), ['exit', ['signal', 'killed']]],
    ['tells an end by another signal', fn('dies', 'foo'), ['exit', ['signal', 'foo']]],
    ['knows undefined as an atom', fn('nothing'), 'undefined'],
    [
      'tells an undefined function',
      fn('none', 1),
      ['error', ['exception', ['undef', ['far', 'none', 1]], []]],
    ],
  ]

  it.each(ends)('%s, with and without a time limit', (_, start, expected) => {
    const { ask } = cluster()
    expect(ask(() => erpc.call(there, start))).toEqual(expected)
    expect(ask(() => erpc.call(there, start, 50))).toEqual(expected)
    expect(ask(() => erpc.call(here, start, 50))).toEqual(expected)
  })

  it('refuses a result that is no term, as the function’s error', () => {
    const { ask } = cluster()
    const [kind, reason] = ask(() => erpc.call(there, fn('noTerm'))) as [string, Term[]]
    expect([kind, reason[0], (reason[1] as Term[])[0]]).toEqual(['error', 'exception', 'badarg'])
  })

  it('on its own node without a time limit runs in the caller', () => {
    const { ask } = cluster()
    expect(ask(() => erpc.call(here, fn('exits')))).toEqual(['exit', ['exception', 'why']])
    expect(ask(() => erpc.call(here, fn('dies', 'foo')))).toBe('still waits')
  })

  it('fails with noconnection when the node isn’t there, or is lost on the way', () => {
    const { world, ask } = cluster()
    const none = ['error', ['erpc', 'noconnection']]
    expect(ask(() => erpc.call(nowhere, fn('fine')))).toEqual(none)
    expect(ask(() => erpc.call(nowhere, fn('fine'), 50))).toEqual(none)
    world.at(world.now + 20, () => world.cut('a', 'b'))
    expect(ask(() => erpc.call(there, fn('slow', 60)))).toEqual(none)
  })

  it('gives up in time, also while nobody has noticed the loss; nothing comes later', () => {
    const { world, ask } = cluster()
    const late = ['error', ['erpc', 'timeout']]
    expect(ask(() => erpc.call(there, fn('slow', 60), 20))).toEqual(late)
    world.cut('a', 'b', 10_000)
    const afterwards = ask(function* (): Waits<Term> {
      let reason: Term = null
      try {
        yield* erpc.call(there, fn('fine'), 20)
      } catch (thrown) {
        reason = reasonOf(thrown)
      }
      return [reason, (yield receive(undefined, 50)) ?? 'silence']
    })
    expect(afterwards).toEqual([[['erpc', 'timeout'], []], 'silence'])
  })

  it('refuses what is no call', () => {
    const { ask } = cluster()
    const badarg = ['error', ['erpc', 'badarg']]
    const noList = ['far', 'fine', 1] as unknown as Start
    expect(ask(() => erpc.call(there, noList))).toEqual(badarg)
    expect(ask(() => erpc.call(there, fn('fine'), -1))).toEqual(badarg)
    expect(ask(() => erpc.cast(7 as unknown as string, fn('fine')))).toEqual(badarg)
  })
})

describe('erpc', () => {
  it('multicall answers for each node in its order, within one time limit', () => {
    const { ask } = cluster()
    const nodes = [here, nowhere, there]
    const lost = ['error', ['erpc', 'noconnection']]
    const late = ['error', ['erpc', 'timeout']]
    const all = (name: string, ...args: Term[]) =>
      ask(() => erpc.multicall(nodes, fn(name, ...args)))
    expect(all('fine')).toEqual([['ok', ['fine']], lost, ['ok', ['fine']]])
    expect(all('throws')).toEqual([['throw', 'why'], lost, ['throw', 'why']])
    const exited = ['exit', ['exception', 'why']]
    expect(all('exits')).toEqual([exited, lost, exited])
    const slow = ask(function* () {
      const since = now()
      return [yield* erpc.multicall(nodes, fn('slow', 80), 30), now() - since]
    })
    expect(slow).toEqual([[late, lost, late], 30])
  })

  it('cast and multicast run it there and never fail', () => {
    const { world, start, ask } = cluster()
    const heard: Term[] = []
    start(here, function* () {
      register('heard')
      for (;;) heard.push((yield receive()) as Term)
    })
    world.runUntil(20)
    expect(ask(() => erpc.cast(there, fn('tell', here)))).toBe('ok')
    expect(ask(() => erpc.cast(nowhere, fn('tell', here)))).toBe('ok')
    expect(ask(() => erpc.multicast([here, nowhere, there], fn('tell', here)))).toBe('ok')
    expect(heard).toEqual(['told', 'told', 'told'])
  })

  it('asks now and waits later, as often as one likes', () => {
    const { ask } = cluster()
    const said = ask(function* () {
      const id = erpc.sendRequest(there, fn('slow', 30))
      const first = yield* erpc.waitResponse(id, 10)
      return [first, yield* erpc.waitResponse(id, 50), yield* erpc.waitResponse(id)]
    })
    expect(said).toEqual(['no_response', ['response', 'late'], 'no_response'])
    const call = (job: (id: Ref) => unknown, start = fn('slow', 30)) =>
      ask(() => job(erpc.sendRequest(there, start)))
    expect(call((id) => erpc.receiveResponse(id))).toBe('late')
    expect(call((id) => erpc.receiveResponse(id, 5))).toEqual(['error', ['erpc', 'timeout']])
    const twice = function* (id: Ref): Waits<Term> {
      yield* erpc.waitResponse(id, 50)
      return yield* erpc.receiveResponse(id, 5)
    }
    expect(call(twice)).toEqual(['error', ['erpc', 'badarg']])
    expect(call((id) => erpc.receiveResponse(id), fn('exits'))).toEqual([
      'exit',
      ['exception', 'why'],
    ])
  })

  it('knows the response among the messages of a program', () => {
    const { ask } = cluster()
    const check = (start: Start) =>
      ask(function* () {
        const id = erpc.sendRequest(there, start)
        expect(erpc.checkResponse('something else', id)).toBe('no_response')
        return erpc.checkResponse((yield receive()) as Term, id)
      })
    expect(check(fn('fine'))).toEqual(['response', ['fine']])
    expect(check(fn('fails'))).toEqual(['error', ['exception', 'why', []]])
  })
})
