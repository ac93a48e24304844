/** Settings, keys and dependencies of applications, as a BEAM did it (otp-semantics E5). */
import { describe, expect, it } from 'vitest'
import { receive, type Term, whereis } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { crew } from '../distribution/crew.ts'
import * as genServer from '../gen-server/gen-server.ts'
import * as application from './application.ts'
import { trial } from './application-trial.ts'

const node = 'n@a'

/** A node that runs applications, under these settings. */
function system(config: Record<string, application.Env> = {}) {
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
  on.start(node, function* () {
    yield* application.startLink(config)
    yield receive()
  })
  on.pass(20)
  const ask = (job: () => unknown) => on.ask(node, job, 100)
  const load = (spec: object) => ask(() => application.load(spec as application.ApplicationSpec))
  const env = (key: string) => ask(() => application.getEnv('shop', key))
  return { ...on, ask, load, env, log }
}

const shop = { name: 'shop', mod: ['shop', 1], env: { k: 2, l: 3 } }

describe('what is set for an application', () => {
  it('is its spec’s when it is loaded, and gone when it is unloaded', () => {
    const { ask, load, env } = system()
    expect(env('k')).toBe('undefined')
    expect(ask(() => application.setEnv('shop', 'k', 1))).toBe('ok')
    expect(env('k')).toEqual(['ok', 1])
    load(shop)
    expect([env('k'), env('l'), env('constructor')]).toEqual([['ok', 2], ['ok', 3], 'undefined'])
    expect(ask(() => application.getEnv('shop', 'm', 'default'))).toBe('default')
    expect(ask(() => application.getAllEnv('shop'))).toEqual([
      ['k', 2],
      ['l', 3],
    ])
    expect(ask(() => application.unsetEnv('shop', 'k'))).toBe('ok')
    expect(env('k')).toBe('undefined')
    ask(() => application.unload('shop'))
    expect(env('l')).toBe('undefined')
  })

  it('stays over the spec’s when it is persistent, or the node’s own', () => {
    const { ask, load, env } = system({ shop: { l: 'node' } })
    ask(() => application.setEnv('shop', 'k', 1, { persistent: true }))
    load(shop)
    expect([env('k'), env('l')]).toEqual([
      ['ok', 1],
      ['ok', 'node'],
    ])
    ask(() => application.unload('shop'))
    expect(env('k')).toBe('undefined')
    load(shop)
    expect(env('k')).toEqual(['ok', 1])
  })

  it('is found by its own processes by the key alone', () => {
    const { ask, load } = system()
    load(shop)
    ask(() => application.start('shop'))
    expect(ask(() => genServer.call('w', 'k'))).toEqual(['ok', 2])
    expect(ask(() => application.getEnv('k'))).toBe('undefined')
  })

  it('is told to those that run when it has changed', () => {
    const { ask, load, log } = system()
    load(shop)
    ask(() => application.start('shop'))
    const before = ask(() => application.prepConfigChange()) as Term
    expect(ask(() => application.configChange(before))).toBe('ok')
    ask(() => application.setEnv('shop', 'k', 'new'))
    ask(() => application.setEnv('shop', 'm', 4))
    ask(() => application.unsetEnv('shop', 'l'))
    log.length = 0
    expect(ask(() => application.configChange(before))).toBe('ok')
    expect(log).toEqual([['configChange', [['k', 'new']], [['m', 4]], ['l']]])
  })
})

describe('a spec’s key', () => {
  it('is told under Erlang’s name', () => {
    const { ask, load } = system()
    load({ ...shop, vsn: '7', startPhases: [['one', 1]], modules: ['shop', 'worker'] })
    const key = (name: string) => ask(() => application.getKey('shop', name))
    expect(key('vsn')).toEqual(['ok', '7'])
    expect(key('start_phases')).toEqual(['ok', [['one', 1]]])
    expect(key('mod')).toEqual(['ok', ['shop', 1]])
    expect(key('nonsense')).toBe('undefined')
    expect(ask(() => application.getKey('none', 'vsn'))).toBe('undefined')
    ask(() => application.setEnv('shop', 'k', 9))
    const [, all] = ask(() => application.getAllKey('shop')) as [Term, Term[]]
    expect(all).toContainEqual(['env', { k: 9, l: 3 }])
    expect(ask(() => application.getApplication('worker'))).toEqual(['ok', 'shop'])
    expect(ask(() => application.getApplication('somebody'))).toBe('undefined')
  })
})

describe('ensureAllStarted', () => {
  const apps = {
    a: { name: 'a', applications: ['b', 'd'] },
    b: { name: 'b', applications: ['c'] },
    c: { name: 'c', mod: ['shop', 1] },
    d: { name: 'd', mod: ['shop', ['return', ['error', 'x']]] },
    e: { name: 'e', applications: ['c', 'nowhere'], optionalApplications: ['nowhere'] },
    f: { name: 'f', applications: ['c', 'nowhere'] },
  }
  const all = () => {
    const { ask, load } = system()
    for (const app of Object.values(apps)) load(app)
    const ensure = (name: string) => ask(() => application.ensureAllStarted(name))
    const names = () => (ask(() => application.whichApplications()) as string[][]).map(([n]) => n)
    return { ask, ensure, names }
  }

  it('starts what is needed first, and tells what it has started', () => {
    const { ask, ensure } = all()
    expect(ensure('b')).toEqual(['ok', ['c', 'b']])
    expect(ensure('b')).toEqual(['ok', []])
    expect(ensure('e')).toEqual(['ok', ['e']])
    expect(ask(() => application.ensureStarted('e'))).toBe('ok')
  })

  it('starts nothing when one of them can’t be started', () => {
    const { ensure, names } = all()
    const call = ['shop', 'start', ['normal', ['return', ['error', 'x']]]]
    expect(ensure('a')).toEqual(['error', ['d', ['x', call]]])
    const none = ['nowhere', ['no such file or directory', 'nowhere.app']]
    expect(ensure('f')).toEqual(['error', none])
    expect(names()).toEqual(['stdlib', 'kernel'])
  })
})

describe('kernel', () => {
  it('starts the name server and rex, and pg when it is set to', () => {
    const found = (config: Record<string, application.Env>) => {
      const { ask } = system(config)
      return ['global_name_server', 'rex', 'pg'].map((name) => ask(() => whereis(name) !== null))
    }
    expect(found({})).toEqual([true, true, false])
    expect(found({ kernel: { start_pg: true } })).toEqual([true, true, true])
  })
})
