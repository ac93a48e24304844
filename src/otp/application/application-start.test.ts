/** How an application's start can fail, and start phases, each as a BEAM told it (E5). */
import { describe, expect, it } from 'vitest'
import { receive, type Term, trapExit, whereis } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { crew } from '../distribution/crew.ts'
import * as application from './application.ts'
import { trial } from './application-trial.ts'

const node = 'n@a'

/** A node that runs applications. */
function system() {
  const { log, modules } = trial()
  const team = crew()
  const all = Object.entries({ ...modules, crew: team.functions })
  const world = new World({
    seed: 1,
    load: (code) => {
      for (const [name, exports] of all) code.load(name, '1', exports)
    },
  })
  world.addNode(node)
  const on = team.on(world)
  const ask = (job: () => unknown, ms = 100) => on.ask(node, job, ms)
  const root = on.start(node, function* () {
    trapExit(true)
    yield* application.startLink()
    log.push((yield receive()) as Term)
  })
  on.pass(20)
  const begin = (spec: object, type?: application.RestartType) =>
    ask(() => application.start(spec as application.ApplicationSpec, type))
  const names = () => (ask(() => application.whichApplications()) as string[][]).map(([n]) => n)
  const told = () => log.splice(0)
  return { world, ...on, ask, begin, names, told, root }
}

const spec = (args: Term, more: object = {}) => ({
  name: 'shop',
  mod: ['shop', args],
  applications: ['kernel', 'stdlib'],
  ...more,
})

describe('a start that fails', () => {
  const call = (args: Term) => ['shop', 'start', ['normal', args]]
  const bad = (args: Term, what: Term) => ['bad_return', [call(args), what]]
  const rows: readonly (readonly [Term, Term])[] = [
    [
      ['return', ['error', 'why']],
      ['why', call(['return', ['error', 'why']])],
    ],
    [['exit', 'why'], bad(['exit', 'why'], ['EXIT', 'why'])],
    [
      ['exit', 'normal'],
      [['EXIT', 'normal'], call(['exit', 'normal'])],
    ],
    [['error', 'why'], bad(['error', 'why'], ['EXIT', ['why', []]])],
    [['throw', 'why'], bad(['throw', 'why'], 'why')],
    [['return', 'junk'], bad(['return', 'junk'], 'junk')],
  ]

  it.each(rows)('with %j tells how', (args, reason) => {
    const { begin, names } = system()
    expect(begin(spec(args))).toEqual(['error', reason])
    expect(names()).toEqual(['stdlib', 'kernel'])
    expect(begin(spec(args))).toEqual(['error', reason])
  })

  it('names what isn’t started of what it needs, unless it may miss', () => {
    const { begin } = system()
    const needs = { applications: ['kernel', 'bank'] }
    expect(begin(spec(1, needs))).toEqual(['error', ['not_started', 'bank']])
    const { begin: beginOther } = system()
    expect(beginOther(spec(1, { ...needs, optionalApplications: ['bank'] }))).toBe('ok')
  })

  it('refuses a type that isn’t one', () => {
    const { begin } = system()
    const odd = 'weird' as application.RestartType
    expect(begin(spec(1), odd)).toEqual(['error', ['invalid_restart_type', 'weird']])
  })
})

describe('start phases', () => {
  const phases = (one: Term) => ({
    startPhases: [
      ['one', one],
      ['two', 2],
    ],
  })
  const call = (args: Term) => ['shop', 'startPhase', ['one', 'normal', args]]

  it('come after the start, in order', () => {
    const { begin, told } = system()
    expect(begin(spec(1, phases('a')))).toBe('ok')
    expect(told()).toEqual([
      ['start', 'normal', 1],
      ['startPhase', 'one', 'normal', 'a'],
      ['startPhase', 'two', 'normal', 2],
    ])
  })

  const rows: readonly (readonly [Term, (args: Term) => Term])[] = [
    [['return', ['error', 'bad']], (args) => ['bad', call(args)]],
    [['return', 'junk'], (args) => ['bad_return_value', [call(args), 'junk']]],
    [['exit', 'bad'], (args) => ['bad_return_value', [call(args), ['EXIT', 'bad']]]],
  ]

  it.each(rows)('that end with %j end the start, and nothing of it stays', (args, reason) => {
    const { ask, told } = system()
    const failing = spec(1, phases(args)) as unknown as application.ApplicationSpec
    const answer = ask(function* () {
      return [yield* application.start(failing), whereis('w')]
    })
    expect(answer).toEqual([['error', reason(args)], null])
    expect(told().at(-1)).toEqual(['worker', 'shutdown', 'unset'])
  })
})
