/** Every word of the interface by key: placeholders, plurals, and nothing left unfilled. */
import { describe, expect, it } from 'vitest'
import { type Entry, type Key, languages, sayIn } from './words.ts'

const say = sayIn('en')

describe('say', () => {
  it('fills placeholders', () => {
    expect(say('event.spawn', { parent: 'desk', name: 'counter' })).toBe('desk started counter')
  })

  it('picks the plural by count', () => {
    expect(say('process.mail', { count: 1 })).toBe('1 waiting')
    expect(say('editor.errors', { count: 1 })).toBe('1 error')
    expect(say('editor.errors', { count: 2 })).toBe('2 errors')
  })

  it('keeps what looks like a placeholder inside a value', () => {
    const sentence = say('event.state', { name: 'clock', state: '{seconds: 3}' })
    expect(sentence).toBe('clock is now {seconds: 3}')
  })

  it('takes only keys that exist, with all their values', () => {
    // @ts-expect-error there is no such key
    expect(() => say('no.such.key')).toThrow()
    // @ts-expect-error the node is missing
    expect(say('event.boot', {})).toBe('{node} started')
  })
})

describe('each language', () => {
  it.each(Object.entries(languages))(
    '%s has words and whole placeholders everywhere',
    (_, language) => {
      for (const [key, entry] of Object.entries(language) as [Key, Entry][]) {
        for (const text of typeof entry === 'string' ? [entry] : [entry.one, entry.other]) {
          expect(text.trim(), key).not.toBe('')
          expect(text.replace(/\{\w+\}/g, ''), key).not.toMatch(/[{}]/)
        }
      }
    },
  )
})
