/** What the inspector may say of a message that is no longer on its way. */
import { describe, expect, it } from 'vitest'
import { Pid } from '../../kernel/index.ts'
import { Sample } from '../sample.ts'
import { fateOf } from './fate.ts'

const a = new Pid('n1', 1, 5)
const b = new Pid('n2', 1, 5)

function sentOne() {
  const sample = new Sample()
  const sent = sample.add('sent', 'n1', { subject: a, other: b }, ['there', 'hello'])
  sample.wait(80)
  return { sample, sent }
}

describe('fateOf', () => {
  it('knows of an arrival, once it has happened', () => {
    const { sample, sent } = sentOne()
    sample.add('delivered', 'n2', { subject: b, other: a, cause: sent }, 'hello')
    expect(fateOf(sample.trace, sent, 1)).toBeNull()
    expect(fateOf(sample.trace, sent, 2)).toEqual({ what: 'arrived', at: 80 })
  })

  it('knows that a hand dropped this one, and no other', () => {
    const { sample, sent } = sentOne()
    const other = sample.add('sent', 'n1', { subject: a, other: b }, ['there', 'again'])
    sample.add('op', 'world', {}, { do: 'fault', fault: { do: 'drop', sent } })
    expect(fateOf(sample.trace, sent, 3)).toEqual({ what: 'dropped', at: 80 })
    expect(fateOf(sample.trace, other, 3)).toBeNull()
  })
})
