/** What a supervisor answers, row by row of otp-semantics D. */
import { describe, expect, it } from 'vitest'
import { type Pid, send, type Term, trapExit, type Waits } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as supervisor from './supervisor.ts'
import {
  add,
  again,
  asked,
  count,
  kid,
  list,
  pass,
  type Question,
  remove,
  show,
  spec,
  stop,
} from './supervisor-fixtures.ts'

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
const simple = (more: object = {}) => [
  'ok',
  [{ strategy: 'simple_one_for_one' }, [spec('k', more)]],
]

function asking(init: unknown, ...questions: readonly Question[]): unknown {
  return inWorld(init, () => asked(...questions))
}

describe('D9 start_child', () => {
  const odd = (how: string) => spec('c', { start: ['kid', 'odd', [how]] })
  const refusal = (how: string, reason: unknown) => [
    'error',
    [
      reason,
      [
        'child',
        'undefined',
        'c',
        ['kid', 'odd', [how]],
        'permanent',
        false,
        5_000,
        'worker',
        ['kid'],
      ],
    ],
  ]

  it.each([
    ['info', ['ok', pid, 'info']],
    ['throw ok', ['ok', pid]],
    ['ignore', ['ok', 'undefined']],
  ])('with %s answers %j', (how, answer) => {
    const [first, kept] = asking(one(), add(odd(how)), list) as Term[][]
    expect(first).toEqual(answer)
    expect(kept).toHaveLength(1)
  })

  it.each([
    ['error', 'nope'],
    ['raise', ['EXIT', ['bad', stack]]],
    ['exit', ['EXIT', 'gone']],
    ['word', 'word'],
  ])('with %s keeps nothing and tells the child’s record', (how, reason) => {
    expect(asking(one(), add(odd(how)), list)).toEqual([refusal(how, reason), []])
  })

  it('of an id that is there tells whether it runs', () => {
    const answers = asking(one(spec('a')), add(spec('a')), stop('a'), add(spec('a')))
    const running = ['error', ['already_started', pid]]
    expect(answers).toEqual([running, 'ok', ['error', 'already_present']])
  })

  it('forgets a temporary child’s arguments, and the child if it is ignored', () => {
    const ignored = { ...odd('ignore'), restart: 'temporary' }
    const answers = asking(one(), add(spec('t', { restart: 'temporary' })), show('t'), add(ignored))
    const [, shown, answer] = answers as Term[]
    expect(shown).toMatchObject(['ok', { start: ['kid', 'start', 'undefined'] }])
    expect(answer).toEqual(['ok', 'undefined'])
  })
})

describe('D10 terminate, restart and delete', () => {
  it('keep to what the child does just now', () => {
    const steps = [
      remove('a'),
      again('a'),
      stop('a'),
      stop('a'),
      again('a'),
      stop('a'),
      remove('a'),
    ]
    const running = ['error', 'running']
    const done = [running, running, 'ok', 'ok', ['ok', pid], 'ok', 'ok']
    expect(asking(one(spec('a')), ...steps)).toEqual(done)
  })

  it('know no other ids', () => {
    const unknown = ['error', 'not_found']
    const answers = asking(one(), stop('z'), again('z'), remove('z'), show('z'))
    expect(answers).toEqual([unknown, unknown, unknown, unknown])
  })

  it('leave nothing of a temporary child', () => {
    expect(asking(one(spec('t', { restart: 'temporary' })), stop('t'), list)).toEqual(['ok', []])
  })
})

describe('D11 which_children and count_children', () => {
  it('tell the last started first, and count specs, active, supervisors and workers', () => {
    const specs = [spec('a'), spec('b', { type: 'supervisor' }), spec('c')]
    const [, listed, counted] = asking(one(...specs), stop('c'), list, count) as Term[]
    expect(listed).toEqual([
      ['c', 'undefined', 'worker', ['kid']],
      ['b', pid, 'supervisor', ['kid']],
      ['a', pid, 'worker', ['kid']],
    ])
    expect(counted).toEqual([
      ['specs', 3],
      ['active', 2],
      ['supervisors', 1],
      ['workers', 2],
    ])
  })
})

describe('simple_one_for_one', () => {
  it('starts children with more arguments and knows them by pid', () => {
    const template = simple({ start: ['kid', 'odd', []] })
    const how = ['info', 'ignore', 'error', 'raise', 'more']
    const answers = asking(template, ...how.map((each) => add([each])), list) as Term[]
    expect(answers).toEqual([
      ['ok', pid, 'info'],
      ['ok', 'undefined'],
      ['error', 'nope'],
      ['error', ['EXIT', ['bad', stack]]],
      ['error', ['error', 1, 2]],
      [['undefined', pid, 'worker', ['kid']]],
    ])
  })

  it('takes no ids, and no argument that isn’t a list', () => {
    const refused = ['error', 'simple_one_for_one']
    const answers = asking(simple(), stop('k'), again('k'), remove('k'), add('xy' as never))
    expect(answers).toEqual([refused, refused, refused, ['error', ['EXIT', ['badarg', stack]]]])
  })

  it('terminates by pid, the living and the dead, and shows the spec', () => {
    const answers = asking(simple(), function* (sup): Waits<Term> {
      const [, first] = (yield* add([])(sup)) as readonly [string, Pid]
      const shown = (yield* show(first)(sup)) as Term[]
      const ends = [yield* stop(first)(sup), yield* stop(first)(sup)]
      return [
        shown[0] as Term,
        ...ends,
        yield* count(sup),
        ((yield* show('k')(sup)) as Term[])[0] as Term,
      ]
    })
    const empty = [
      ['specs', 1],
      ['active', 0],
      ['supervisors', 0],
      ['workers', 0],
    ]
    expect(answers).toEqual([['ok', 'ok', 'ok', empty, 'ok']])
  })

  it('restarts a child with the arguments it had', () => {
    const template = simple({ start: ['kid', 'odd', []] })
    const died = function* (sup: Pid): Waits<Term> {
      const [, first] = (yield* add(['info'])(sup)) as readonly [string, Pid]
      send(first, ['die', 'boom'])
      yield* pass(10)
      return yield* list(sup)
    }
    expect(asking(template, died)).toEqual([[['undefined', pid, 'worker', ['kid']]]])
  })
})
