/** What an inspector is told of a node's applications, while they come and go. */
import { describe, expect, it } from 'vitest'
import { exitTo, type Pid, receive, type Term, trapExit, whereis } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { crew } from '../distribution/crew.ts'
import * as application from './application.ts'
import { applicationsOn } from './application-info.ts'
import { trial } from './application-trial.ts'

const node = 'n@a'

function system() {
  const team = crew()
  const all = Object.entries({ ...trial().modules, crew: team.functions })
  const world = new World({
    seed: 1,
    load: (code) => {
      for (const [name, exports] of all) code.load(name, '1', exports)
    },
  })
  world.addNode(node)
  const on = team.on(world)
  const told = (name?: string) => {
    const rows = applicationsOn(world.node(node), true) as { readonly [key: string]: Term }[]
    return name === undefined ? rows : rows.find((row) => row.name === name)
  }
  const begin = () => {
    on.start(node, function* () {
      yield* application.startLink()
      yield receive()
    })
    on.pass(20)
  }
  const ask = (job: () => unknown, ms = 100) => on.ask(node, job, ms)
  return { ...on, told, begin, ask }
}

const shop = { name: 'shop', description: 'sells', vsn: '7', mod: ['shop', 1] as const }

describe('the applications of a node', () => {
  it('are none without a controller', () => {
    expect(system().told()).toEqual([])
  })

  it('are told by name, with their root supervisor and how many live below it', () => {
    const { told, begin, ask } = system()
    begin()
    ask(() => application.start({ ...shop, applications: ['kernel'] }, 'transient'))
    expect((told() as { name: string }[]).map(({ name }) => name)).toEqual([
      'kernel',
      'shop',
      'stdlib',
    ])
    expect(told('kernel')).toMatchObject({
      state: 'running',
      type: 'permanent',
      root: { label: 'kernel_sup' },
    })
    expect(told('shop')).toMatchObject({
      description: 'sells',
      vsn: '7',
      state: 'running',
      type: 'transient',
      missing: [],
      root: { children: 1, below: 1 },
    })
    expect(told('stdlib')).toMatchObject({ state: 'running', root: null })
  })

  it('are loaded before, and after a stop', () => {
    const { told, begin, ask } = system()
    begin()
    ask(() => application.load({ ...shop, applications: ['bank'] }))
    const loaded = { state: 'loaded', type: null, missing: ['bank'], root: null }
    expect(told('shop')).toMatchObject(loaded)
    ask(() => application.load({ name: 'bank' }))
    ask(() => application.start('bank'))
    ask(() => application.start('shop'))
    expect(told('shop')).toMatchObject({ state: 'running', missing: [] })
    ask(() => application.stop('shop'))
    expect(told('shop')).toMatchObject({ ...loaded, missing: [] })
  })

  it('are starting while they start, and stopping while they stop', () => {
    const { told, begin, ask, start, pass } = system()
    begin()
    const slow = start(node, function* () {
      trapExit(true)
      yield receive()
      yield receive(() => false, 50)
    })
    ask(() => application.start({ ...shop, mod: ['shop', ['wait', 50]] }), 10)
    expect(told('shop')).toMatchObject({ state: 'starting', root: null })
    ask(() => application.start({ ...shop, name: 'bank', mod: ['shop', ['return', ['ok', slow]]] }))
    expect(told('bank')).toMatchObject({ state: 'running', root: { children: 0 } })
    ask(() => application.stop('bank'), 10)
    expect(told('bank')).toMatchObject({ state: 'stopping', root: { children: 0 } })
    pass(100)
    expect(told('bank')).toMatchObject({ state: 'loaded', root: null })
  })

  it('have ended when their root supervisor did', () => {
    const { told, begin, ask } = system()
    begin()
    ask(() => application.start(shop))
    ask(() => exitTo(whereis('w') as Pid, 'boom'))
    expect(told('shop')).toMatchObject({ state: 'ended', type: 'temporary', root: null })
  })

  it('are untold when their controller has ended', () => {
    const { told, begin, ask } = system()
    begin()
    ask(() => exitTo(whereis('kernel_sup') as Pid, 'kill'))
    expect(told()).toEqual([])
  })
})
