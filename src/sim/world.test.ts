/** The world itself: who is connected, and what a pause, a slow node and a wrong clock do. */
import { describe, expect, it } from 'vitest'
import {
  type CodeServer,
  halt,
  monitorNodes,
  node,
  nodes,
  now,
  type Pid,
  receive,
  register,
  self,
  send,
} from '../kernel/index.ts'
import { World } from './world.ts'
import type { WorldOptions } from './world-options.ts'

type Program = Readonly<Record<string, (...args: never[]) => unknown>>

const two = ['n1@a', 'n1@b'] as const

/** A world with such a `main` on its first node, at its time 0. */
function worldOf(functions: Program, options: Partial<WorldOptions> = {}): World {
  const load = (code: CodeServer) => code.load('m', '1', { ...functions })
  const world = new World({ seed: 1, load, ...options })
  for (const name of two) world.addNode(name)
  return world
}

/** Says what it is told and when it was told, by its own node's clock. */
function* listener(heard: [number, unknown][]) {
  register('listener', self())
  for (;;) {
    const message = (yield receive()) as unknown
    heard.push([now(), message])
  }
}

function* speaker(count: number, everyMs: number) {
  for (let n = 1; n <= count; n++) {
    send(['listener', 'n1@b'], n)
    yield receive(undefined, everyMs)
  }
}

function talk(options: Partial<WorldOptions>, disturb: (world: World) => void) {
  const heard: [number, unknown][] = []
  const world = worldOf(
    { listener: () => listener(heard), speaker: speaker as never },
    { delayMs: [1, 1], ...options },
  )
  world.start('n1@b', ['m', 'listener', []])
  world.start('n1@a', ['m', 'speaker', [10, 10]])
  disturb(world)
  world.runUntil(1_000)
  return heard
}

describe('nodes without a mesh', () => {
  it('are connected when one of them first says something', () => {
    const seen: unknown[] = []
    const program = {
      *asked() {
        register('asked', self())
        seen.push([node(), nodes()])
        const [, who] = (yield receive()) as unknown as [string, Pid]
        seen.push([node(), nodes()])
        send(who, 'here')
      },
      *main() {
        seen.push([node(), nodes()])
        send(['asked', 'n1@b'], ['who', self()])
        seen.push([node(), nodes()])
        yield receive()
        seen.push([node(), nodes()])
      },
    }
    const world = worldOf(program as never, { mesh: false })
    world.start('n1@b', ['m', 'asked', []])
    world.start('n1@a', ['m', 'main', []])
    world.runUntil(100)
    expect(seen).toEqual([
      ['n1@a', []],
      ['n1@a', []],
      ['n1@b', []],
      ['n1@b', ['n1@a']],
      ['n1@a', ['n1@b']],
    ])
  })

  it('learn of an end when they were connected, and reach the next life', () => {
    const heard = talk({ mesh: false }, (world) => {
      world.at(35, () => world.stopNode('n1@b', 5))
      world.at(60, () => world.addNode('n1@b'))
      world.at(61, () => world.start('n1@b', ['m', 'listener', []]))
    })
    expect(heard.map(([, n]) => n)).toEqual([1, 2, 3, 4, 7, 8, 9, 10])
  })
})

