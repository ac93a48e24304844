/** What a hand can do to each thing of a simulated world, and what takes it back. */
import { describe, expect, it } from 'vitest'
import { after, type Fault, type InForce } from '../../lab/index.ts'
import type { Selection } from '../action.ts'
import { type DeedName, deedsFor, handDiskFaults } from './deeds.ts'
import type { Aloft, SimSight } from './sight.ts'

const node: Selection = { thing: 'node', name: 'n2' }
const link: Selection = { thing: 'link', from: 'n1', to: 'n2' }

function sight(faults: readonly Fault[] = [], aloft: readonly Aloft[] = []): SimSight {
  const inForce = faults.reduce<readonly InForce[]>(
    (known, fault) => after(known, { atMs: 0, ...fault }),
    [],
  )
  return { inForce, brush: null, pairs: [], aloft }
}

function names(thing: Selection, of: SimSight): readonly DeedName[] {
  return deedsFor(thing, of).map(({ name }) => name)
}

function flying(id: string): Aloft {
  return {
    id,
    kind: 'message',
    sent: ['n1', 1, 7],
    event: 3,
    at: 0,
    from: null,
    to: null,
    fromNode: 'n1',
    toNode: 'n2',
    word: 'ping',
    part: 0.5,
    meddled: null,
  }
}

describe('deedsFor a node', () => {
  it('offers all that can go wrong with it', () => {
    const well = names(node, sight())
    expect(well).toEqual(['crash', 'restart', 'pause', 'slow', 'clockFast', 'clockSlow'])
    expect(handDiskFaults).toContain('torn_write')
    expect(handDiskFaults).not.toContain('none')
  })

  it('offers a crashed one nothing but its restart', () => {
    expect(names(node, sight([{ do: 'crash', node: 'n2' }]))).toEqual(['restart'])
    expect(names(node, sight([{ do: 'crash', node: 'n1' }]))).toContain('crash')
  })

  it('offers the end of what is wrong in the place of its beginning', () => {
    const wrong = sight([
      { do: 'pause', node: 'n2', forMs: 2_000 },
      { do: 'slow', node: 'n2', factor: 10 },
      { do: 'clock', node: 'n2', driftPpm: 100 },
      { do: 'disk', node: 'n2', fault: 'full' },
    ])
    const offered = ['crash', 'restart', 'goOn', 'asUsual', 'clockRight', 'diskRight']
    expect(names(node, wrong)).toEqual(offered)
  })

  it('has ends that really end it', () => {
    const faults: Fault[] = [
      { do: 'pause', node: 'n2', forMs: 2_000 },
      { do: 'slow', node: 'n2', factor: 10 },
      { do: 'clock', node: 'n2', driftPpm: 100 },
      { do: 'disk', node: 'n2', fault: 'full' },
    ]
    const ends = deedsFor(node, sight(faults)).slice(2)
    expect(sight([...faults, ...ends.map(({ fault }) => fault)]).inForce).toEqual([])
  })
})

describe('deedsFor a link', () => {
  it('cuts it both ways or one, loses and slows in each', () => {
    const deeds = deedsFor(link, sight())
    expect(deeds.map(({ name, way }) => `${name} ${way ? way.from : 'both'}`)).toEqual([
      'cut both',
      'cut n1',
      'lossy n1',
      'slowLink n1',
      'cut n2',
      'lossy n2',
      'slowLink n2',
    ])
  })

  it('means the same link whichever end is named first', () => {
    const turned: Selection = { thing: 'link', from: 'n2', to: 'n1' }
    expect(deedsFor(turned, sight())).toEqual(deedsFor(link, sight()))
  })

  it('mends what is cut, in one way where only one is', () => {
    const one = sight([{ do: 'cut', from: 'n2', to: 'n1', oneWay: true }])
    const deeds = deedsFor(link, one)
    expect(deeds.filter(({ name }) => name === 'mend').map(({ way }) => way?.from)).toEqual([
      undefined,
      'n2',
    ])
    expect(deeds.find(({ name, way }) => name === 'cut' && way)?.way?.from).toBe('n1')
  })

  it('keeps what else is wrong with a way, and ends only what it says', () => {
    const lossy = sight([{ do: 'link', from: 'n1', to: 'n2', lossPercent: 30 }])
    const slow = deedsFor(link, lossy).find(({ name }) => name === 'slowLink')
    const rule = { do: 'link', from: 'n1', to: 'n2' } as const
    expect(slow?.fault).toEqual({ ...rule, lossPercent: 30, delayMs: 200 })
    const end = deedsFor(link, lossy).find(({ name }) => name === 'lossless')
    expect(end?.fault).toEqual(rule)
  })
})

describe('deedsFor a message', () => {
  const message: Selection = { thing: 'message', sent: ['n1', 1, 7] }

  it('offers five while it is on its way', () => {
    const offered = names(message, sight([], [flying('n1/1/7')]))
    expect(offered).toEqual(['drop', 'delay', 'duplicate', 'reorder', 'corrupt'])
  })

  it('offers nothing once it has arrived', () => {
    expect(names(message, sight([], [flying('n1/1/8')]))).toEqual([])
  })
})
