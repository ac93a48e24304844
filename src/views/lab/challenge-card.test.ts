/** The card that people copy. */
import { describe, expect, it } from 'vitest'
import { dare } from '../words/en/dare.ts'
import { type Entry, sayFrom } from '../words/words.ts'
import { cardText } from './challenge-card.ts'

const say = sayFrom(dare, 'en')
const world = { kind: 'sim', zeroMs: 0 } as const
const facts = {
  inWords: 'No acknowledged write is lost.',
  program: 'Key-value store',
  par: 1,
  faults: 3,
  brokenAtMs: 4_230,
  seed: 7,
  link: 'https://example.org/#run=1.2.3',
}

describe('the card', () => {
  it('dares others to do it with fewer', () => {
    expect(cardText(facts, world, say).split('\n')).toEqual([
      'I broke “No acknowledged write is lost” with 3 faults.',
      'Key-value store: that is 2 above par, which is 1. Broken at 4.2 s, seed 7.',
      'Can you do it with 2?',
      'https://example.org/#run=1.2.3',
    ])
  })

  it('of one fault dares them to do it at all, and may be without a link', () => {
    const text = cardText({ ...facts, faults: 1, par: 2, link: null }, world, say)
    expect(text.split('\n')).toEqual([
      'I broke “No acknowledged write is lost” with 1 fault.',
      'Key-value store: that is below par, which is 2. Broken at 4.2 s, seed 7.',
      'Can you do it too?',
    ])
  })
})

it('has words for everything, and whole placeholders', () => {
  for (const [key, entry] of Object.entries(dare) as [string, Entry][]) {
    for (const text of typeof entry === 'string' ? [entry] : [entry.one, entry.other]) {
      expect(text.trim(), key).not.toBe('')
      expect(text.replace(/\{\w+\}/g, ''), key).not.toMatch(/[{}]/)
    }
  }
})
