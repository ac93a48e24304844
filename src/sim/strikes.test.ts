/** Each fault, as the processes of a world meet it. */
import { describe, expect, it } from 'vitest'
import { receive, register, self, send, type Term } from '../kernel/index.ts'
import type { Fault } from '../lab/index.ts'
import { talk } from './talk-trial.ts'
import { World } from './world.ts'

const all = Array.from({ length: 40 }, (_, n) => n + 1)
const upTo = (first: number, last: number) => all.slice(first - 1, last)

describe('a node', () => {
  it('that crashes hears nothing, and listens again when it is restarted', () => {
    const { numbers, world } = talk((plan) => {
      plan(105, { do: 'crash', node: 'n2' })
      plan(205, { do: 'restart', node: 'n2' })
    })
    expect(numbers).toEqual([...upTo(1, 11), ...upTo(22, 40)])
    expect(world.node('n2').creation).toBe(2)
    expect(world.inForce).toEqual([])
  })

  it('that is restarted out of the blue begins another life', () => {
    expect(talk((plan) => plan(105, { do: 'restart', node: 'n1' })).numbers).toEqual([
      ...upTo(1, 11),
      ...all,
    ])
  })

  it('comes back when its crash is undone, or all is healed', () => {
    const crash = { do: 'crash', node: 'n2' } as const
    for (const end of [
      { do: 'undo', fault: crash },
      { do: 'heal', all: true },
    ] as const) {
      const { numbers } = talk((plan) => {
        plan(105, crash)
        plan(205, end)
      })
      expect(numbers).toEqual([...upTo(1, 11), ...upTo(22, 40)])
    }
  })

  it('that pauses is late, that is slow falls behind, that has a wrong clock counts otherwise', () => {
    const paused = talk((plan) => plan(105, { do: 'pause', node: 'n2', forMs: 50 }))
    expect(paused.numbers).toEqual(all)
    expect(paused.heard.filter(({ at }) => at === 155)).toHaveLength(5)
    const slow = talk((plan) => plan(0, { do: 'slow', node: 'n2', factor: 201 }))
    expect(slow.heard.at(-1)?.at).toBe(1 + 39 * 20)
    const fast = talk((plan) => plan(0, { do: 'clock', node: 'n2', driftPpm: 500_000 }))
    expect(fast.heard.at(-1)?.at).toBeCloseTo(391 * 1.5)
  })

  it('loses a process that is killed by its name', () => {
    expect(talk((plan) => plan(105, { do: 'kill', process: 'listener' })).numbers).toEqual(
      upTo(1, 11),
    )
  })
})

describe('a way', () => {
  const after105 = (fault: Fault, end: Fault) =>
    talk((plan) => {
      plan(105, fault)
      plan(205, end)
    }).numbers
  const without = [...upTo(1, 11), ...upTo(22, 40)]

  it('that is cut carries nothing until it is mended, also when only one way is', () => {
    const ends = { from: 'n1', to: 'n2' }
    expect(after105({ do: 'cut', ...ends }, { do: 'mend', ...ends })).toEqual(without)
    expect(after105({ do: 'cut', ...ends, oneWay: true }, { do: 'heal' })).toEqual(without)
    const back = { from: 'n2', to: 'n1', oneWay: true }
    expect(after105({ do: 'cut', ...back }, { do: 'heal' })).toEqual(all)
  })

  it('across a partition carries nothing until it is healed', () => {
    const groups = [['n1', 'n3'], ['n2']]
    expect(after105({ do: 'partition', groups }, { do: 'heal' })).toEqual(without)
    const other = [['n1', 'n2'], ['n3']]
    expect(after105({ do: 'partition', groups: other }, { do: 'heal' })).toEqual(all)
  })

  it('with a rule loses, doubles, swaps and garbles messages, until it has none', () => {
    const rule = (percents: object) => ({ do: 'link', from: '*', to: 'n2', ...percents }) as const
    const lossy = after105(rule({ lossPercent: 50 }), rule({}))
    expect(lossy.length).toBeLessThan(38)
    expect(lossy.slice(-19)).toEqual(upTo(22, 40))
    expect(after105(rule({ lossPercent: 100 }), rule({}))).toEqual(without)
    const doubled = after105(rule({ duplicatePercent: 100 }), rule({}))
    expect(doubled).toEqual(all.flatMap((n) => (n > 11 && n < 22 ? [n, n] : [n])))
    const late = talk((plan) => plan(105, rule({ delayMs: 500 })))
    expect(late.numbers).toEqual(all)
    expect(late.heard.at(-1)?.at).toBe(891)
    const swapped = after105(rule({ reorderPercent: 50 }), rule({}))
    expect(swapped).not.toEqual(all)
    expect([...swapped].sort((a, b) => a - b)).toEqual(all)
    const garbled = talk((plan) => plan(105, rule({ corruptPercent: 100 }))).heard
    expect(garbled).toHaveLength(40)
    expect(garbled.slice(11).map(({ message }) => message)).not.toContainEqual(['number', 20])
  })
})