describe('a node that is disturbed', () => {
  it('hears everything when nothing disturbs it', () => {
    expect(talk({}, () => {})).toEqual(Array.from({ length: 10 }, (_, n) => [10 * n + 1, n + 1]))
  })

  it('takes in what came in its pause when that is over, in order', () => {
    const heard = talk({}, (world) => world.at(15, () => world.pause('n1@b', 30)))
    expect(heard.slice(0, 6)).toEqual([
      [1, 1],
      [11, 2],
      [45, 3],
      [45, 4],
      [45, 5],
      [51, 6],
    ])
  })

  it('is late with its own timers when it is paused', () => {
    const heard = talk({}, (world) => world.at(15, () => world.pause('n1@a', 30)))
    expect(heard.slice(0, 4)).toEqual([
      [1, 1],
      [11, 2],
      [46, 3],
      [56, 4],
    ])
  })

  it('is busy with each thing for a while when it is slow', () => {
    const heard = talk({}, (world) => world.slow('n1@b', 25))
    expect(heard.slice(0, 4)).toEqual([
      [1, 1],
      [26, 2],
      [51, 3],
      [76, 4],
    ])
  })

  it('waits too long or too short when its clock is wrong, and shows another time', () => {
    const fast = talk({}, (world) => world.drift('n1@a', 1_000_000))
    expect(fast.map(([time]) => time)).toEqual(Array.from({ length: 10 }, (_, n) => 5 * n + 1))
    const slow = talk({}, (world) => world.drift('n1@b', -500_000))
    expect(slow.map(([time]) => time)).toEqual(
      Array.from({ length: 10 }, (_, n) => (10 * n + 1) / 2),
    )
  })

  it('hears nothing on a way that is closed, and speaks on the other', () => {
    const heard = talk({}, (world) => {
      const way = { from: 'n1@a', to: 'n1@b', oneWay: true } as const
      world.at(15, () => world.strike({ do: 'cut', ...way }))
      world.at(55, () => world.strike({ do: 'mend', ...way }))
    })
    expect(heard.map(([, n]) => n)).toEqual([1, 2, 7, 8, 9, 10])
  })
})

describe('two worlds of one seed', () => {
  it('do the same, and others do not', () => {
    const times = (seed: number) => talk({ seed, delayMs: [0, 9] }, () => {}).map(([time]) => time)
    expect(times(3)).toEqual(times(3))
    expect(times(3)).not.toEqual(times(4))
  })
})

describe('what was on its way', () => {
  /** n1@a says `old` at 10; frames take 5 ms. */
  const said = (disturb: (world: World) => void, options: Partial<WorldOptions> = {}) => {
    const heard: [number, unknown][] = []
    const program: Program = {
      listener: () => listener(heard),
      *speaker() {
        yield receive(undefined, 10)
        send(['listener', 'n1@b'], 'old')
        yield receive(undefined, 1_000)
      },
    }
    const world = worldOf(program, { delayMs: [5, 5], ...options })
    world.start('n1@b', ['m', 'listener', []])
    world.start('n1@a', ['m', 'speaker', []])
    disturb(world)
    world.runUntil(20_000)
    return { world, messages: heard.map(([, message]) => message) }
  }

  it('to a life that ended never reaches the next one', () => {
    const { messages } = said((world) => {
      world.at(12, () => world.restart('n1@b'))
      world.at(13, () => world.start('n1@b', ['m', 'listener', []]))
    })
    expect(messages).toEqual([])
  })

  it('is lost with the connection also while it waits at a paused node', () => {
    const { messages } = said((world) => {
      world.at(5, () => world.pause('n1@b', 5_000))
      world.at(20, () => world.strike({ do: 'cut', from: 'a', to: 'b' }))
      world.at(2_000, () => world.strike({ do: 'heal' }))
    })
    expect(messages).toEqual([])
  })

  it('comes before the news of its sender’s end, also at a paused node', () => {
    const heard: unknown[] = []
    const program: Program = {
      *listener() {
        register('listener', self())
        monitorNodes(true)
        for (;;) {
          const message = (yield receive()) as unknown
          heard.push([now(), message])
        }
      },
      *speaker() {
        yield receive(undefined, 10)
        send(['listener', 'n1@b'], 'bye')
        halt()
      },
    }
    const world = worldOf(program)
    world.start('n1@b', ['m', 'listener', []])
    world.start('n1@a', ['m', 'speaker', []])
    world.at(5, () => world.pause('n1@b', 95))
    world.runUntil(1_000)
    expect(heard).toEqual([
      [100, 'bye'],
      [100, ['nodedown', 'n1@a']],
    ])
  })

  it('of a handshake leaves no half connection when the way is cut', () => {
    const { world } = said(
      (world) => {
        world.at(17, () => world.strike({ do: 'cut', from: 'a', to: 'b' }))
        world.at(10_000, () => world.strike({ do: 'heal', all: true }))
      },
      { mesh: false },
    )
    const peers = world.living.map((each) => [...each.peers.keys()])
    expect(peers).toEqual([[], []])
  })
})
