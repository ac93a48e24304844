/** Rules and verdicts: what happens to the frames of one way, and that nothing else moves. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closedBy, isOf, type Rule, type Way, wayOf } from './rule.ts'
import { delayOn, type FrameVerdict, verdictByHand, verdictOn } from './verdict.ts'

const nodes = ['n1@heron', 'n2@heron', 'n1@otter'] as const
const [a, b, c] = nodes
const ways = nodes.flatMap((from) => nodes.map((to) => [from, to] as const))
const place = fc.constantFrom(...nodes, 'heron', 'otter', '*')
const percent = fc.constantFrom(0, 0.5, 20, 100)
const ms = fc.constantFrom(0, 0.25, 30)
const rule: fc.Arbitrary<Rule> = fc.record(
  {
    from: place,
    to: place,
    lossPercent: percent,
    delayMs: ms,
    jitterMs: ms,
    duplicatePercent: percent,
    reorderPercent: percent,
    corruptPercent: percent,
  },
  { requiredKeys: ['from', 'to'] },
)
const rules = fc.array(rule, { maxLength: 4 })
const seed = fc.integer()

const firsts = (way: Way | null, count = 200) =>
  Array.from({ length: count }, (_, n) => verdictOn(way, n))
const share = (all: readonly FrameVerdict[], is: (verdict: FrameVerdict) => boolean) =>
  all.filter(is).length / all.length

describe('a way', () => {
  it('passes everything where no rule applies, and says so before it is asked', () => {
    expect(wayOf([], a, b, 1)).toBe(null)
    expect(wayOf([{ from: a, to: b, lossPercent: 50 }], b, a, 1)).toBe(null)
    expect(wayOf([{ from: a, to: b, lossPercent: 0 }], a, b, 1)).toBe(null)
    expect(verdictOn(null, 7)).toBe(null)
    expect(delayOn(null, 7)).toBe(0)
  })

  it('is meant by a node, its machine or anybody', () => {
    expect([a, 'heron', '*', c, 'otter', 'n1'].map((name) => isOf(name, a))).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ])
  })

  it('keeps its verdicts when a rule of another way comes or goes', () => {
    fc.assert(
      fc.property(rules, rule, seed, ([...some], more, world) => {
        for (const [from, to] of ways) {
          if (isOf(more.from, from) && isOf(more.to, to)) continue
          const before = wayOf(some, from, to, world)
          const after = wayOf([...some, more], from, to, world)
          expect(after).toEqual(before)
          expect(firsts(after, 20)).toEqual(firsts(before, 20))
        }
      }),
    )
  })

  it('loses the same messages and more when it loses more', () => {
    fc.assert(
      fc.property(rules, rule, seed, (some, more, world) => {
        const lost = (way: Way | null) => firsts(way).map((verdict) => verdict?.length === 0)
        const before = lost(wayOf(some, a, b, world))
        const after = lost(wayOf([...some, more], a, b, world))
        expect(after.filter((isLost, n) => before[n] && !isLost)).toEqual([])
      }),
    )
  })

  it('keeps one kind of fault where it was when another is taken away', () => {
    const both = wayOf([{ from: a, to: b, duplicatePercent: 30, reorderPercent: 30 }], a, b, 5)
    const one = wayOf([{ from: a, to: b, duplicatePercent: 30 }], a, b, 5)
    const doubles = (way: Way | null) => firsts(way).map((verdict) => verdict?.length === 2)
    expect(doubles(both)).toEqual(doubles(one))
    expect(doubles(one)).toContain(true)
  })

  it('throws other dice for another seed, way or frame', () => {
    const lossy = [{ from: '*', to: '*', lossPercent: 50 }]
    const first = firsts(wayOf(lossy, a, b, 1))
    expect(firsts(wayOf(lossy, a, b, 1))).toEqual(first)
    expect(firsts(wayOf(lossy, a, b, 2))).not.toEqual(first)
    expect(firsts(wayOf(lossy, b, a, 1))).not.toEqual(first)
    expect(new Set(first.map((verdict) => verdict?.length)).size).toBe(2)
  })

  it('is the same in every engine', () => {
    const way = wayOf([{ from: a, to: b, lossPercent: 20, jitterMs: 10 }], a, b, 7)
    expect(firsts(way, 6).map((verdict) => verdict?.[0]?.delayMs ?? 'lost')).toMatchInlineSnapshot(`
      [
        3.88,
        8.888,
        "lost",
        1.739,
        0.071,
        8.812,
      ]
    `)
  })

  it('loses, doubles, garbles and holds back as many as it says', () => {
    const thousands = (fault: Partial<Rule>) =>
      firsts(wayOf([{ from: a, to: b, ...fault }], a, b, 3), 20_000)
    const near = (part: number, wanted: number) =>
      expect(Math.abs(part - wanted)).toBeLessThan(0.01)
    near(
      share(thousands({ lossPercent: 20 }), (verdict) => verdict?.length === 0),
      0.2,
    )
    near(
      share(thousands({ duplicatePercent: 20 }), (verdict) => verdict?.length === 2),
      0.2,
    )
    near(
      share(thousands({ corruptPercent: 20 }), (v) => typeof v?.[0]?.corruption === 'number'),
      0.2,
    )
    near(
      share(thousands({ reorderPercent: 20 }), (v) => v?.[0]?.overtaken === true),
      0.2,
    )
    expect(share(thousands({ lossPercent: 100 }), (verdict) => verdict?.length === 0)).toBe(1)
  })

  it('adds up rules as independent causes, times as they are', () => {
    const way = wayOf(
      [
        { from: '*', to: '*', lossPercent: 20, delayMs: 10 },
        { from: 'heron', to: b, lossPercent: 50, delayMs: 0.5, jitterMs: 4 },
      ],
      a,
      b,
      1,
    )
    expect(way).toMatchObject({ loss: 600_000, delayUs: 10_500, jitterUs: 4_000 })
    const delays = Array.from({ length: 500 }, (_, n) => delayOn(way, n))
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(10.5)
    expect(Math.max(...delays)).toBeLessThanOrEqual(14.5)
    expect(new Set(delays).size).toBeGreaterThan(300)
  })
})

describe('a closed way', () => {
  const closed = (fault: Parameters<typeof closedBy>[0]) =>
    ways.filter(([from, to]) => closedBy(fault)(from, to))

  it('is cut in both directions, or in one', () => {
    expect(closed({ do: 'cut', from: a, to: 'otter' })).toEqual([
      [a, c],
      [c, a],
    ])
    expect(closed({ do: 'cut', from: a, to: b, oneWay: true })).toEqual([[a, b]])
  })

  it('parts the groups from each other and from those who weren’t named', () => {
    expect(closed({ do: 'partition', groups: [] })).toEqual([])
    expect(closed({ do: 'partition', groups: [['heron']] })).toHaveLength(4)
    expect(closed({ do: 'partition', groups: [[a], [b]] })).toHaveLength(6)
    expect(closed({ do: 'partition', groups: [[b], ['heron', c]] })).toHaveLength(4)
  })
})

describe('by hand', () => {
  const sent = [a, 1, 57] as const
  it('one message is lost, late, doubled, overtaken or garbled', () => {
    expect(verdictByHand({ do: 'drop', sent }, 1)).toEqual([])
    const late = { delayMs: 40, overtaken: false, corruption: null }
    expect(verdictByHand({ do: 'delay', sent, delayMs: 40 }, 1)).toEqual([late])
    expect(verdictByHand({ do: 'duplicate', sent }, 1)).toHaveLength(2)
    const [held] = verdictByHand({ do: 'reorder', sent }, 1)
    expect(held?.overtaken).toBe(true)
    expect(held?.delayMs).toBeGreaterThanOrEqual(1)
    const garbled = (number: number) =>
      verdictByHand({ do: 'corrupt', sent: [a, 1, number] }, 1)[0]?.corruption
    expect(garbled(57)).toBe(garbled(57))
    expect(garbled(57)).not.toBe(garbled(58))
  })
})
