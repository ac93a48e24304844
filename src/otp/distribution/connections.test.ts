/**
 * Connections that nodes end and begin themselves (otp-semantics B6, B8), and over seeds that both
 * ends agree (B3).
 */
import { describe, expect, it } from 'vitest'
import {
  type CodeServer,
  connectNode,
  disconnectNode,
  exitTo,
  link,
  monitor,
  monitorNode,
  monitorNodes,
  nodes,
  type Pid,
  processInfo,
  random,
  receive,
  register,
  send,
  spawnOn,
  type Term,
  trapExit,
} from '../../kernel/index.ts'
import { World, type WorldOptions } from '../../sim/index.ts'
import { crew } from './crew.ts'

const here = 'n@a'
const there = 'n@b'
const seeds = Array.from({ length: 40 }, (_, i) => i + 1)

/** Nodes without any OTP. */
function cluster(names: readonly string[] = [here, there], options: Partial<WorldOptions> = {}) {
  const team = crew()
  const load = (code: CodeServer) => {
    code.load('crew', '1', team.functions)
  }
  const world = new World({ seed: 1, load, ...options })
  for (const name of names) world.addNode(name)
  return { world, ...team.on(world) }
}

describe('B6: a connection', () => {
  it.each<[string, (pid: Pid) => unknown, unknown]>([
    ['a message', (pid) => send(pid, 'hi'), 'hi'],
    ['a message to a name', () => send(['inbox', there], 'hi'), 'hi'],
    ['an exit signal', (pid) => exitTo(pid, 'hi'), ['EXIT', 'hi']],
    ['a link', (pid) => link(pid), ['EXIT', 'normal']],
  ])('begins again with %s, after nodeup', (_, use, expected) => {
    const { start, ask, pass } = cluster()
    const heard: Term[] = []
    const to = start(there, function* () {
      trapExit(true)
      monitorNodes(true)
      register('inbox')
      for (;;) heard.push((yield receive()) as Term)
    })
    pass(5)
    ask(here, () => disconnectNode(there))
    pass(5)
    ask(here, () => use(to))
    pass(5)
    const short = heard.map((m) => (Array.isArray(m) && m[0] === 'EXIT' ? ['EXIT', m[2]] : m))
    expect(short).toEqual([['nodedown', here], ['nodeup', here], expected])
  })

  it('begins again with a monitor, a spawn, and the question for a node’s loss', () => {
    const { world, hear, ask, pass, sleeper } = cluster()
    const other = sleeper(there)
    for (const use of [() => monitor(other), () => monitorNode(there, true)]) {
      ask(here, () => disconnectNode(there))
      pass(5)
      const heard = hear(here, use)
      expect([heard, ask(here, () => nodes())]).toEqual([[], [there]])
      world.cut('a', 'b')
      pass(5)
      expect(heard).toHaveLength(1)
      world.mend('a', 'b')
    }
    ask(here, () => disconnectNode(there))
    pass(5)
    const pid = ask(here, () => spawnOn(there, ['crew', 'sleep', []])) as Pid
    expect([pid.node, pid.creation]).toEqual([there, 1])
  })

  it('is asked for: true at once when it stands, false when nobody is there', () => {
    const { world, ask } = cluster()
    const answers = function* () {
      const all: boolean[] = []
      for (const name of [here, there, 'n@nowhere']) all.push(yield* connectNode(name))
      return all
    }
    expect(ask(here, answers, 0)).toEqual([true, true, false])
    ask(here, () => disconnectNode(there))
    world.stopNode(there, 100)
    const later = function* () {
      monitorNode(there, true)
      send(['inbox', there], 'lost')
      return [yield* connectNode(there), (yield receive()) as Term]
    }
    expect(ask(here, later, 50)).toBe('still waits')
    expect(ask(here, later, 200)).toEqual([false, ['nodedown', there]])
  })

  it('is the world’s again when it was cut and mended', () => {
    const { world, ask, pass } = cluster()
    ask(here, () => disconnectNode(there))
    world.cut('a', 'b')
    pass(5)
    expect(ask(here, () => connectNode(there))).toBe(false)
    world.mend('a', 'b')
    expect([ask(here, () => nodes()), ask(there, () => nodes())]).toEqual([[there], [here]])
  })

  it('is given up after 7 s with a node that never agrees', () => {
    const { world, ask, pass } = cluster()
    ask(here, () => disconnectNode(there))
    const silent = world.node(there)
    silent.deliver = () => {}
    const trial = function* () {
      monitorNode(there, true)
      trapExit(true)
      const other = yield* spawnOn(there, ['crew', 'sleep', []], { link: true })
      return [other.node, yield* connectNode(there), nodes()]
    }
    expect(ask(here, trial, 6_900)).toBe('still waits')
    pass(200)
    expect(ask(here, trial, 15_000)).toEqual([there, false, []])
  })

  it('isn’t moved by words that make no sense', () => {
    const { world, ask } = cluster()
    const { console: from } = world.node(there)
    const say = (message: Term) => {
      const signal = { type: 'send', from, to: 'net_kernel', message } as const
      world.node(here).deliver([{ from: there, to: here, lamport: 1, cause: null, signal }])
    }
    const leader = [['group_leader', 1, 2], ['group_leader', from, from], ['group_leader']]
    const words = [null, 'disconnect', [], ['what'], ['connect'], ['connected', 'x'], ...leader]
    for (const word of words) say(word)
    expect(ask(here, () => nodes())).toEqual([there])
    say(['disconnect'])
    for (const word of words) say(word)
    expect(ask(here, () => nodes())).toEqual([])
  })

  it('takes no answer of an earlier attempt for its own', () => {
    const { start, pass, ask, sleeper } = cluster([here, there], { delayMs: [1, 1] })
    const bound = sleeper(here)
    const heard: Term[] = []
    start(there, function* () {
      trapExit(true)
      monitorNodes(true)
      for (;;) {
        const message = (yield receive()) as readonly Term[]
        heard.push(message[0] as Term)
        // Over the connection that the other end has given up meanwhile.
        if (message[0] === 'nodeup' && heard.length === 2) link(bound)
      }
    })
    start(here, function* () {
      monitorNodes(true)
      yield receive('nodeup')
      disconnectNode(there)
      yield* connectNode(there)
    })
    pass(5)
    ask(here, () => disconnectNode(there), 5)
    for (const [own, other] of [
      [here, there],
      [there, here],
    ] as const) {
      start(own, () => connectNode(other))
    }
    pass(20)
    expect(heard).toEqual(['nodedown', 'nodeup', 'EXIT', 'nodedown', 'nodeup'])
    expect(ask(here, () => processInfo(bound, 'links'))).toEqual([])
  })

  it.each(seeds)('has two ends that agree, whoever ends and begins it, seed %i', (seed) => {
    const { world, start, pass, ask } = cluster([here, there], { seed, delayMs: [0, 9] })
    const heard: Record<string, Term[]> = { [here]: [], [there]: [] }
    for (const [own, other] of [
      [here, there],
      [there, here],
    ] as const) {
      start(own, function* () {
        register('inbox')
        monitorNodes(true)
        for (;;) heard[own]?.push((yield receive()) as Term)
      })
      start(own, function* () {
        for (let n = 0; n < 300; n++) {
          const die = random(12)
          if (die === 0) disconnectNode(other)
          else if (die === 1) yield* connectNode(other)
          else send(['inbox', other], n)
          yield receive(undefined, random(4))
        }
      })
    }
    if (seed % 4 === 0) {
      world.at(300, () => world.cut('a', 'b', 20))
      world.at(400, () => world.mend('a', 'b'))
    }
    pass(2_000)
    expect(ask(here, () => connectNode(there))).toBe(true)
    expect([ask(here, () => nodes()), ask(there, () => nodes())]).toEqual([[there], [here]])
    for (const [own, messages] of Object.entries(heard)) {
      let up = true
      let last = -1
      for (const message of messages) {
        if (typeof message !== 'number') {
          expect(message).toEqual([up ? 'nodedown' : 'nodeup', own === here ? there : here])
          up = !up
        } else {
          expect([up, message > last]).toEqual([true, true])
          last = message
        }
      }
      expect(last).toBeGreaterThan(250)
    }
  })
})
