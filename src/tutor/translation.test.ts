/** A lesson in Spanish, and translations that do not fit. */
import { describe, expect, it } from 'vitest'
import { formatLessonError, type Lesson, parseLesson, parseTranslation } from './index.ts'

const english = parse(`---
id: isolation
title: Isolation
idea: Processes share nothing.
program: { files: [shop.ts], edit: [shop.ts], root: shop }
checks: { own-heap: Two processes serve., survives: Bob lives. }
actions: { break-it: { do: kill, target: ann } }
---

## Meet {#meet}

Ann and bob. [Break it](do:break-it)

## Guess {#guess}

What happens?

- ( ) nothing
- (x) all

### Reveal

All.

## Repair {#repair}

Change it.

check: own-heap, survives
`)

const spanish = `---
id: isolation
title: Aislamiento
checks: { own-heap: Sirven dos procesos. }
---

## Conocer {#meet}

Ann y bob. [Rómpelo](do:break-it)

## Adivinar {#guess}

¿Qué pasa?

- ( ) nada
- (x) todo

### Reveal

Todo.
`

describe('a translation', () => {
  it('lays its texts over the lesson, and what it leaves out stays English', () => {
    const result = parseTranslation(spanish, 'lesson.es.md', english, 'es')
    expect(result).toMatchObject({ ok: true })
    const lesson = (result as { lesson: Lesson }).lesson
    expect(lesson).toMatchObject({
      language: 'es',
      title: { text: 'Aislamiento' },
      idea: { text: 'Processes share nothing.' },
      checks: [{ goal: { text: 'Sirven dos procesos.' } }, { goal: { text: 'Bob lives.' } }],
      program: english.program,
    })
    expect(lesson.steps.map(({ title }) => title.text)).toEqual(['Conocer', 'Adivinar', 'Repair'])
  })

  it('gives every text the key that it has in English', () => {
    const result = parseTranslation(spanish, 'lesson.es.md', english, 'es')
    expect(keysOf((result as { lesson: Lesson }).lesson)).toEqual(keysOf(english))
  })

  it.each([
    ['id: isolation', 'id: other', "2:1 this translates 'isolation', but its id is 'other'"],
    ['{#meet}', '{#hello}', "7:1 the lesson has no step 'hello'"],
    ['own-heap:', 'heap:', "4:11 there is no check 'heap'"],
    [
      '(do:break-it)',
      '(https://x.org)',
      "7:1 step 'meet': its actions differ from the original's: break-it",
    ],
    [
      '(x) todo',
      '( ) todo\n- (x) lo',
      "11:1 step 'guess': its choices differ from the original's: ( ) (x)",
    ],
    ['¿Qué pasa?', '¿Qué pasa?\n\n### Nudge\n\nPiensa.', '15:1 a ladder of hints has the rungs'],
    ['title:', 'program: {}\ntitle:', "3:1 front matter: unknown key 'program'"],
  ])('with %s as %s is refused', (from, to, message) => {
    const result = parseTranslation(spanish.replace(from, to), 'lesson.es.md', english, 'es')
    const errors = result.ok ? [] : result.errors.map(formatLessonError)
    expect(errors).toEqual(
      expect.arrayContaining([expect.stringContaining(`lesson.es.md:${message}`)]),
    )
  })
})

function parse(text: string): Lesson {
  const result = parseLesson(text, 'lesson.md')
  if (!result.ok) throw new Error(result.errors.map(formatLessonError).join('\n'))
  return result.lesson
}

function keysOf(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"key":"([^"]+)"/g)].map((match) => match[1] as string)
}
