/**
 * A million supervised processes on one node, looked at as the observer looks: page by page, by
 * search, as a tree and as an application. A brush over it kills thousands, and all come back.
 */
import { expect, test } from 'vitest'
import { observe, type Pid, type Question, type Term } from '../kernel/index.ts'
import { crowd, performOp } from '../lab/index.ts'
import { applicationsOn } from '../otp/index.ts'
import { World } from '../sim/index.ts'
import { install, loadCompiler, newCodeServer } from '../web/index.ts'

interface Row {
  readonly pid: Pid
  readonly label: string
  readonly children: number
  readonly below: number
}

interface Rows {
  readonly total: number
  readonly rows: readonly Row[]
}

interface Block {
  readonly parent: number
  readonly label: string
  readonly alive: number
  readonly cells: Uint8Array
}

const [million, flocks] = [1_000_000, 16]
/** Only against what hangs: two million lives take a minute or more. */
const mostMs = 600_000

test(
  'a million are started, found, killed in part, back again, and ended',
  async () => {
    const { compileProgram } = await loadCompiler()
    const compiled = compileProgram(crowd.files)
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors))
    const load = (code: Parameters<typeof install>[0]) => install(code, compiled.modules)
    const world = new World({ seed: 1, newCode: newCodeServer, load })
    const node = world.addNode('n1@heron')
    node.watchFor({ level: 'nothing' })
    world.start(node.name, ['crowd', 'open', [million, flocks]])
    world.runUntil(1_000)
    const ask = <Answer>(question: Question) => observe(node, question) as unknown as Answer
    const look = () => ask<readonly Block[]>({ ask: 'field', most: 64 })
    const flocksNow = () => look().filter(({ label }) => label.startsWith('flock_'))

    const each = million / flocks
    expect(flocksNow().map(({ alive }) => alive)).toEqual(new Array(flocks).fill(each))
    const apps = applicationsOn(node, true) as unknown as { name: string; root: Row }[]
    const root = apps.find(({ name }) => name === 'crowd')?.root
    expect(root).toMatchObject({ label: 'crowd', children: flocks, below: million + flocks })

    const page = { ask: 'processes', descending: true, parent: null, from: 0, count: 50 } as const
    const busiest = ask<Rows>({ ...page, sort: 'reductions', search: '' })
    expect(busiest.total).toBe(node.processes.size)
    expect(busiest.rows).toHaveLength(50)
    const found = ask<Rows>({ ...page, sort: 'id', search: '.777777>' })
    expect(found.rows.map(({ pid, label }) => [pid.id, label])).toEqual([[777_777, 'member']])
    const way = ask<readonly (readonly [number, number])[]>({ ask: 'way', id: 777_777 })
    const [parent, rank] = way.at(-1) ?? [0, 0]
    const branch = { ask: 'children', parent, from: rank, count: 1, look: false } as const
    expect(ask<Rows>(branch)).toMatchObject({ total: each, rows: [{ label: 'member' }] })
    expect(ask<Rows>(branch).rows[0]?.pid.id).toBe(777_777)

    const { spawned } = node
    const cells = [[1_000, 20_999]] as const
    const [flock] = flocksNow()
    if (flock === undefined) throw new Error('no flock is in the field')
    performOp(node, { do: 'kill_cells', node: node.name, parent: flock.parent, cells }, true)
    const dark = flocksNow()[0]?.cells.filter((cell) => cell === 0).length
    expect(dark).toBe(20_000)
    nudge(world)
    expect(node.spawned - spawned).toBe(20_000)
    expect(flocksNow()[0]).toMatchObject({ parent: flock.parent, alive: each })

    world.apply({ do: 'crash', target: { name: 'crowd_opener' }, reason: 'shutdown' as Term })
    world.runUntil(world.now + 1_000)
    expect(node.processes.size).toBe(0)
  },
  mostMs,
)

/** Lets the node go on after something was done to it. */
function nudge(world: World): void {
  world.apply({ do: 'send', target: { name: 'flock_1' }, message: 'go on' })
  world.runUntil(world.now + 1_000)
}
