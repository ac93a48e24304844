/** A dynamic supervisor, as Elixir's documentation has it (otp-semantics D14). */
import { describe, expect, it } from 'vitest'
import { exitTo, type Pid, send, type Term, trapExit, type Waits } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as dynamicSupervisor from './dynamic-supervisor.ts'
import { kid, named, pass, reportsOf, spec, storyOf } from './supervisor-fixtures.ts'

type Act = (sup: Pid) => Waits<unknown>

/** What `act` hands back, of a dynamic supervisor with these options. */
function play(options: dynamicSupervisor.DynamicOptions, act: Act, more: object = {}) {
  let heard: unknown
  const main = {
    *run(): Waits<void> {
      trapExit(true)
      const started = (yield* dynamicSupervisor.startLink(options)) as readonly [string, Pid]
      heard = started[0] === 'ok' ? yield* act(started[1]) : started
      yield* pass(1e6)
    },
    ...more,
  }
  const world = new World({
    seed: 1,
    load: (code) => {
      code.load('main', '1', main)
      code.load('kid', '1', kid)
      code.load('dynamic_supervisor', 'otp', dynamicSupervisor.dynamicSupervisorModule)
    },
  })
  world.addNode('n1@a')
  world.start('n1@a', ['main', 'run', []])
  world.runUntil(100_000)
  const { trace } = world
  return { heard, story: storyOf(trace), reports: reportsOf(trace) }
}

const add = dynamicSupervisor.startChild
const list = dynamicSupervisor.whichChildren
const count = dynamicSupervisor.countChildren
const pid = expect.objectContaining({ node: 'n1@a' })

function* dying(sup: Pid, child: object, reason: Term = 'boom', times = 1): Waits<void> {
  yield* add(sup, child)
  for (let n = 0; n < times; n++) {
    const [first] = (yield* list(sup)) as readonly (readonly [Term, Pid])[]
    if (first !== undefined) send(first[1], ['die', reason])
    yield* pass(10)
  }
}

