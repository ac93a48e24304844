/**
 * The order of what crosses from node to node, over seeds: signals of all kinds between two
 * processes, and nodeup and nodedown around those of one connection (otp-semantics A18, A19, B3).
 */
import { describe, expect, it } from 'vitest'
import {
  type CodeServer,
  demonitor,
  exit,
  exitTo,
  link,
  monitor,
  monitorNodes,
  type Pid,
  pause,
  random,
  receive,
  register,
  self,
  send,
  type Term,
  trapExit,
  unlink,
} from '../../kernel/index.ts'
import { World, type WorldOptions } from '../../sim/index.ts'
import { crew } from './crew.ts'

const here = 'n@a'
const there = 'n@b'
const third = 'n@c'
const seeds = Array.from({ length: 25 }, (_, i) => i + 1)

/** Nodes without any OTP. */
function cluster(names: readonly string[], options: Partial<WorldOptions> = {}) {
  const team = crew()
  const load = (code: CodeServer) => {
    code.load('crew', '1', team.functions)
  }
  const world = new World({ seed: 1, load, ...options })
  for (const name of names) world.addNode(name)
  return { world, ...team.on(world) }
}

describe('B3: nodeup comes before, nodedown after all signals of a connection', () => {
  it.each(seeds)('while the link comes and goes, seed %i', (seed) => {
    const { world, start, hear, pass } = cluster([here, there], { seed, delayMs: [0, 5] })
    const heard = hear(there, () => {
      register('inbox')
      monitorNodes(true)
    })
    start(here, function* () {
      for (let n = 0; ; n++) {
        send(['inbox', there], n)
        yield receive(undefined, random(3))
      }
    })
    for (let round = 0; round < 8; round++) {
      pass(10 + ((seed * 7 + round * 3) % 20))
      world.cut('a', 'b')
      pass(6 + ((seed + round) % 5))
      world.mend('a', 'b')
    }
    pass(50)
    let up = true
    let last = -1
    for (const message of heard) {
      if (typeof message !== 'number') {
        expect(message).toEqual([up ? 'nodedown' : 'nodeup', here])
        up = !up
        continue
      }
      expect([up, message > last]).toEqual([true, true])
      last = message
    }
    expect(heard.filter((m) => Array.isArray(m))).toHaveLength(16)
    expect(last).toBeGreaterThan(50)
  })
})

describe('A18, A19: what one process sends another arrives in the order of sending', () => {
  it.each(seeds)('messages and exit signals, with bonds between them, seed %i', (seed) => {
    const { start, hear, pass } = cluster([here, there], { seed, delayMs: [0, 30] })
    const inbox: Pid[] = []
    const heard = hear(there, () => {
      trapExit(true)
      inbox.push(self())
    })
    const [to] = inbox as [Pid]
    const count = 60
    start(here, function* () {
      for (let n = 0; n < count; n++) {
        if (random(2) === 0) send(to, n)
        else exitTo(to, n)
        const bond = [link, unlink, monitor][random(5)]
        bond?.(to)
        if (random(3) === 0) yield* pause()
      }
      link(to)
      exit('the end')
    })
    pass(2_000)
    const numbers = heard.map((m) => (Array.isArray(m) ? m[2] : m))
    expect(numbers).toEqual([...Array(count).keys(), 'the end'])
  })

  it.each(seeds)('a bond and its taking back, seed %i', (seed) => {
    const { start, pass, sleeper, hear } = cluster([here, there], { seed, delayMs: [0, 30] })
    const to = sleeper(there)
    const heard = hear(here, function* () {
      trapExit(true)
      for (let n = 0; n < 40; n++) {
        link(to)
        const ref = monitor(to)
        if (random(2) === 0) yield* pause()
        unlink(to)
        demonitor(ref)
        if (random(4) === 0) yield receive(() => false, random(40))
      }
    })
    pass(3_000)
    start(there, () => exitTo(to, 'kill'))
    pass(100)
    expect(heard).toEqual([])
  })

  it.each(seeds)('a bond, a word, and the end that the word brings, seed %i', (seed) => {
    const { pass, sleeper, hear } = cluster([here, there], { seed, delayMs: [0, 30] })
    const heard: Term[][] = []
    for (let n = 0; n < 10; n++) {
      const to = sleeper(there)
      heard.push(
        hear(here, () => {
          trapExit(true)
          link(to)
          monitor(to)
          send(to, 'end')
        }),
      )
    }
    pass(1_000)
    const ends = heard.map((list) => list.map((m) => [(m as Term[])[0], (m as Term[]).at(-1)]))
    for (const each of ends) {
      expect(each).toEqual([
        ['EXIT', 'normal'],
        ['DOWN', 'normal'],
      ])
    }
  })

  it.each(seeds)('a DOWN after all that the dead had sent, to each of many, seed %i', (seed) => {
    const { start, pass } = cluster([here, there, third], { seed, delayMs: [0, 30] })
    const heard: Term[][] = []
    const [first, second] = [here, third].map((name) =>
      start(name, function* () {
        const mine: Term[] = []
        heard.push(mine)
        for (;;) {
          const message = (yield receive()) as Term
          if (Array.isArray(message) && message[0] === 'watch') monitor(message[1] as Pid)
          else mine.push(Array.isArray(message) ? (message[0] as Term) : message)
        }
      }),
    ) as [Pid, Pid]
    start(there, function* () {
      for (const pid of [first, second]) send(pid, ['watch', self()])
      yield receive(undefined, 100)
      for (let n = 0; n < 20; n++) for (const pid of [first, second]) send(pid, n)
      exit('bye')
    })
    pass(2_000)
    const expected = [...Array(20).keys(), 'DOWN']
    expect(heard).toEqual([expected, expected])
  })
})
