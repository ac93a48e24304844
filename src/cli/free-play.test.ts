/**
 * The programs of free play as people see them, with frames that take long enough to be seen: what
 * they promise holds as long as nothing fails, and each promise is broken by the faults named here.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  chat,
  dareDelayMs,
  type FaultStep,
  freePlay,
  type Program,
  ring,
  workerPool,
} from '../lab/index.ts'
import { compiled } from './compiled.ts'
import { crash, kill, type PromiseTrial, restart, seeds, statusesOf } from './promise-trial.ts'

type NewCode = PromiseTrial['newCode']

const code = new Map<Program, NewCode>()

beforeAll(async () => {
  for (const program of freePlay) code.set(program, await compiled(program))
})

function trial(program: Program, faults: readonly FaultStep[] = [], more = {}) {
  const newCode = code.get(program)!
  return statusesOf({ program, newCode, faults, delayMs: dareDelayMs, ...more })
}

const link = (from: string, to: string) => ({ do: 'link', from, to }) as const
const cutOff = (node: string, atMs: number) =>
  ({ atMs, do: 'partition', groups: [[node]] }) as const
const pause = (node: string, atMs: number, forMs: number) =>
  ({ atMs, do: 'pause', node, forMs }) as const

describe.each(freePlay.map((program) => [program.id, program] as const))('%s', (_, program) => {
  it('keeps what it promises with 10 seeds as long as nothing fails', () => {
    for (const seed of seeds(10)) {
      const verdicts = trial(program, [], { seed })
      expect(Object.values(verdicts), `seed ${seed}`).not.toContain('failed')
      expect(verdicts).not.toEqual({})
    }
  })

  it('keeps it, too, when nodes are sent home, down to one, and others come', () => {
    const sizes = [2, 6, 1, 3]
    const ops = sizes.map((nodes, at) => {
      return { atMs: 8_000 * (at + 1), op: { do: 'scale', nodes } } as const
    })
    for (const seed of seeds(10)) {
      const verdicts = trial(program, [], { seed, ops, untilMs: 45_000 })
      expect(Object.values(verdicts), `seed ${seed}`).not.toContain('failed')
    }
  })
})

describe('ring', () => {
  const kept = { 'one-token': 'passed', 'comes-round': 'passed' }

  it('goes on with one node or thirty, and makes a lost token again', () => {
    expect(trial(ring, [], { nodes: 1 })).toEqual(kept)
    expect(trial(ring, [], { nodes: 30 })).toEqual(kept)
    for (const node of ['n1', 'n2', 'n3']) {
      for (const seed of seeds(5)) {
        const faults = [crash(node, 5_000), restart(node, 9_000)]
        expect([node, seed, trial(ring, faults, { seed })]).toEqual([node, seed, kept])
      }
    }
  })

  it('has two tokens when each side of a partition takes the other for dead', () => {
    const faults = [{ atMs: 5_000, do: 'partition', groups: [['n1', 'n2']] }] as const
    expect(trial(ring, faults)).toEqual({ ...kept, 'one-token': 'failed' })
  })

  it('takes a slow node for a dead one', () => {
    const found = seeds(10).map((seed) => trial(ring, [pause('n3', 5_000, 5_500)], { seed }))
    expect(found.map((each) => each['one-token'])).toContain('failed')
  })

  it('is out of time when token after token is lost', () => {
    const faults = [{ atMs: 5_000, ...link('*', '*'), lossPercent: 60 }]
    expect(trial(ring, faults)).toMatchObject({ 'comes-round': 'failed' })
  })
})

describe('chat', () => {
  const kept = { 'one-order': 'passed', 'all-hear': 'passed' }

  it('keeps its word to all who are in the room when the room, a node or a way is gone', () => {
    const heal = { atMs: 9_000, do: 'heal' } as const
    for (const seed of seeds(5)) {
      for (const faults of [
        [kill('room', 5_000)],
        [crash('n1', 5_000), restart('n1', 8_000)],
        [crash('n3', 5_000), restart('n3', 8_000)],
        [cutOff('n2', 5_000), heal],
      ]) {
        expect([seed, faults, trial(chat, faults, { seed })]).toEqual([seed, faults, kept])
      }
    }
  })

  it('has no answer to a message that is lost or doubled', () => {
    for (const wrong of [{ lossPercent: 100 }, { duplicatePercent: 100 }]) {
      const faults = [
        { atMs: 5_000, ...link('n1', 'n3'), ...wrong },
        { atMs: 9_000, ...link('n1', 'n3') },
      ]
      expect([wrong, trial(chat, faults)]).toMatchObject([wrong, { 'one-order': 'failed' }])
    }
  })

  it('says nothing in time to who is slow', () => {
    expect(trial(chat, [pause('n3', 5_000, 5_000)])).toEqual({ ...kept, 'all-hear': 'failed' })
  })
})

describe('worker-pool', () => {
  const kept = { 'jobs-answered': 'passed', 'answered-once': 'passed' }
  const untilMs = 30_000

  it('gives the jobs of a worker who is gone to another one', () => {
    for (const seed of seeds(5)) {
      for (const faults of [
        [kill('worker-1', 5_000), kill('worker-2', 7_000)],
        [{ ...kill('pg', 5_000), node: 'n2' }],
        [cutOff('n1', 5_000), { atMs: 9_000, do: 'heal' } as const],
      ]) {
        const verdicts = trial(workerPool, faults, { seed, untilMs })
        expect([seed, faults, verdicts]).toEqual([seed, faults, kept])
      }
    }
  })

  it('loses what only a desk knew, with the desk', () => {
    const found = seeds(10).map((seed) =>
      trial(workerPool, [crash('n2', 5_000)], { seed, untilMs }),
    )
    expect(found).toContainEqual({ ...kept, 'jobs-answered': 'failed' })
  })

  it('answers twice when who takes over isn’t heard in time', () => {
    const faults = [{ atMs: 4_000, ...link('n2', 'n1'), delayMs: 3_000 }, kill('pg', 5_000)]
    const at = faults.map((fault) => (fault.do === 'kill' ? { ...fault, node: 'n2' } : fault))
    const found = seeds(10).map((seed) => trial(workerPool, at, { seed, untilMs }))
    expect(found).toContainEqual({ ...kept, 'answered-once': 'failed' })
  })
})
