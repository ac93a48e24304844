/** Which events tell a fault. */
import { expect, it } from 'vitest'
import { faultIn } from './fault-in.ts'

it('is the fault of an op, and of nothing else', () => {
  const fault = { do: 'crash', node: 'n1' } as const
  const op = (term: Parameters<typeof faultIn>[0]['term']) => faultIn({ kind: 'op', term })
  expect(op({ do: 'fault', fault })).toEqual(fault)
  expect(faultIn({ kind: 'note', term: { do: 'fault', fault } })).toBeNull()
  for (const other of [null, 'fault', { do: 'scale', nodes: 3 }, { do: 'fault', fault: 'crash' }]) {
    expect(op(other)).toBeNull()
  }
})
