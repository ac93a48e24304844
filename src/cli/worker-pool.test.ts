/**
 * Scale down: the worker pool goes from five nodes to one, from two workers to one, and up again to
 * three nodes, while jobs come. Each job that was accepted is answered once.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Recorded } from '../kernel/index.ts'
import { dareDelayMs, type Op, workerPool } from '../lab/index.ts'
import { simulate } from '../sim/index.ts'
import { compiled } from './compiled.ts'
import { seeds } from './promise-trial.ts'

let newCode: Awaited<ReturnType<typeof compiled>>

beforeAll(async () => {
  newCode = await compiled(workerPool)
})

interface Scaled {
  readonly ops: readonly (readonly [atMs: number, op: Op])[]
  readonly untilMs?: number
  readonly seed?: number
  readonly nodes?: number
}

/** The verdicts, who did how many jobs when, and which accepted jobs nobody has answered. */
function scaled({ ops, untilMs = 60_000, seed = 1, nodes = 5 }: Scaled) {
  const open = new Set<string>()
  const answers: (readonly [atMs: number, worker: string])[] = []
  const read = ({ kind, term, at, node, subject }: Recorded) => {
    const [what, id] = Array.isArray(term) ? term : []
    if (kind === 'note' && what === 'accepted') open.add(id as string)
    if (kind === 'note' && what === 'answered') open.delete(id as string)
    const isResult = JSON.stringify(term)?.includes('["$gen_cast",["done"')
    if (kind === 'sent' && isResult) answers.push([at, `${node} ${subject?.id}`])
  }
  const { properties } = simulate({
    program: workerPool,
    newCode,
    seed,
    nodes,
    untilMs,
    read,
    options: { delayMs: dareDelayMs },
    ops: ops.map(([atMs, op]) => ({ atMs, op })),
  })
  const busy = (from: number, to: number) =>
    new Set(answers.filter(([at]) => at >= from && at < to).map(([, worker]) => worker))
  const statuses = Object.values(properties).map(({ status }) => status)
  return { statuses, busy, open }
}

const scale = (nodes: number): Op => ({ do: 'scale', nodes })
const home = (name: string): Op => ({ do: 'crash', target: { name }, reason: 'shutdown' })
const nodesOf = (workers: ReadonlySet<string>) =>
  [...new Set([...workers].map((each) => each.split(' ')[0]))].sort()

describe('worker-pool', () => {
  it('serves with five nodes, with one, and with three', () => {
    for (const seed of seeds(10)) {
      const ops = [
        [15_000, scale(1)],
        [35_000, scale(3)],
      ] as const
      const { statuses, busy, open } = scaled({ ops, seed })
      expect([seed, statuses]).toEqual([seed, ['passed', 'passed']])
      expect(nodesOf(busy(5_000, 15_000))).toEqual(['n1', 'n2', 'n3', 'n4', 'n5'])
      expect(nodesOf(busy(20_000, 35_000))).toEqual(['n1'])
      expect(nodesOf(busy(40_000, 60_000))).toEqual(['n1', 'n2', 'n3'])
      expect([...open].filter((id) => Number(id.split('-')[1]) < 50_000)).toEqual([])
    }
  })

  it('serves with one worker process of one node', () => {
    const ops = [
      [10_000, scale(1)],
      [20_000, home('worker-2')],
    ] as const
    const { statuses, busy } = scaled({ ops, nodes: 3 })
    expect(statuses).toEqual(['passed', 'passed'])
    expect([busy(12_000, 20_000).size, busy(22_000, 60_000).size]).toEqual([2, 1])
  })

  it('goes down and up again and again, node by node', () => {
    const sizes = [4, 3, 2, 1, 2, 4, 1, 5]
    const ops = sizes.map((nodes, at) => [6_000 * (at + 1), scale(nodes)] as const)
    for (const seed of seeds(10)) {
      const { statuses, open } = scaled({ ops, seed, untilMs: 70_000 })
      expect([seed, statuses]).toEqual([seed, ['passed', 'passed']])
      expect([...open].filter((id) => Number(id.split('-')[1]) < 60_000)).toEqual([])
    }
  })
})
