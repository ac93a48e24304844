/** Keys as actions; K means whoever stands now where the selected one stood. */
import { describe, expect, it } from 'vitest'
import { type EventId, pidKey } from '../../kernel/index.ts'
import { atStart, pause } from '../../lab/index.ts'
import type { Aloft, SimSight } from '../lab/sight.ts'
import { killCounter, running } from '../sample.ts'
import { actionOfControl, actionOfKey, type KeyFacts } from './keys.ts'
import { sheetFor } from './keys-sheet.tsx'

function facts(more: Partial<KeyFacts> = {}): KeyFacts {
  return {
    system: running().sample.system(),
    selection: null,
    playback: atStart,
    acting: true,
    view: 'picture',
    sourceOf: () => 'counter.ts',
    ...more,
  }
}

describe('actionOfKey', () => {
  it('pauses what runs and plays what stands', () => {
    expect(actionOfKey(' ', facts())).toEqual({ type: 'pause' })
    expect(actionOfKey(' ', facts({ playback: pause(atStart) }))).toEqual({ type: 'play' })
  })

  it('kills the successor of a selected process that has died', () => {
    const cast = running()
    killCounter(cast)
    const selection = { thing: 'process', key: pidKey(cast.counter) } as const
    const action = actionOfKey('k', facts({ system: cast.sample.system(), selection }))
    expect(action).toEqual({ type: 'op', op: { do: 'kill', target: { name: 'counter' } } })
  })

  it('does nothing to the past, and nothing without a selection', () => {
    const { sample, counter } = running()
    const selection = { thing: 'process', key: pidKey(counter) } as const
    const system = sample.system()
    expect(actionOfKey('k', facts({ system, selection, acting: false }))).toBeNull()
    expect(actionOfKey('k', facts({ system }))).toBeNull()
    expect(actionOfKey('q', facts({ system, selection }))).toBeNull()
  })

  it('lets go of what is selected', () => {
    const selection = { thing: 'node', name: 'n1' } as const
    expect(actionOfKey('Escape', facts({ selection }))).toEqual({ type: 'select', selection: null })
    expect(actionOfKey('Escape', facts())).toBeNull()
  })

  it('opens the code of the selected process', () => {
    const { sample, counter } = running()
    const selection = { thing: 'process', key: pidKey(counter) } as const
    const action = actionOfKey('e', facts({ system: sample.system(), selection }))
    expect(action).toEqual({ type: 'edit', file: 'counter.ts' })
  })
})

describe('keys in a simulated world', () => {
  const sim: SimSight = { inForce: [], brush: null, pairs: [], aloft: [] }
  const node = { thing: 'node', name: 'n2' } as const
  const lab = (what: object) => ({ type: 'lab', what })

  it('crashes and restarts the selected node, and kills the selected process', () => {
    const chosen = facts({ sim, selection: node })
    const fault = (word: string) => lab({ act: 'fault', fault: { do: word, node: 'n2' } })
    expect(actionOfKey('k', chosen)).toEqual(fault('crash'))
    expect(actionOfKey('r', chosen)).toEqual(fault('restart'))
    const { sample, counter } = running()
    const selection = { thing: 'process', key: pidKey(counter) } as const
    const process = facts({ sim, system: sample.system(), selection })
    expect(actionOfKey('k', process)).toMatchObject({ type: 'op', op: { do: 'kill' } })
    expect(actionOfKey('r', process)).toBeNull()
  })

  it('takes the brush up with the selected node on it, and puts it away', () => {
    expect(actionOfKey('x', facts({ sim, selection: node }))).toEqual(
      lab({ act: 'brush', side: ['n2'] }),
    )
    const painting = facts({ sim: { ...sim, brush: ['n2'] } })
    expect(actionOfKey('x', painting)).toEqual(lab({ act: 'brush', side: null }))
    expect(actionOfKey('Escape', painting)).toEqual(lab({ act: 'brush', side: null }))
    expect(actionOfKey('Escape', facts({ sim }))).toBeNull()
  })

  it('drops the selected message while it is on its way', () => {
    const sent: EventId = ['n1', 1, 7]
    const message = { thing: 'message', sent } as const
    const aloft: Aloft[] = [
      {
        id: 'n1/1/7',
        kind: 'message',
        sent,
        event: 0,
        at: 0,
        from: null,
        to: null,
        fromNode: 'n1',
        toNode: 'n2',
        word: 'ping',
        part: 0,
        meddled: null,
      },
    ]
    expect(actionOfKey('d', facts({ sim: { ...sim, aloft }, selection: message }))).toEqual(
      lab({ act: 'fault', fault: { do: 'drop', sent } }),
    )
    expect(actionOfKey('d', facts({ sim, selection: message }))).toBeNull()
  })

  it('steps by a delivery, heals, forks and undoes', () => {
    expect(actionOfKey('.', facts({ sim }))).toEqual(lab({ act: 'turn', by: 1 }))
    expect(actionOfKey(',', facts({ sim }))).toEqual(lab({ act: 'turn', by: -1 }))
    expect(actionOfKey('b', facts({ sim }))).toEqual(lab({ act: 'heal' }))
    expect(actionOfKey('f', facts({ sim }))).toEqual(lab({ act: 'fork' }))
    expect(actionOfControl('z', facts({ sim }))).toEqual(lab({ act: 'undo' }))
  })

  it('means none of it in a live room, and lists it only where it holds', () => {
    for (const key of ['r', 'x', 'd', 'b', 'f']) expect(actionOfKey(key, facts())).toBeNull()
    expect(actionOfControl('z', facts())).toBeNull()
    expect(actionOfKey('.', facts())).toEqual({ type: 'step', by: 1, to: 'event' })
    const listed = (isSim: boolean) => sheetFor(isSim).map(([, words]) => words)
    expect(listed(false)).not.toContain('keys.sim.fork')
    expect(listed(true)).toContain('keys.sim.fork')
    expect(listed(true)).not.toContain('keys.observer')
  })
})
