/** What is wrong with a link, from the faults in force. */
import { describe, expect, it } from 'vitest'
import type { InForce } from '../../lab/index.ts'
import { isTroubled, linkState } from './sight.ts'

const pair = { from: 'n1', to: 'n2' }

function closedIn(...faults: readonly InForce['fault'][]) {
  const inForce = faults.map((fault) => ({ fault }) as InForce)
  return linkState(pair, inForce).map(({ closed }) => closed)
}

describe('linkState', () => {
  it('finds a link broken whose node has crashed, and a cut one cut', () => {
    expect(closedIn()).toEqual([null, null])
    expect(closedIn({ do: 'crash', node: 'n3' })).toEqual([null, null])
    expect(closedIn({ do: 'crash', node: 'n2' })).toEqual(['down', 'down'])
    const cut = { do: 'cut', from: 'n1', to: 'n2' } as const
    expect(closedIn({ do: 'crash', node: 'n1' }, cut)).toEqual(['cut', 'cut'])
    const [forth] = linkState(pair, [{ fault: { do: 'crash', node: 'n2' } } as InForce])
    expect(isTroubled(forth)).toBe(true)
  })
})
