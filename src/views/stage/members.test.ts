/** Who still belongs to a simulated world. */
import { describe, expect, it } from 'vitest'
import type { MachineRecord, NodeRecord, System } from '../../lab/index.ts'
import { downOf, membersOf } from './members.ts'

function node(name: string, status: 'up' | 'down', reason: string | null): NodeRecord {
  return { name, machine: name, creation: 1, status, since: 0, reason }
}

function world(...nodes: readonly NodeRecord[]): System {
  const byName = new Map(nodes.map((each) => [each.name, each]))
  return { processes: new Map(), nodes: byName, machines: new Map(), cursor: 0, at: 0 }
}

describe('membersOf', () => {
  it('leaves out who has left, not who has crashed', () => {
    const all = world(
      node('n1', 'up', null),
      node('n2', 'down', 'crashed'),
      node('n3', 'down', 'left'),
    )
    const machines = new Map(['n1', 'n2', 'n3'].map((name) => [name, { name } as MachineRecord]))
    const { nodes, machines: left } = membersOf({ ...all, machines })
    expect([...nodes.keys()]).toEqual(['n1', 'n2'])
    expect([...left.keys()]).toEqual(['n1', 'n2'])
    expect([...downOf(all)]).toEqual(['n2', 'n3'])
  })

  it('is the very same system while nobody has left', () => {
    const all = world(node('n1', 'up', null), node('n2', 'down', 'crashed'))
    expect(membersOf(all)).toBe(all)
  })
})