describe('a dynamic supervisor', () => {
  it('starts children of any spec, lists them without ids and counts them', () => {
    const { heard } = play({}, function* (sup) {
      const answers = [yield* add(sup, spec('a')), yield* add(sup, spec('a'))]
      answers.push(yield* add(sup, spec('b', { type: 'supervisor', modules: 'dynamic' })))
      return [...answers, yield* list(sup), yield* count(sup)]
    })
    const worker = ['undefined', pid, 'worker', ['kid']]
    expect(heard).toEqual([
      ...Array(3).fill(['ok', pid]),
      [worker, worker, ['undefined', pid, 'supervisor', 'dynamic']],
      { specs: 3, active: 3, supervisors: 1, workers: 2 },
    ])
  })

  it.each([
    ['info', ['ok', pid, 'info']],
    ['ignore', 'ignore'],
    ['error', ['error', 'nope']],
    ['raise', ['error', ['bad', expect.any(Array)]]],
    ['throw', ['error', [['nocatch', 'thrown'], expect.any(Array)]]],
    ['exit', ['error', 'gone']],
    ['word', ['error', 'word']],
  ])('answers a start that ends with %s by %j', (how, answer) => {
    const odd = spec('a', { start: ['kid', 'odd', [how]] })
    expect(play({}, (sup) => add(sup, odd)).heard).toEqual(answer)
  })

  it.each<readonly [unknown, unknown]>([
    ['foo', ['invalid_child_spec', 'foo']],
    [{ id: 'a' }, ['invalid_child_spec', { id: 'a' }]],
    [spec('a', { start: ['kid', 'start', 'x'] }), ['invalid_mfa', ['kid', 'start', 'x']]],
    [spec('a', { restart: 'x' }), ['invalid_restart_type', 'x']],
    [spec('a', { shutdown: 0 }), ['invalid_shutdown', 0]],
    [spec('a', { type: 'x' }), ['invalid_child_type', 'x']],
    [spec('a', { modules: [1] }), ['invalid_modules', [1]]],
  ])('refuses %j', (bad, problem) => {
    expect(play({}, (sup) => add(sup, bad)).heard).toEqual(['error', problem])
  })

  it.each<readonly [object, unknown]>([
    [{ strategy: 'one_for_all' }, ['invalid_strategy', 'one_for_all']],
    [{ maxRestarts: -1 }, ['invalid_intensity', -1]],
    [{ maxSeconds: 0 }, ['invalid_period', 0]],
    [{ maxChildren: 'x' }, ['invalid_max_children', 'x']],
    [{ extraArguments: 'x' }, ['invalid_extra_arguments', 'x']],
  ])('doesn’t start with %j', (options, problem) => {
    const { heard } = play(options, function* () {})
    expect(heard).toEqual(['error', ['supervisor_data', problem]])
  })

  it('takes no more than max_children, those that wait for a restart included', () => {
    let starts = 0
    const start = (...args: Term[]) => (++starts > 1 ? ['error', 'no'] : kid.start(...args))
    const { heard } = play(
      { maxChildren: 1, maxRestarts: 1e6 },
      function* (sup) {
        const [, first] = (yield* add(sup, spec('a', { start: ['main', 'start', []] }))) as [0, Pid]
        const full = yield* add(sup, spec('b'))
        exitTo(first, 'boom')
        const during = [yield* list(sup), yield* add(sup, spec('b')), yield* count(sup)]
        const stopped = yield* dynamicSupervisor.terminateChild(sup, first)
        return [full, ...during, stopped, yield* add(sup, spec('b'))]
      },
      { start },
    )
    const full = ['error', 'max_children']
    const waiting = [['undefined', 'restarting', 'worker', ['main']]]
    const counted = { specs: 1, active: 0, supervisors: 0, workers: 1 }
    expect(heard).toEqual([full, waiting, full, counted, 'ok', ['ok', pid]])
  })

  it('puts its extra arguments before a child’s own, at every start', () => {
    const { story } = play({ extraArguments: ['x'] }, (sup) => dying(sup, named('y', 'polite')))
    expect(story.slice(0, 3)).toEqual(['+x', '-x boom', '+x'])
  })

  it('allows 3 restarts in 5 seconds', () => {
    const three = play({}, (sup) => dying(sup, named('a'), 'boom', 3))
    expect(three.story.filter((each) => each === '+a')).toHaveLength(4)
    expect(three.story).not.toContain('-sup shutdown')
    const four = play({}, (sup) => dying(sup, named('a'), 'boom', 4))
    expect(four.reports.at(-1)).toBe('shutdown reached_max_restart_intensity undefined')
    expect(four.story.filter((each) => each === '+a')).toHaveLength(4)
  })

  it('forgets a child that isn’t to be restarted', () => {
    const transient = named('a', 'polite', { restart: 'transient' })
    const { heard, reports } = play({}, function* (sup) {
      yield* dying(sup, transient, 'normal')
      yield* dying(sup, named('b', 'polite', { restart: 'temporary' }))
      return yield* list(sup)
    })
    expect(heard).toEqual([])
    expect(reports).toEqual(['child_terminated boom undefined'])
  })

  it('terminates a child by its pid, and knows no others', () => {
    const { heard, story } = play({}, function* (sup) {
      const [, first] = (yield* add(sup, named('a'))) as readonly [string, Pid]
      const stop = () => dynamicSupervisor.terminateChild(sup, first)
      return [yield* stop(), yield* stop(), yield* list(sup)]
    })
    expect(heard).toEqual(['ok', ['error', 'not_found'], []])
    expect(story).toEqual(['+a', '-a shutdown'])
  })

  it('stops all at the same time, each in the time that it has', () => {
    const specs = [
      named('a', 'deaf', { shutdown: 300 }),
      named('b', 'deaf', { shutdown: 100 }),
      named('c', 'deaf', { shutdown: 'brutal_kill' }),
      named('d', 'polite'),
    ]
    const { story, reports } = play({}, function* (sup) {
      for (const each of specs) yield* add(sup, each)
      exitTo(sup, 'shutdown')
      yield* pass(1_000)
    })
    const ends = ['-c killed', '-d shutdown', '-b killed', '-a killed']
    expect(story.slice(4, 8)).toEqual(ends)
    expect(reports).toEqual(Array(2).fill('shutdown_error killed undefined'))
  })

  it('may have a module that gives its flags', () => {
    const init = (most: number) => dynamicSupervisor.init({ maxChildren: most })
    const { heard } = play(
      {},
      function* () {
        const [, sup] = (yield* dynamicSupervisor.startLink('main', 0)) as readonly [string, Pid]
        return yield* add(sup, spec('a'))
      },
      { init },
    )
    expect(heard).toEqual(['error', 'max_children'])
  })
})
