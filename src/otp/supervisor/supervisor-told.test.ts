/** What a supervisor tells: notes, reports, its summary; and what new code does to it. */
import { describe, expect, it } from 'vitest'
import { type Pid, send, type Term, type Waits } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as sys from '../gen/sys.ts'
import { genServerModule } from '../gen-server/gen-server.ts'
import * as supervisor from './supervisor.ts'
import {
  type Act,
  acting,
  add,
  count,
  die,
  kids,
  list,
  named,
  pass,
  show,
} from './supervisor-fixtures.ts'

function play(flags: object, specs: readonly object[], act: Act, more: object = {}) {
  const { modules, heard } = acting(flags, specs, act, more)
  const world = new World({
    seed: 1,
    load: (code) => {
      code.load('gen_server', 'otp', genServerModule)
      for (const [name, exports] of Object.entries(modules)) code.load(name, '1', exports)
    },
  })
  world.addNode('n1@a')
  world.start('n1@a', ['main', 'run', []])
  world.runUntil(100_000)
  const { trace } = world
  const notes: (readonly [kind: string, note: Record<string, Term>])[] = []
  for (let i = trace.first; i < trace.end; i++) {
    const { kind, term } = trace.at(i)
    if (kind === 'note') notes.push(term as never)
  }
  const of = (kind: string) => notes.filter(([each]) => each === kind).map(([, note]) => note)
  return { heard: heard(), of }
}

const pid = expect.objectContaining({ node: 'n1@a' })
const template = { id: 't', start: ['kid', 'start', []] }
const crowd = { strategy: 'simple_one_for_one', intensity: 1e6 }

function* addMany(sup: Pid, children: number): Waits<void> {
  for (let i = 0; i < children; i++) yield* add([])(sup)
}

describe('the note that trees are drawn from', () => {
  it('tells strategy, budget and children after each change', () => {
    const { of } = play({ intensity: 2 }, [named('a'), named('b')], (sup) => die(sup, 'a'))
    const budget = { strategy: 'one_for_one', intensity: 2, periodMs: 5_000 }
    const children = ['a', 'b'].map((id) => ({ id, type: 'worker', pid }))
    const [first, second, third] = of('supervisor')
    expect(first).toEqual({ ...budget, children, restarts: [] })
    expect(second).toEqual({ ...budget, children, restarts: [0] })
    expect(third).toBeUndefined()
  })

  it('calls children without ids by their pids', () => {
    const { of } = play(crowd, [template], (sup) => addMany(sup, 2))
    const { children = [] } = of('supervisor').at(-1) ?? {}
    const ids = (children as readonly { readonly id: string }[]).map(({ id }) => id)
    expect(ids).toEqual([expect.stringMatching(/^<n1@a\.\d+>$/), expect.stringMatching(/^<n1@a/)])
  })

  it('only counts a crowd, and that now and then', () => {
    const { of } = play(crowd, [template], (sup) => addMany(sup, 1_000))
    const counted = of('supervisor').filter(({ count }) => count !== undefined)
    expect(counted.length).toBeLessThan(40)
    expect(counted[0]).toMatchObject({ count: 201, children: [] })
    expect(counted.at(-1)?.count).toBeGreaterThan(930)
  })

  it('is written once for deaths that come together', () => {
    const { of } = play(crowd, [template], function* (sup) {
      yield* addMany(sup, 20)
      const before = yield* list(sup)
      for (const [, child] of before as readonly (readonly [Term, Pid])[]) send(child, ['die', 'x'])
      yield* pass(10)
    })
    const notes = of('supervisor')
    expect(notes.at(-1)?.restarts).toHaveLength(20)
    expect(notes.length).toBeLessThan(25)
  })

  it('tells the restart that was one too many', () => {
    const { of } = play({ intensity: 0 }, [named('a')], (sup) => die(sup, 'a'))
    expect(of('supervisor').at(-1)).toMatchObject({ intensity: 0, restarts: [0] })
  })
})

