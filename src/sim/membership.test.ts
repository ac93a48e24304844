/** Nodes that are sent home and wanted again, whatever state they are in. */
import { describe, expect, it } from 'vitest'
import type { Fault } from '../lab/index.ts'
import { runOfRecord } from './run-record.ts'
import { type Begun, Session } from './session.ts'
import { toyRun } from './shrink/toy.ts'
import { simulate } from './simulate.ts'

const always = () => true

function run(more: Partial<Begun> = {}) {
  const { untilMs: _, ...toy } = toyRun(1, 5, 0)
  const session = new Session({ ...toy, ...more })
  session.goOn(500, always)
  const strike = (fault: Fault) => session.act({ do: 'fault', fault })
  const scale = (nodes: number) => session.act({ do: 'scale', nodes })
  const inForce = () => session.inForce.map(({ fault }) => fault)
  const replay = () => simulate(runOfRecord(session.record(), toy.program, toy.newCode)).traceHash
  return { session, strike, scale, inForce, replay }
}

const crash = (node: string) => ({ do: 'crash', node }) as const
const heal = { do: 'heal', all: true } as const

/** Reads of each node the lives that it began. */
function lives() {
  const begun: string[] = []
  const read: Begun['read'] = ({ kind, node, creation }) => {
    if (kind === 'boot') begun.push(`${node}/${creation}`)
  }
  return { begun, read }
}

describe('a system of another size', () => {
  it('is recorded although nobody lives who could be told', () => {
    const { session, strike, scale, replay } = run()
    for (const node of ['n1', 'n2', 'n3', 'n4', 'n5']) strike(crash(node))
    expect(scale(3)).toBeNull()
    strike(heal)
    session.goOn(3_000, always)
    expect([session.nodes, session.deeds.length]).toEqual([3, 7])
    expect(replay()).toBe(session.traceHash)
  })

  it('has sent home who was down: no heal and no restart brings it back', () => {
    const { begun, read } = lives()
    const { session, strike, scale, inForce, replay } = run({ read })
    strike(crash('n5'))
    strike(crash('n1'))
    scale(4)
    expect(inForce()).toEqual([crash('n1')])
    expect(strike({ do: 'restart', node: 'n5' })).toBe('nobody')
    expect(strike(crash('n5'))).toBe('nobody')
    strike(heal)
    session.goOn(3_000, always)
    expect(begun.slice(5)).toEqual(['n1/2'])
    expect(inForce()).toEqual([])
    scale(5)
    session.goOn(6_000, always)
    expect(begun.slice(6)).toEqual(['n5/2'])
    expect(replay()).toBe(session.traceHash)
  })

  it('has lost who crashed or was held on its way out, too', () => {
    const { session, strike, scale, inForce } = run()
    strike({ do: 'pause', node: 'n4', forMs: 60_000 })
    scale(3)
    strike(crash('n5'))
    expect(inForce()).toHaveLength(2)
    session.goOn(8_000, always)
    expect(inForce()).toEqual([])
    strike(heal)
    session.goOn(9_000, always)
    scale(5)
    expect(inForce()).toEqual([])
  })

  it('isn’t joined by the restart that a script has for one sent home', () => {
    const { begun, read } = lives()
    const { session, scale } = run({
      read,
      faults: [
        { atMs: 400, do: 'crash', node: 'n5' },
        { atMs: 900, do: 'restart', node: 'n5' },
      ],
    })
    scale(4)
    session.goOn(2_000, always)
    scale(5)
    session.goOn(3_000, always)
    expect(begun.slice(5)).toEqual(['n5/2'])
  })
})