describe('one message on its way', () => {
  /** Strikes the message ['number', 20], 0.5 ms after it was sent. */
  const struck = (fault: object) =>
    talk((_, world) =>
      world.at(190.5, () => {
        const { trace } = world
        for (let index = trace.first; index < trace.end; index++) {
          const { kind, term, node, creation, number } = trace.at(index)
          const [, said] = kind === 'sent' ? (term as [Term, [string, number]]) : [null, ['', 0]]
          if (said?.[1] !== 20) continue
          world.strike({ ...fault, sent: [node, creation, number] } as unknown as Fault)
        }
      }),
    )
  const others = all.filter((n) => n !== 20)

  it('keeps its place among those that arrive in the same instant', () => {
    const heard: Term[] = []
    const program = {
      *listener() {
        register('listener', self())
        for (;;) heard.push((yield receive()) as Term)
      },
      *speaker() {
        for (let n = 1; n <= 5; n++) send(['listener', 'n2'], n)
        yield null
      },
    }
    const world = new World({
      seed: 1,
      delayMs: [1, 1],
      load: (code) => code.load('m', '1', program),
    })
    for (const name of ['n1', 'n2']) world.addNode(name)
    world.start('n2', ['m', 'listener', []])
    world.runUntil(10)
    world.start('n1', ['m', 'speaker', []])
    world.runUntil(10.5)
    const { trace } = world
    for (let index = trace.first; index < trace.end; index++) {
      const { kind, term, node, creation, number } = trace.at(index)
      if (kind !== 'sent' || (term as Term[])[1] !== 3) continue
      world.strike({ do: 'duplicate', sent: [node, creation, number] })
    }
    world.runUntil(20)
    expect(heard).toEqual([1, 2, 3, 3, 4, 5])
  })

  it('is dropped, doubled, delayed with all behind it, overtaken or garbled by hand', () => {
    expect(struck({ do: 'drop' }).numbers).toEqual(others)
    expect(struck({ do: 'duplicate' }).numbers).toEqual([...upTo(1, 20), ...upTo(20, 40)])
    const delayed = struck({ do: 'delay', delayMs: 25 })
    expect(delayed.numbers).toEqual(all)
    expect(delayed.heard.slice(18, 23).map(({ at }) => at)).toEqual([181, 216, 216, 216, 221])
    const garbled = struck({ do: 'corrupt' }).heard.map(({ message }) => message)
    expect(garbled[19]).not.toEqual(['number', 20])
    expect(garbled).toHaveLength(40)
    const overtaken = struck({ do: 'reorder' })
    expect([...overtaken.numbers].sort((a, b) => a - b)).toEqual(all)
    expect(
      overtaken.heard.find(({ message }) => (message as Term[])[1] === 20)?.at,
    ).toBeGreaterThan(191)
  })
})

describe('a storm', () => {
  it('is the same for the same seed, and all is well after it', () => {
    const storm = {
      do: 'random',
      untilMs: 350,
      lossPercent: 20,
      crashPerMin: 400,
      pausePerMin: 400,
      partitionPerMin: 400,
      diskFaultPerMin: 400,
    } as const
    const run = (seed: number) => talk((plan) => plan(20, storm), seed)
    const first = run(1)
    expect(first.heard).toEqual(run(1).heard)
    expect(first.heard).not.toEqual(run(2).heard)
    expect(first.world.inForce).toEqual([])
    expect(first.world.living.map(({ name }) => name)).toEqual(['n1', 'n2', 'n3'])
  })

  it('is told in the trace, each fault of it as an op', () => {
    const { trace } = talk((plan) => plan(5, { do: 'crash', node: 'n3' })).world
    const ops = Array.from({ length: trace.end }, (_, index) => trace.at(index))
      .filter(({ kind }) => kind === 'op')
      .map(({ at, term }) => [at, term])
    expect(ops).toEqual([[5, { do: 'fault', fault: { do: 'crash', node: 'n3' } }]])
  })
})
