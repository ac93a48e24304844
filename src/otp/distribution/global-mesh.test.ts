/**
 * What global does for the shape of a cluster (otp-semantics B6, B7): after one connection of a
 * full mesh was ended, nodes saw each other in a real Erlang as here.
 */
import { describe, expect, it } from 'vitest'
import { connectNode, disconnectNode, nodes, receive } from '../../kernel/index.ts'
import { World, type WorldOptions } from '../../sim/index.ts'
import { crew } from './crew.ts'
import * as erpc from './erpc.ts'
import * as global from './global.ts'

/** Nodes of machines with these letters, with a name server each. */
function cluster(letters: string, options?: global.GlobalOptions, world?: Partial<WorldOptions>) {
  const team = crew()
  const stage = new World({
    seed: 1,
    // A loss is known to both ends before anybody hears of it from a third.
    delayMs: [1, 1],
    ...world,
    load: (code) => {
      code.load('erpc', 'otp', erpc.erpcModule)
      code.load('global', 'otp', global.globalModule)
      code.load('crew', '1', team.functions)
    },
  })
  const on = team.on(stage)
  for (const letter of letters) {
    stage.addNode(`n@${letter}`)
    on.start(`n@${letter}`, function* () {
      yield* global.startLink(options)
      yield receive()
    })
  }
  on.pass(3_000)
  /** Whom each sees: `a:bc b:ac c:ab`. */
  const views = () =>
    stage.living.map(({ name }) => {
      const letter = name.slice(2)
      const seen = on.ask(`n@${letter}`, () => nodes()) as string[]
      return `${letter}:${seen
        .map((name) => name.slice(2))
        .sort()
        .join('')}`
    })
  const disconnect = (one: string, other: string) => {
    on.ask(`n@${one}`, () => disconnectNode(`n@${other}`))
    on.pass(500)
    return views().join(' ')
  }
  const connect = (one: string, other: string) => {
    on.ask(`n@${one}`, () => connectNode(`n@${other}`))
    on.pass(500)
    return views().join(' ')
  }
  return { world: stage, ...on, views, connect, disconnect }
}

/** Two letters of the six, another pair for each seed. */
function pairOf(seed: number): readonly [string, string] {
  const one = seed % 6
  const other = (one + 1 + (seed % 5)) % 6
  return ['abcdef'[one] as string, 'abcdef'[other] as string]
}

describe('B7: who has lost one node', () => {
  it.each([
    ['abc', 'ab', 'a: b: c:'],
    ['abcd', 'ab', 'a: b: c:d d:c'],
    ['abcde', 'bd', 'a:ce b: c:ae d: e:ac'],
  ])('of %s, where %s part, keeps no node that others have lost', (letters, pair, expected) => {
    const { disconnect } = cluster(letters)
    expect(disconnect(pair[0] as string, pair[1] as string)).toBe(expected)
  })

  it('keeps the others when that isn’t to be prevented', () => {
    const { disconnect } = cluster('abc', { preventOverlappingPartitions: false })
    expect(disconnect('a', 'b')).toBe('a:c b:c c:ab')
  })

  it('does nothing more where whole partitions part, or a node ends', () => {
    const { world, pass, views } = cluster('abcd')
    for (const pair of ['ac', 'ad', 'bc', 'bd']) world.cut(pair[0] as string, pair[1] as string)
    pass(500)
    expect(views().join(' ')).toBe('a:b b:a c:d d:c')
    world.stopNode('n@b')
    pass(500)
    expect(views().join(' ')).toBe('a: c:d d:c')
  })

  it.each(Array.from({ length: 40 }, (_, i) => i + 1))(
    'leaves partitions that don’t overlap, whoever hears first, seed %i',
    (seed) => {
      const { disconnect } = cluster('abcdef', {}, { seed, delayMs: [0, 8] })
      const seen = disconnect(...pairOf(seed)).split(' ')
      const parts = seen.map((view) => [...view.replace(':', '')].sort().join(''))
      for (const part of parts) {
        expect(parts.filter((each) => each === part)).toHaveLength(part.length)
      }
    },
  )

  it('is told of a second loss as of the first', () => {
    const { disconnect, connect } = cluster('abc')
    for (let round = 0; round < 3; round++) {
      expect(disconnect('a', 'b')).toBe('a: b: c:')
      connect('a', 'b')
      expect(connect('a', 'c')).toBe('a:bc b:ac c:ab')
    }
  })
})

describe('B6: who connects with one node', () => {
  it('is connected with all of that node’s, too', () => {
    const { disconnect, connect } = cluster('abcd')
    expect(disconnect('a', 'b')).toBe('a: b: c:d d:c')
    expect(connect('a', 'b')).toBe('a:b b:a c:d d:c')
    expect(connect('b', 'c')).toBe('a:bcd b:acd c:abd d:abc')
  })
})
