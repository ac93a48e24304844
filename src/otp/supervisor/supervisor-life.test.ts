/** Deaths, restarts and ends under a supervisor, row by row of otp-semantics D, told as a story. */
import { describe, expect, it } from 'vitest'
import { type Pid, pause, send, type Term } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import {
  type Act,
  acting,
  again,
  die,
  dies,
  kid,
  kids,
  list,
  named,
  pass,
  remove,
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

describe('D7 strategies', () => {
  it('one_for_one starts the dead child alone', () => {
    const { story } = play({}, abc(), dies('b'))
    expect(story).toEqual([...born, '-b boom', '+b'])
  })

  it('one_for_all stops all last to first and starts all', () => {
    const { story } = play({ strategy: 'one_for_all' }, abc(), dies('b'))
    expect(story).toEqual([...born, '-b boom', '-c shutdown', '-a shutdown', ...born])
  })

  it('rest_for_one leaves those before alone', () => {
    const { story } = play({ strategy: 'rest_for_one' }, abc(), dies('b'))
    expect(story).toEqual([...born, '-b boom', '-c shutdown', '+b', '+c'])
  })

  it('a group restart loses temporary siblings', () => {
    const specs = [named('a'), named('b', 'polite', { restart: 'temporary' }), named('c')]
    const { story, heard } = play({ strategy: 'one_for_all' }, specs, function* (sup) {
      yield* die(sup, 'c')
      return Object.keys(yield* kids(sup))
    })
    const restarted = ['-c boom', '-b shutdown', '-a shutdown', '+a', '+c']
    expect(story).toEqual([...born, ...restarted])
    expect(heard).toEqual(['c', 'a'])
  })
})

describe('D6 restart types', () => {
  it('keep the spec of a transient child that ended well, and nothing of a temporary one', () => {
    const transient = named('a', 'polite', { restart: 'transient' })
    const temporary = named('b', 'polite', { restart: 'temporary' })
    const { heard, reports } = play({}, [transient, temporary], function* (sup) {
      yield* die(sup, 'a', 'shutdown')
      yield* die(sup, 'b')
      return yield* list(sup)
    })
    expect(heard).toEqual([['a', 'undefined', 'worker', ['kid']]])
    expect(reports).toEqual(['child_terminated boom b'])
  })
})

describe('D3 intensity', () => {
  const many: Act = function* (sup) {
    for (const _ of [1, 2, 3]) yield* die(sup, 'a')
  }

  it('ends the supervisor with shutdown at one death too many, children and all', () => {
    const { story, reports } = play({ intensity: 2, period: 5 }, abc(), many)
    const last = ['-a boom', '-c shutdown', '-b shutdown', '-sup shutdown']
    expect(story.slice(-4)).toEqual(last)
    expect(reports.at(-1)).toBe('shutdown reached_max_restart_intensity a')
  })

  it('of 0 allows none', () => {
    expect(play({ intensity: 0 }, abc(), dies('c')).story.at(-1)).toBe('-sup shutdown')
  })

  it('forgets what is older than the period', () => {
    const { story } = play({ intensity: 1, period: 5 }, abc(), function* (sup) {
      for (const _ of [1, 2, 3]) {
        yield* die(sup, 'a')
        yield* pass(6_500)
      }
    })
    expect(story.filter((each) => each === '+a')).toHaveLength(4)
  })
})

describe('D4 a restart that fails', () => {
  const flaky = (times: number) => {
    let starts = 0
    const isBad = () => ++starts > 1 && starts <= 1 + times
    return { start: (...args: Term[]) => (isBad() ? ['error', 'no'] : kid.start(...args)) }
  }
  const spec = { id: 'a', start: ['main', 'start', ['a', 'polite']] }

  it('is tried again at once, and each try counts', () => {
    const lucky = play({ intensity: 4 }, [spec], dies('a'), flaky(3))
    expect(lucky.story).toEqual(['+a', '-a boom', '+a'])
    expect(lucky.reports).toEqual(['child_terminated boom a', ...Array(3).fill('start_error no a')])
    const unlucky = play({ intensity: 3 }, [spec], dies('a'), flaky(3))
    expect(unlucky.story.at(-1)).toBe('-sup shutdown')
  })

  it('leaves the supervisor free to answer in between', () => {
    const endless = flaky(Number.POSITIVE_INFINITY)
    const { heard } = play(
      { intensity: 1e6 },
      [spec],
      function* (sup) {
        const { a } = yield* kids(sup)
        send(a as Pid, ['die', 'boom'])
        for (const _ of [1, 2, 3]) yield* pause()
        const during = [yield* list(sup), yield* again('a')(sup), yield* remove('a')(sup)]
        return [...during, yield* stop('a')(sup), yield* list(sup), yield* remove('a')(sup)]
      },
      endless,
    )
    const restarting = ['error', 'restarting']
    const [first, ...rest] = heard as Term[]
    expect(first).toEqual([['a', 'restarting', 'worker', ['main']]])
    const stopped = [['a', 'undefined', 'worker', ['main']]]
    expect(rest).toEqual([restarting, restarting, 'ok', stopped, 'ok'])
  })

  it('of a group starts the group anew with the one that failed', () => {
    const { story, reports } = play(
      { strategy: 'one_for_all', intensity: 9 },
      [named('x'), spec, named('y')],
      dies('x'),
      flaky(1),
    )
    const retried = ['-x boom', '-y shutdown', '-a shutdown', '+x', '-x shutdown', '+x', '+a', '+y']
    expect(story).toEqual(['+x', '+a', '+y', ...retried])
    expect(reports).toEqual(['child_terminated boom x', 'start_error no a'])
  })
})
