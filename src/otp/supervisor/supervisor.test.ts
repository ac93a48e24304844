/** A supervisor's flags, specs and start, row by row of otp-semantics D. */
import { describe, expect, it } from 'vitest'
import { type Term, trapExit, type Waits } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as supervisor from './supervisor.ts'
import { add, asked, kid, list, type Question, show, spec, start } from './supervisor-fixtures.ts'

/** What `main` returns, run by a trapping process beside a module whose init answers `init`. */
function inWorld(init: unknown, main: () => Waits<unknown>): unknown {
  let result: unknown = 'not yet'
  const module = {
    init: () => init,
    *run(): Waits<void> {
      trapExit(true)
      result = yield* main()
    },
  }
  const world = new World({
    seed: 1,
    load: (code) => {
      code.load('main', '1', module)
      code.load('kid', '1', kid)
      code.load('supervisor', 'otp', supervisor.supervisorModule)
    },
  })
  world.addNode('n1@a')
  world.start('n1@a', ['main', 'run', []])
  world.runUntil(1_000)
  return result
}

const one = (...specs: unknown[]) => ['ok', [{}, specs]]
const pid = expect.objectContaining({ node: 'n1@a' })
const stack = expect.any(Array)
const starting = (init: unknown) => inWorld(init, () => supervisor.startLink('main'))

function asking(init: unknown, ...questions: readonly Question[]): unknown {
  return inWorld(init, () => asked(...questions))
}

describe('D1 flags', () => {
  it.each([
    ['foo', ['invalid_type', 'foo']],
    [
      ['one_for_one', 1],
      ['invalid_type', ['one_for_one', 1]],
    ],
    [
      ['some', 1, 5],
      ['invalid_strategy', 'some'],
    ],
    [{ strategy: 'some' }, ['invalid_strategy', 'some']],
    [{ intensity: -1 }, ['invalid_intensity', -1]],
    [{ intensity: 'infinity' }, ['invalid_intensity', 'infinity']],
    [{ period: 0 }, ['invalid_period', 0]],
    [{ auto_shutdown: 'x' }, ['invalid_auto_shutdown', 'x']],
  ])('refuse %j', (flags, problem) => {
    expect(starting(['ok', [flags, []]])).toEqual(['error', ['supervisor_data', problem]])
  })

  it.each([{}, ['one_for_all', 3, 5], { strategy: 'rest_for_one', extra: 1 }])(
    'take %j',
    (flags) => {
      expect(starting(['ok', [flags, []]])).toEqual(['ok', pid])
    },
  )
})

describe('D2 child specs', () => {
  const whole = { restart: 'permanent', significant: false, shutdown: 5_000, type: 'worker' }

  it('get every default', () => {
    const answers = asking(one(spec('a'), spec('b', { type: 'supervisor' })), show('a'), show('b'))
    const a = { id: 'a', start, ...whole, modules: ['kid'] }
    const b = { ...a, id: 'b', type: 'supervisor', shutdown: 'infinity' }
    expect(answers).toEqual([
      ['ok', a],
      ['ok', b],
    ])
  })

  it('may be tuples, and have any term as their id', () => {
    const tuple = [['kid', 1], start, 'transient', 10, 'worker', 'dynamic']
    const answers = asking(one(tuple, spec(1), spec('1')), list) as Term[][]
    expect(answers[0]?.map((each) => (each as Term[])[0])).toEqual(['1', 1, ['kid', 1]])
  })

  it.each<readonly [unknown, unknown]>([
    ['foo', ['invalid_child_spec', 'foo']],
    [{}, 'missing_id'],
    [{ id: 'a' }, 'missing_start'],
    [{ start: 'x', restart: 'y' }, 'missing_id'],
    [spec('a', { start: ['kid', 'start', 'args'] }), ['invalid_mfa', ['kid', 'start', 'args']]],
    [spec('a', { restart: 'x' }), ['invalid_restart_type', 'x']],
    [spec('a', { type: 'x' }), ['invalid_child_type', 'x']],
    [spec('a', { shutdown: -1 }), ['invalid_shutdown', -1]],
    [spec('a', { modules: 'x' }), ['invalid_modules', 'x']],
    [spec('a', { modules: [7] }), ['invalid_module', 7]],
    [spec('a', { significant: 1 }), ['invalid_significant', 1]],
  ])('refuse %j', (bad, problem) => {
    expect(starting(one(bad))).toEqual(['error', ['start_spec', problem]])
    expect(asking(one(), add(bad as object))).toEqual([['error', problem]])
    expect(supervisor.checkChildspecs([bad] as Term)).toEqual(['error', problem])
  })

  it('refuse an id twice, and what isn’t a list of specs', () => {
    const twice = ['error', ['start_spec', ['duplicate_child_name', 'a']]]
    expect(starting(one(spec('a'), spec('a')))).toEqual(twice)
    expect(starting(['ok', [{}, 'foo']])).toEqual(['error', ['function_clause', stack]])
    expect(supervisor.checkChildspecs('foo')).toEqual(['error', ['badarg', 'foo']])
    expect(supervisor.checkChildspecs([], 'foo')).toEqual(['error', ['badarg', 'foo']])
  })

  it('of simple_one_for_one are exactly one', () => {
    const flags = { strategy: 'simple_one_for_one' }
    expect(starting(['ok', [flags, []]])).toEqual(['error', ['bad_start_spec', []]])
    const two = [spec('a'), spec('b')]
    expect(starting(['ok', [flags, two]])).toEqual(['error', ['bad_start_spec', two]])
  })
})

describe('init', () => {
  it.each(['foo', ['ok', 'x'], ['ok', [{}, [], 1]], ['error', 'x']])('may not answer %j', (bad) => {
    expect(starting(bad)).toEqual(['error', ['bad_return', ['main', 'init', bad]]])
  })

  it('may ignore', () => {
    expect(starting('ignore')).toBe('ignore')
  })
})

describe('D5 a child that can’t start', () => {
  it.each([
    ['error', 'nope'],
    ['raise', ['EXIT', ['bad', stack]]],
    ['throw', 'thrown'],
    ['exit', ['EXIT', 'gone']],
    ['word', 'word'],
    ['more', ['error', 1, 2]],
  ])('by %s stops the supervisor’s start', (how, reason) => {
    const bad = { id: 'b', start: ['kid', 'odd', [how]] }
    const failed = ['failed_to_start_child', 'b', reason]
    expect(starting(one(spec('a'), bad, spec('c')))).toEqual(['error', ['shutdown', failed]])
  })

  it('by ignore keeps its spec, unless it is temporary', () => {
    const ignored = { start: ['kid', 'odd', ['ignore']] }
    const specs = [spec('a', ignored), spec('b', { ...ignored, restart: 'temporary' })]
    const left = [['a', 'undefined', 'worker', ['kid']]]
    expect(asking(one(...specs), list)).toEqual([left])
  })
})
