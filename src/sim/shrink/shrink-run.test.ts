/** Shrinking a run: the same property still fails, and without any one of its faults it doesn't. */
import { describe, expect, it } from 'vitest'
import { type FaultStep, stormSteps, wholeFaults, withOnly } from '../../lab/index.ts'
import type { Run } from '../simulate.ts'
import { shrinkRun } from './shrink-run.ts'
import { type Failure, shrinking } from './shrinking.ts'
import { toyFails, toyRun } from './toy.ts'

const storm = {
  atMs: 0,
  do: 'random',
  untilMs: 15_000,
  lossPercent: 5,
  crashPerMin: 60,
  pausePerMin: 60,
  diskFaultPerMin: 60,
} as const satisfies FaultStep

/** The storm rages where the numbers are. */
function stormy(seed: number): Run {
  const faults = stormSteps(storm, seed, ['n2', 'n3'], { keepUp: 0 })
  return { ...toyRun(seed, 3, 15_000), faults }
}

const failing: number[] = []
for (let seed = 1; failing.length < 3 && seed < 100; seed++) {
  if (toyFails(stormy(seed)) !== null) failing.push(seed)
}

describe('a failing run', () => {
  it('is easy to find', () => expect(failing).toHaveLength(3))

  it.each(failing)('of seed %i is smaller, still fails, and needs each fault', (seed) => {
    const run = stormy(seed)
    const shrunk = shrinkRun(run, { fails: toyFails })
    const { failure, isDone, run: small } = shrunk as NonNullable<typeof shrunk>
    expect(isDone).toBe(true)
    expect(toyFails(small)).toEqual(failure)
    const { faults = [] } = small
    const whole = wholeFaults(faults)
    expect(whole.length).toBeLessThanOrEqual(10)
    expect(small.untilMs).toBeLessThan(run.untilMs)
    for (const one of whole) {
      const rest = whole.filter((other) => other !== one)
      expect(toyFails({ ...small, faults: withOnly(faults, rest) })).toBe(null)
    }
  })

  it('becomes the same each time', () => {
    const [first, again] = [1, 2].map(() =>
      shrinkRun(stormy(failing[0] as number), { fails: toyFails }),
    )
    expect(again?.run.faults).toEqual(first?.run.faults)
    expect(again?.runs).toBe(first?.runs)
  })

  it('is left as soon as there is no more time', () => {
    const run = stormy(failing[0] as number)
    const shrunk = shrinkRun(run, { fails: toyFails, mostRuns: 5 })
    expect(shrunk).toMatchObject({ runs: 5, isDone: false })
    expect(toyFails(shrunk?.run as Run)).toEqual(shrunk?.failure)
  })

  it('is none when nothing fails', () => {
    expect(shrinkRun(toyRun(1, 3, 2_000), { fails: toyFails })).toBe(null)
  })
})

/** Fails at 1000 when all of these are in its faults, each as a part of one. */
function failsWith(...needed: readonly object[]) {
  return ({ faults = [] }: Run) => {
    const has = (part: object) => faults.some((step) => isPart(part, step))
    return needed.every(has) ? { name: 'it', atMs: 1_000 } : null
  }
}

function isPart(part: object, whole: object): boolean {
  return Object.entries(part).every(([key, value]) => Reflect.get(whole, key) === value)
}

function smallest(faults: readonly FaultStep[], fails: (run: Run) => Failure | null, nodes = 8) {
  return shrinkRun({ ...toyRun(1, nodes, 9_000), faults }, { fails })?.run
}

describe('shrinking', () => {
  it('takes a fault away with its end, and only then', () => {
    const faults: readonly FaultStep[] = [
      { atMs: 10, do: 'crash', node: 'n1' },
      { atMs: 20, do: 'partition', groups: [['n1']] },
      { atMs: 30, do: 'cut', from: 'n1', to: 'n2' },
      { atMs: 40, do: 'heal' },
      { atMs: 50, do: 'restart', node: 'n1' },
    ]
    const { faults: left } = smallest(faults, failsWith({ do: 'cut' })) as Run
    expect(left?.map((step) => step.do)).toEqual(['cut', 'heal'])
  })

  it('takes a rule away field by field, and makes numbers rounder', () => {
    const rule = {
      atMs: 7,
      do: 'link',
      from: '*',
      to: '*',
      lossPercent: 23.7,
      delayMs: 345,
    } as const
    const fails = ({ faults = [] }: Run) =>
      faults.some((step) => step.do === 'link' && (step.delayMs ?? 0) >= 130)
        ? { name: 'it', atMs: 0 }
        : null
    expect(smallest([rule, { atMs: 800, do: 'link', from: '*', to: '*' }], fails)?.faults).toEqual([
      { atMs: 0, do: 'link', from: '*', to: '*', delayMs: 300 },
    ])
  })

  it('takes what was done by hand as a fault, or away', () => {
    const ops = [
      { atMs: 500, op: { do: 'kill', target: { name: 'toy' } } },
      { atMs: 600, op: { do: 'fault', fault: { do: 'crash', node: 'n1' } } },
    ] as const
    const found = { run: { ...toyRun(1, 2, 9_000), ops }, failure: { name: 'it', atMs: 1_000 } }
    const asked = shrinking(found)
    let next = asked.next()
    while (!next.done) next = asked.next(failsWith({ do: 'crash' })(next.value))
    expect(next.value.run).toMatchObject({ ops: [], faults: [{ do: 'crash' }] })
  })

  it('moves what is left onto fewer nodes, as long as all is well there without faults', () => {
    const faults: readonly FaultStep[] = [{ atMs: 100, do: 'crash', node: 'n7' }]
    const fails = (run: Run) =>
      run.nodes < 3 ? { name: 'it', atMs: 0 } : failsWith({ do: 'crash' })(run)
    expect(smallest(faults, fails)).toMatchObject({
      nodes: 3,
      faults: [{ atMs: 0, do: 'crash', node: 'n1' }],
    })
    const same = shrinkRun({ ...toyRun(1, 8, 9_000), faults }, { fails, keepsNodes: true })
    expect(same?.run).toMatchObject({ nodes: 8, faults: [{ node: 'n7' }] })
  })

  it('leaves no outage that nobody could see, and none where none is needed', () => {
    const faults: readonly FaultStep[] = [
      { atMs: 1_234, do: 'crash', node: 'n1' },
      { atMs: 5_678, do: 'restart', node: 'n1' },
    ]
    const fails = failsWith({ do: 'crash' }, { do: 'restart' })
    const [crash, restart] =
      smallest(faults, (run) => ({ ...fails(run)!, atMs: 8_000 }))?.faults ?? []
    expect([crash?.atMs, restart?.atMs]).toEqual([0, 100])
    expect(smallest(faults, () => ({ name: 'it', atMs: 1 }))).toMatchObject({
      nodes: 1,
      faults: [],
    })
  })
})