describe('E9 reports', () => {
  const about = { restart_type: 'permanent', significant: false, shutdown: 5_000 }
  const offender = {
    ...about,
    id: 'a',
    child_type: 'worker',
    mfargs: ['kid', 'start', ['a', 'polite']],
  }

  it('tell the supervisor, the reason and the child', () => {
    const { of } = play({}, [named('a')], (sup) => die(sup, 'a'))
    const supervisor = [pid, 'main']
    const died = { context: 'child_terminated', supervisor, reason: 'boom' }
    expect(of('supervisor_report')).toEqual([{ ...died, offender: { ...offender, pid } }])
    const started = { supervisor, started: { ...offender, pid } }
    expect(of('progress_report')).toEqual([started, started])
  })

  it('are no more than 500 in a second', () => {
    const { of, heard } = play({ ...crowd, intensity: 1e6 }, [template], function* (sup) {
      yield* addMany(sup, 700)
      for (const [, child] of (yield* list(sup)) as readonly (readonly [Term, Pid])[]) {
        send(child, ['die', 'x'])
      }
      yield* pass(2_000)
      yield* die(sup, 'undefined')
      return yield* count(sup)
    })
    expect(heard).toContainEqual(['active', 700])
    expect(of('supervisor_report')).toHaveLength(501)
  })
})

describe('a supervisor looked at', () => {
  it('shows a few words, however many children it has', () => {
    let shown: Term = null
    const look = (state: Term) => {
      shown = supervisor.shown(state)
      return state
    }
    play(
      crowd,
      [template],
      function* (sup) {
        yield* addMany(sup, 300)
        yield* sys.replaceState(sup, ['main', 'look'])
      },
      { look },
    )
    const strategy = 'simple_one_for_one'
    expect(shown).toEqual({ supervisor: [pid, 'main'], strategy, children: 300, restarts: 0 })
  })
})

describe('E8 a code change', () => {
  function changing(before: unknown, after: unknown) {
    const answers = [before, after, after]
    const init = () => answers.shift()
    return play(
      {},
      [],
      function* (sup) {
        const old = yield* kids(sup)
        yield* sys.suspend(sup)
        const changed = yield* sys.changeCode(sup, 'main', '1', null)
        yield* sys.resume(sup)
        const same = Object.entries(yield* kids(sup)).filter(([id, child]) => old[id] === child)
        return [
          changed,
          (yield* list(sup)) as Term[],
          same.map(([id]) => id),
          yield* show('b')(sup),
        ]
      },
      { init },
    )
  }
  const ok = (specs: unknown[], flags: object = {}) => ['ok', [flags, specs]]

  it('takes new specs and kills nothing; what is new isn’t started, what is gone stays', () => {
    const renewed = named('b', 'plain', { shutdown: 7 })
    const { heard } = changing(ok([named('a'), named('b')]), ok([named('c'), renewed]))
    const [changed, listed, same, spec] = heard as [Term, Term[][], Term, Term]
    expect(changed).toBe('ok')
    expect(listed.map(([id, child]) => [id, child === 'undefined'])).toEqual([
      ['a', false],
      ['b', false],
      ['c', true],
    ])
    expect(same).toEqual(['a', 'b'])
    expect(spec).toMatchObject(['ok', { shutdown: 7 }])
  })

  it.each([
    [ok([], { period: 0 }), ['invalid_period', 0]],
    [ok([{ id: 'x' }]), 'missing_start'],
    [
      ['ok', ['foo', []]],
      ['bad_flags', 'foo'],
    ],
  ])('to %j is refused', (after, problem) => {
    const [changed] = changing(ok([named('b')]), after).heard as Term[]
    expect(changed).toEqual(['error', ['error', problem]])
  })
})

describe('the status of a supervisor', () => {
  it('names the module of its flags and specs (C14)', () => {
    const { heard } = play({}, [], function* (sup): Waits<Term> {
      const status = (yield* sys.getStatus(sup)) as readonly Term[]
      return ((status[3] as Term[])[4] as Term[]).at(-1) as Term
    })
    expect(heard).toEqual(['supervisor', [['Callback', 'main']]])
  })
})
