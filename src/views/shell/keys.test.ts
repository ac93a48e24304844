/** Keys as actions; K means whoever stands now where the selected one stood. */
import { describe, expect, it } from 'vitest'
import { pidKey } from '../../kernel/index.ts'
import { atStart, pause } from '../../lab/index.ts'
import { killCounter, running } from '../sample.ts'
import { actionOfKey, type KeyFacts } from './keys.ts'

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

  it('opens the code of the selected process', () => {
    const { sample, counter } = running()
    const selection = { thing: 'process', key: pidKey(counter) } as const
    const action = actionOfKey('e', facts({ system: sample.system(), selection }))
    expect(action).toEqual({ type: 'edit', file: 'counter.ts' })
  })
})
