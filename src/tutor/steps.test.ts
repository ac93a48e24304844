/** Steps, parts and choices that are refused. */
import { describe, expect, it } from 'vitest'
import { type Expected, errorAt, errorsIn, replaced } from './sample.ts'

const cases: readonly (readonly [what: string, text: string, errors: readonly Expected[]])[] = [
  [
    'text before the first step',
    replaced('## Two', 'Hello\n\n## Two'),
    [['Hello', "a step begins with '## Title {#id}'"]],
  ],
  ['a step without an id', replaced(' {#meet}', ''), [['## Two', 'the step has no id']]],
  ['a bad id', replaced('{#meet}', '{#Meet}'), [['## Two', "'Meet' is no id"]]],
  [
    'an unknown flag',
    replaced('{#meet}', '{#meet quick}'),
    [['## Two', "a step may be 'optional'; 'quick' means nothing"]],
  ],
  [
    'an id twice',
    replaced('{#repair}', '{#meet}'),
    [['## Repair', "the step id 'meet' is taken by line 15"]],
  ],
  [
    'a step without a text',
    replaced('Change the file.', ''),
    [['## Repair', 'the step has no text']],
  ],
  [
    'an unknown part',
    replaced('### Reveal', '### Answer'),
    [
      ['### Answer', "'Answer' is no part of a step"],
      ['## What', "a prediction needs a part '### Reveal'"],
    ],
  ],
  [
    'a part twice',
    replaced('### Where', '### Nudge'),
    [
      ['### Nudge', 'a ladder of hints'],
      ['### Nudge\n\nThere', "the step has two parts 'nudge'"],
    ],
  ],
  [
    'a rung missing',
    replaced('### Line\n\nLine three.', ''),
    [['### Nudge', "a ladder of hints has the rungs 'nudge', 'where', 'line' and 'solution'"]],
  ],
  ['an empty part', replaced('It died.', ''), [['### Reveal', "the part 'reveal' is empty"]]],
  [
    'no right choice',
    replaced('(x)', '( )'),
    [['- ( )', "exactly one choice is right, '(x)'; here 0 are"]],
  ],
  [
    'two right choices',
    replaced('- ( )', '- (x)'),
    [['- (x)', "exactly one choice is right, '(x)'; here 2 are"]],
  ],
  [
    'one choice',
    replaced('- ( ) nothing\n', ''),
    [['- (x)', 'a prediction has at least two choices']],
  ],
  [
    'an empty choice',
    replaced('( ) nothing', '( ) <!-- -->'),
    [
      ['- ( )', 'the choice is empty'],
      ['<!--', 'raw HTML'],
    ],
  ],
  [
    'an item that is no choice',
    replaced('( ) nothing', '( ) a\n- b'),
    [['- b', "every choice begins with '( )' or '(x)'"]],
  ],
  [
    'a reveal without choices',
    replaced('- ( ) nothing\n- (x) the `shop` dies', ''),
    [['### Reveal', "a part 'reveal' needs a list of choices"]],
  ],
  [
    'a reveal that waits for an unknown check',
    replaced('### Reveal', 'check: other\n\n### Reveal'),
    [['check: other', "there is no check 'other'"]],
  ],
  [
    'a title in the body',
    replaced('## Two', '# Title\n\n## Two'),
    [['# Title', 'a step begins with']],
  ],
  ['form in a heading', replaced('## Two', '## *Two*'), [['## *Two', 'a heading is plain text']]],
]

describe('a step is refused at its line and column with', () => {
  it.each(cases)('%s', (_what, text, expected) => {
    const wanted = expected.map((each) => expect.stringContaining(errorAt(text, each)))
    const errors = errorsIn(text)
    expect(errors).toEqual(expect.arrayContaining(wanted))
    expect(errors).toHaveLength(expected.length)
  })
})
