/** A run under hands is the same run again: from its record, in one go, and in slices. */
import { describe, expect, it } from 'vitest'
import { pingPong, type RunRecord, readRecord, writeRecord } from '../lab/index.ts'
import { handOf } from './hand-trial.ts'
import { runOfRecord } from './run-record.ts'
import { type Begun, Session } from './session.ts'
import { toyRun } from './shrink/toy.ts'
import { simulate } from './simulate.ts'

const always = () => true

function begun(seed: number, nodes = 4): Begun {
  const { untilMs: _, ...run } = toyRun(seed, nodes, 0)
  return { ...run, options: { delayMs: [5, 90] } }
}

/** Deeds of all kinds by a hand that hits anything at any turn, also several at once. */
function played(seed: number): Session {
  const session = new Session(begun(seed))
  const { below, deed } = handOf(seed)
  for (let count = 0; count < 40; count++) {
    if (below(3) === 0) session.goOn(session.now + below(300), always)
    else for (let turns = below(25); turns > 0; turns--) session.next(session.now + 50)
    for (let more = below(3); more > 0; more--) session.act(deed())
  }
  session.goOn(session.now + 500, always)
  return session
}

function again(record: RunRecord, seed: number) {
  const { program, newCode } = begun(seed)
  return runOfRecord(record, program, newCode)
}

describe('a session', () => {
  it('runs again from its record bit for bit, whatever was done at whichever turn', () => {
    let deeds = 0
    for (let seed = 0; seed < 25; seed++) {
      const session = played(seed)
      deeds += session.deeds.length
      const outcome = simulate(again(session.record(), seed))
      expect([seed, outcome.traceHash]).toEqual([seed, session.traceHash])
      expect(outcome.properties).toEqual(session.verdicts)
    }
    expect(deeds).toBeGreaterThan(500)
  })

  it('does each deed at once, whether anything else is done before the next or not', () => {
    const kill = { do: 'kill', target: { name: 'toy' } } as const
    const session = new Session(begun(2))
    session.goOn(300, always)
    session.act(kill)
    session.goOn(session.now, always)
    session.act(kill)
    session.goOn(session.now, always)
    expect(session.deeds.map(({ after }) => after)).toEqual([session.turns, session.turns])
    expect(simulate(again(session.record(), 2)).traceHash).toBe(session.traceHash)
  })

  it('is the same in slices, and stops in time', () => {
    const session = played(7)
    const copy = new Session(again(session.record(), 7))
    let slices = 1
    while (!copy.goOn(session.now, () => false)) slices++
    expect(slices).toBeGreaterThan(5)
    expect([copy.now, copy.turns, copy.left]).toEqual([session.now, session.turns, 0])
    expect(copy.traceHash).toBe(session.traceHash)
    expect(copy.deeds).toEqual(session.deeds)
  })

  it('takes one delivery at a time, and says when none comes', () => {
    const session = new Session(begun(3))
    const { happened } = session
    for (let count = 1; count < 20; count++) {
      expect(session.deliver(5_000)).toBe(true)
      expect(session.happened).toBe(happened + count)
    }
    const quiet = new Session({ ...begun(3), nodes: 1, program: { ...pingPong, root: 'none' } })
    expect(quiet.deliver(700)).toBe(false)
    expect(quiet.now).toBe(700)
  })

  it('refuses in words what it can’t do, and nothing has changed', () => {
    const session = new Session(begun(4))
    session.goOn(300, always)
    const before = session.traceHash
    expect(session.act({ do: 'load', files: [] })).toBe('other_world')
    expect(session.act({ do: 'cut', machine: 'heron' })).toBe('other_world')
    const backwards = { do: 'clock', node: 'n1', driftPpm: -1e9 } as const
    expect(session.act({ do: 'fault', fault: backwards })).toBe('no_fault')
    expect(session.act({ do: 'kill', target: { name: 'nobody' } })).toBe('nobody')
    expect(session.act({ do: 'kill_node', node: 'n9' })).toBe('nobody')
    const nowhere = { do: 'slow', node: 'n9', factor: 3 } as const
    expect(session.act({ do: 'fault', fault: nowhere })).toBe('nobody')
    expect(session.act({ do: 'kill_cells', node: 'n9', parent: 1, cells: [] })).toBe('nobody')
    expect([session.traceHash, session.deeds]).toEqual([before, []])
  })

  it('does nothing that no record could tell', () => {
    const session = new Session(begun(4, 1))
    const undo = { do: 'undo', fault: { do: 'crash', node: 'n9' } } as const
    for (const fault of [
      { do: 'cut', from: 'n1', to: 'n2' },
      { do: 'link', from: 'n7', to: '*', lossPercent: 5 },
      { do: 'partition', groups: [['n1'], ['n3']] },
      undo,
    ] as const) {
      expect(session.act({ do: 'fault', fault })).toBe('nobody')
    }
    for (const nodes of [0, 1.5, 201, 1e9]) {
      expect(session.act({ do: 'scale', nodes })).toBe('too_many')
    }
    expect([session.act({ do: 'scale', nodes: 2 }), session.nodes]).toEqual([null, 2])
    const cut = { do: 'cut', from: 'n1', to: 'n2' } as const
    expect(session.act({ do: 'fault', fault: cut })).toBeNull()
    expect(readRecord(writeRecord(session.record()).text)).toHaveProperty('record')
  })

  it('runs whatever a stranger’s record holds, as far as it makes sense', () => {
    const { program, newCode } = begun(5)
    const ops = [
      { atMs: 10, op: { do: 'load', files: [] } },
      { atMs: 20, after: 1_000_000, op: { do: 'cut', machine: 'x' } },
      { atMs: 15, after: 0, op: { do: 'kill', target: { pid: 'no pid' } } },
      { atMs: 30, after: 3, op: { do: 'kill_node', node: 'n99' } },
      { atMs: 1e12, after: 1, op: { do: 'kill_node', node: 'n1' } },
    ] as const
    const session = new Session({ program, newCode, seed: 5, nodes: 2, ops })
    session.goOn(1_000, always)
    expect([session.now, session.left]).toEqual([1_000, 1])
  })
})

describe('nodes that join and leave', () => {
  const toy = begun(9)

  it('boot with their number, and leave when their root has ended', () => {
    const session = new Session({ ...toy, nodes: 2 })
    session.goOn(500, always)
    const kinds: string[] = []
    const grown = new Session({
      ...toy,
      nodes: 2,
      read: ({ kind, node, term }) => kinds.push(`${node} ${kind} ${String(term)}`),
    })
    grown.goOn(500, always)
    expect(grown.traceHash).toBe(session.traceHash)
    grown.act({ do: 'scale', nodes: 3 })
    grown.goOn(1_000, always)
    expect(kinds).toContain('n3 register toy')
    kinds.length = 0
    grown.act({ do: 'scale', nodes: 1 })
    grown.goOn(2_000, always)
    expect(kinds).toContain('n3 exit shutdown')
    expect(kinds.some((kind) => kind.startsWith('n1 nodedown'))).toBe(true)
    expect(grown.nodes).toBe(1)
  })
})
