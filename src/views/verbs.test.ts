/** What can be done to a thing, and the operation that it is. */
import { describe, expect, it } from 'vitest'
import { pidKey } from '../kernel/index.ts'
import { addOtter, running } from './sample.ts'
import { opOf, readWord, verbsFor } from './verbs.ts'

describe('verbsFor', () => {
  it('offers a living process everything, code only where there is a file', () => {
    const { sample, counter } = running()
    const thing = { thing: 'process', key: pidKey(counter) } as const
    expect(verbsFor(thing, sample.system())).toEqual(['kill', 'crash', 'suspend', 'send'])
    expect(verbsFor(thing, sample.system(), 'counter.ts')).toContain('edit')
    sample.add('suspend', 'n2@heron', { subject: counter })
    expect(verbsFor(thing, sample.system())).toContain('resume')
  })

  it('offers the dead nothing', () => {
    const { sample, desk, counter } = running()
    sample.die(counter, desk, 'killed')
    expect(verbsFor({ thing: 'process', key: pidKey(counter) }, sample.system())).toEqual([])
  })

  it('offers a plug for other machines only, and puts back what was pulled', () => {
    const cast = running()
    addOtter(cast)
    const { sample } = cast
    const otter = { thing: 'machine', name: 'otter' } as const
    expect(verbsFor({ thing: 'machine', name: 'heron' }, sample.system())).toEqual([])
    expect(verbsFor(otter, sample.system())).toEqual(['cut'])
    sample.add('op', 'n1@heron', {}, { do: 'cut', machine: 'otter' })
    expect(verbsFor(otter, sample.system())).toEqual(['mend'])
    expect(verbsFor({ thing: 'node', name: 'n2@heron' }, sample.system())).toEqual(['kill_node'])
  })
})

describe('opOf', () => {
  it('goes by name where there is one, so that the next life is meant too', () => {
    const { sample, counter } = running()
    const thing = { thing: 'process', key: pidKey(counter) } as const
    const op = opOf('crash', thing, sample.system(), 'boom')
    expect(op).toEqual({ do: 'crash', target: { name: 'counter' }, reason: 'boom' })
  })
})

describe('readWord', () => {
  it.each([
    ['boom', 'boom'],
    ["'boom'", 'boom'],
    ['42', 42],
    ['["add", 3]', ['add', 3]],
    [' two words ', 'two words'],
  ])('reads %j', (text, term) => {
    expect(readWord(text)).toEqual(term)
  })
})
