/** Markdown that has no place in a lesson. */
import { describe, expect, it } from 'vitest'
import { type Expected, errorAt, errorsIn, replaced } from './sample.ts'

const cases: readonly (readonly [what: string, text: string, errors: readonly Expected[]])[] = [
  [
    'raw HTML in a line',
    replaced('Change the', 'Change<br>the'),
    [['<br>', 'raw HTML has no place in a lesson']],
  ],
  [
    'a block of HTML',
    replaced('- one', '<div>\n</div>\n\n- one'),
    [['<div>', 'raw HTML has no place in a lesson']],
  ],
  [
    'a picture',
    replaced('- one', '![x](https://x.org/a.png)\n\n- one'),
    [['![x]', 'a picture has no place']],
  ],
  [
    'a quotation',
    replaced('- one', '> one\n\n- one'),
    [['> one', 'a lesson is made of paragraphs, lists and code; this is a blockquote']],
  ],
  [
    'a strange link',
    replaced('https://erlang.org', 'javascript:alert(1)'),
    [['[the book]', 'a link leads to https://']],
  ],
  [
    'a step of 121 words',
    replaced('Change the file.', 'word '.repeat(121)),
    [['## Repair', 'the step has 121 words; 120 are allowed']],
  ],
  [
    'a hint of 121 words',
    replaced('Think.', 'word '.repeat(121)),
    [['### Nudge', "the part 'nudge' has 121 words"]],
  ],
  [
    'a list too deep',
    replaced('- one', '- a\n  - b\n    - c\n      - d\n- one'),
    [['- d', 'lists are nested too deeply']],
  ],
  [
    'a term too deep',
    replaced('null', `${'['.repeat(20)}1${']'.repeat(20)}`),
    [['[1]', 'a term may be 20 levels deep at most']],
  ],
]

describe('prose is refused at its line and column with', () => {
  it.each(cases)('%s', (_what, text, expected) => {
    const wanted = expected.map((each) => expect.stringContaining(errorAt(text, each)))
    const errors = errorsIn(text)
    expect(errors).toEqual(expect.arrayContaining(wanted))
    expect(errors).toHaveLength(expected.length)
  })
})
