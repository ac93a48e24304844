/** Applications: loading, starting in order, stopping, ends; each shape as a BEAM told it (E5). */
import { describe, expect, it } from 'vitest'
import {
  exitTo,
  type Pid,
  receive,
  type Term,
  trapExit,
  type Waits,
  whereis,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { crew } from '../distribution/crew.ts'
import * as genServer from '../gen-server/gen-server.ts'
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

const load = (raw: unknown) => application.load(raw as application.ApplicationSpec)

describe('an application', () => {
  it('is loaded once, and told about with its description and version', () => {
    const { ask } = system()
    const shop = { name: 'shop', description: 'sells', vsn: '2' }
    expect(ask(() => application.load(shop))).toBe('ok')
    expect(ask(() => application.load(shop))).toEqual(['error', ['already_loaded', shop]])
    expect(ask(() => application.load('shop'))).toEqual(['error', ['already_loaded', 'shop']])
    const [, , last] = ask(() => application.loadedApplications()) as Term[]
    expect(last).toEqual(['shop', 'sells', '2'])
    expect(ask(() => application.unload('shop'))).toBe('ok')
    expect(ask(() => application.unload('shop'))).toEqual(['error', ['not_loaded', 'shop']])
  })

  it('known by its name is what its module says, or no such file', () => {
    const { ask } = system()
    const none = ['error', ['no such file or directory', 'nope.app']]
    expect(ask(() => application.start('nope'))).toEqual(none)
    expect(ask(() => application.start('shop'))).toBe('ok')
    expect(ask(() => application.getKey('shop', 'vsn'))).toEqual(['ok', 'of its module'])
  })

  it('is refused with what is wrong in it', () => {
    const { ask } = system()
    const refusal = (raw: unknown) => (ask(() => load(raw)) as [string, Term])[1]
    expect(refusal(17)).toEqual(['bad_application', 17])
    expect(refusal({ name: 's', mod: 17 })).toEqual(['badstartspec', 17])
    const wrong = refusal({ name: 's', applications: 17 })
    expect(wrong).toEqual(['invalid_options', ['applications', 17]])
    expect(refusal({ name: 's', env: 17 })).toEqual(['invalid_options', ['env', 17]])
  })

  it('starts, is running, and stops its tree between prepStop and stop', () => {
    const { ask, begin, names, told } = system()
    expect(names()).toEqual(['stdlib', 'kernel'])
    expect(begin(spec(1))).toBe('ok')
    expect(begin(spec(1))).toEqual(['error', ['already_started', 'shop']])
    expect(names()).toEqual(['shop', 'stdlib', 'kernel'])
    expect(ask(() => application.unload('shop'))).toEqual(['error', ['running', 'shop']])
    expect(ask(() => application.stop('shop'))).toBe('ok')
    expect(ask(() => application.stop('shop'))).toEqual(['error', ['not_started', 'shop']])
    expect(told()).toEqual([
      ['start', 'normal', 1],
      ['prepStop', []],
      ['worker', 'shutdown', 'unset'],
      ['stop', ['prepared', []]],
    ])
  })

  it('keeps the state that its start gave', () => {
    const { ask, begin, told } = system()
    begin(spec('state'))
    ask(() => application.stop('shop'))
    expect(told().at(-1)).toEqual(['stop', ['prepared', 'mine']])
  })

  it('is only code without a callback module', () => {
    const { ask, begin, names } = system()
    expect(begin({ name: 'lib' })).toBe('ok')
    expect(names()).toEqual(['lib', 'stdlib', 'kernel'])
    expect(ask(() => application.stop('lib'))).toBe('ok')
    expect(names()).toEqual(['stdlib', 'kernel'])
  })

  it('has its master as the parent of its root supervisor, and knows its processes', () => {
    const { world, ask, begin } = system()
    begin(spec(1))
    const notes = [...eachNote(world)].filter(([kind]) => kind === 'application')
    expect(notes.map(([, term]) => (term as { name: string }).name)).toEqual(['kernel', 'shop'])
    const { root } = notes.map(([, term]) => term as { root: Pid })[1] as { root: Pid }
    expect(ask(() => application.getApplication(root))).toEqual(['ok', 'shop'])
    const worker = ask(() => whereis('w')) as Pid
    expect(ask(() => application.getApplication(worker))).toEqual(['ok', 'shop'])
    const plain = ask(() => genServer.call(worker, 'spawn')) as Pid
    expect(ask(() => application.getApplication(plain))).toEqual(['ok', 'shop'])
    const names = ask(() => whereis('global_name_server')) as Pid
    expect(ask(() => application.getApplication(names))).toEqual(['ok', 'kernel'])
    expect(ask(() => application.getApplication())).toBe('undefined')
  })

  it('that is asked for twice at once starts once', () => {
    const { ask, told } = system()
    ask(() => load(spec(['wait', 50])))
    const both: unknown[] = []
    const begin = function* () {
      both.push(yield* application.start('shop'))
    }
    ask(begin, 0)
    ask(begin)
    expect(both).toEqual(['ok', 'ok'])
    expect(told()).toHaveLength(1)
  })

  it('that is being started can’t be stopped', () => {
    const { ask } = system()
    ask(() => load(spec(['wait', 50])))
    ask(() => application.start('shop'), 10)
    expect(ask(() => application.stop('shop'))).toEqual(['error', ['not_started', 'shop']])
  })

  it('that is being stopped starts after that', () => {
    const { start, ask, begin, pass } = system()
    const slow = start(node, function* () {
      trapExit(true)
      yield receive()
      yield receive(() => false, 60)
    })
    begin(spec(['return', ['ok', slow]]))
    const order: string[] = []
    const say = (what: string, job: () => Waits<unknown>) =>
      function* () {
        yield* job()
        order.push(what)
      }
    start(
      node,
      say('stopped', () => application.stop('shop')),
    )
    pass(20)
    start(
      node,
      say('started', () => application.start('shop')),
    )
    pass(20)
    expect(order).toEqual([])
    expect(ask(() => application.whichApplications())).toHaveLength(2)
    pass(100)
    expect(order).toEqual(['stopped', 'started'])
  })

  it('that is asked for at once waits for the node’s own', () => {
    const { world, start, pass } = system()
    world.addNode('n@b')
    const answers: unknown[] = []
    start('n@b', function* () {
      yield* application.startLink()
      answers.push(yield* application.start(spec(1) as unknown as application.ApplicationSpec))
      yield receive()
    })
    pass(50)
    expect(answers).toEqual(['ok'])
  })
})

describe('the end of an application', () => {
  it('that is temporary concerns nobody else; it may be started again', () => {
    const { begin, names, told, ask } = system()
    begin(spec(1))
    ask(() => exitTo(whereis('w') as Pid, 'boom'))
    expect(told().slice(1)).toEqual([
      ['worker', 'boom', 'unset'],
      ['prepStop', []],
      ['stop', ['prepared', []]],
    ])
    expect(names()).toEqual(['stdlib', 'kernel'])
    expect(begin(spec(1))).toBe('ok')
    ask(() => exitTo(whereis('w') as Pid, 'boom'))
    expect(ask(() => application.stop('shop'))).toBe('ok')
  })

  it('that is transient and normal concerns nobody else either', () => {
    const { start, begin, names, pass } = system()
    const root = start(node, function* () {
      yield receive(undefined, 300)
    })
    expect(begin(spec(['return', ['ok', root]]), 'transient')).toBe('ok')
    pass(500)
    expect(names()).toEqual(['stdlib', 'kernel'])
  })

  it.each(['permanent', 'transient'] as const)('that is %s is the node’s', (type) => {
    const { world, ask, begin, told, sleeper } = system()
    begin(spec(1), type)
    const bank = ['shop', ['return', ['ok', sleeper(node)]]]
    begin({ name: 'bank', mod: bank, applications: ['shop'] })
    told()
    ask(() => exitTo(whereis('w') as Pid, 'boom'))
    expect(told()).toEqual([
      ['worker', 'boom', 'unset'],
      ['prepStop', []],
      ['stop', ['prepared', []]],
      ['prepStop', []],
      ['stop', ['prepared', []]],
    ])
    expect(world.node(node).halted).toEqual({
      reason: ['application_terminated', 'shop', 'shutdown'],
    })
    expect(world.living).toEqual([])
  })

  it('at its start is the node’s, too, when it is permanent', () => {
    const { world, begin } = system()
    const failing = spec(['return', ['error', 'why']])
    const [, reason] = begin(failing, 'permanent') as [string, Term]
    expect(reason).toEqual(['why', ['shop', 'start', ['normal', failing.mod[1]]]])
    expect(world.node(node).halted).toEqual({
      reason: ['application_start_failure', 'shop', reason],
    })
  })

  it('comes to all with the controller’s, the newest first; they may read their settings', () => {
    const { world, ask, begin, told, kill } = system()
    begin(spec(1, { env: { k: 'mine' } }))
    told()
    kill(ask(() => whereis('kernel_sup')) as Pid)
    expect(world.living).toEqual([])
    expect(told()).toEqual([
      ['prepStop', []],
      ['worker', 'shutdown', 'mine'],
      ['stop', ['prepared', []]],
    ])
  })
})

/** Notes in the trace. */
function* eachNote({ trace }: World): Generator<readonly [kind: string, term: Term]> {
  for (let i = trace.first; i < trace.end; i++) {
    const event = trace.at(i)
    if (event.kind === 'note') yield event.term as readonly [string, Term]
  }
}
