/** How children and supervisors end, row by row of otp-semantics D, told as a story. */
import { describe, expect, it } from 'vitest'
import { exitTo, type Pid, spawn, type Waits } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import {
  type Act,
  acting,
  add,
  die,
  dies,
  named,
  pass,
  reportsOf,
  stop,
  storyOf,
} from './supervisor-fixtures.ts'

interface Play {
  readonly world: World
  /** `+a`: child a starts. `-a reason`: it ends. */
  readonly story: readonly string[]
  /** Supervisor reports, `context reason id`. */
  readonly reports: readonly string[]
  readonly heard: unknown
}

function play(flags: object, specs: readonly object[], act: Act, more: object = {}): Play {
  const { modules, heard } = acting(flags, specs, act, more)
  const world = new World({
    seed: 1,
    load: (code) => {
      for (const [name, exports] of Object.entries(modules)) code.load(name, '1', exports)
    },
  })
  world.addNode('n1@a')
  world.start('n1@a', ['main', 'run', []])
  world.runUntil(100_000)
  const { trace } = world
  return { world, story: storyOf(trace), reports: reportsOf(trace), heard: heard() }
}

const abc = (more: object = {}) => ['a', 'b', 'c'].map((id) => named(id, 'polite', more))
const born = ['+a', '+b', '+c']

describe('D8 shutdown', () => {
  const ends = (manner: 'polite' | 'deaf' | 'crash' | 'normal', more: object) =>
    play({}, [named('a', manner, more)], stop('a'))

  it.each([
    ['polite', { shutdown: 100 }, 'shutdown', []],
    ['deaf', { shutdown: 100 }, 'killed', ['shutdown_error killed a']],
    ['deaf', { shutdown: 'brutal_kill' }, 'killed', []],
    ['crash', { shutdown: 'infinity' }, 'crashed', ['shutdown_error crashed a']],
    ['normal', { shutdown: 100 }, 'normal', ['shutdown_error normal a']],
    ['normal', { shutdown: 100, restart: 'transient' }, 'normal', []],
  ] as const)('of a %s child by %j ends it with %s', (manner, more, reason, reports) => {
    const played = ends(manner, more)
    expect(played.story).toEqual(['+a', `-a ${reason}`])
    expect(played.reports).toEqual(reports)
  })

  it('waits as long as the spec says and no longer', () => {
    const { world } = play({}, [named('a', 'deaf', { shutdown: 700 })], stop('a'))
    const { trace } = world
    let killedAt = 0
    for (let i = trace.first; i < trace.end; i++) {
      const event = trace.at(i)
      if (event.kind === 'exit' && event.term === 'killed') killedAt = event.at
    }
    expect(killedAt).toBe(700)
  })

  it('stops the children of simple_one_for_one at the same time', () => {
    const template = { id: 't', start: ['kid', 'start', []], shutdown: 500 }
    const { story, reports, world } = play(
      { strategy: 'simple_one_for_one' },
      [template],
      function* (sup) {
        for (const id of ['a', 'b', 'c']) yield* add([id, id === 'b' ? 'polite' : 'deaf'])(sup)
        exitTo(sup, 'shutdown')
        yield* pass(10_000)
      },
    )
    const killed = ['-a killed', '-c killed', '-sup shutdown']
    expect(story).toEqual([...born, '-b shutdown', ...killed])
    expect(reports).toEqual(['shutdown_error killed t'])
    expect(world.node('n1@a').processes.size).toBe(1)
  })
})

describe('D12 auto_shutdown', () => {
  const significant = { significant: true, restart: 'transient' }
  const specs = [named('a', 'polite', significant), named('b', 'polite', significant), named('c')]

  it('any_significant ends all with the first that ends well', () => {
    const { story } = play({ auto_shutdown: 'any_significant' }, specs, dies('a', 'normal'))
    const last = ['-a normal', '-c shutdown', '-b shutdown', '-sup shutdown']
    expect(story).toEqual([...born, ...last])
  })

  it('all_significant waits for the last of them', () => {
    const { story } = play({ auto_shutdown: 'all_significant' }, specs, function* (sup) {
      yield* die(sup, 'a', 'normal')
      yield* die(sup, 'b', ['shutdown', 'x'])
    })
    const last = ['-a normal', '-b shutdown,x', '-c shutdown', '-sup shutdown']
    expect(story).toEqual([...born, ...last])
  })

  it('isn’t moved by a crash, a group restart or terminate_child', () => {
    const flags = { auto_shutdown: 'any_significant', strategy: 'one_for_all', intensity: 9 }
    const { story } = play(flags, specs, function* (sup) {
      yield* die(sup, 'a', 'boom')
      yield* stop('b')(sup)
    })
    expect(story.at(-1)).toBe('-b shutdown')
  })
})

describe('D13 an exit signal', () => {
  it('from a stranger changes nothing, from the parent ends it', () => {
    const stranger = function* (sup: Pid): Waits<void> {
      exitTo(sup, 'normal')
      exitTo(sup, 'boom')
      yield* pass(1)
    }
    const { story } = play(
      {},
      abc(),
      function* (sup) {
        spawn(['main', 'stranger', [sup]])
        yield* pass(10)
        exitTo(sup, 'normal')
        yield* pass(10)
      },
      { stranger },
    )
    const last = ['-c shutdown', '-b shutdown', '-a shutdown', '-sup normal']
    expect(story).toEqual([...born, ...last])
  })
})
