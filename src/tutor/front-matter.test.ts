/** Front matter, and files as a whole, that are refused. */
import { describe, expect, it } from 'vitest'
import { type Expected, errorAt, errorsIn, matter, replaced, sampleText } from './sample.ts'

const broken =
  'YAML: Flow sequence in block collection must be sufficiently indented and end with a ]'
const cases: readonly (readonly [what: string, text: string, errors: readonly Expected[]])[] = [
  [
    'no front matter',
    'Hello',
    [['Hello', "a lesson begins with front matter between two lines of '---'"]],
  ],
  ['broken YAML', replaced('id: isolation', 'id: [isolation'), [['title:', broken]]],
  [
    'a missing key',
    replaced('title: The crash that does not spread\n', ''),
    [['id:', "front matter: 'title' is missing"]],
  ],
  [
    'an unknown key',
    replaced('idea:', 'author: me\nidea:'),
    [['author:', "front matter: unknown key 'author'"]],
  ],
  [
    'a key twice',
    replaced('idea:', 'title: again\nidea:'),
    [['title: again', 'YAML: Map keys must be unique']],
  ],
  [
    'a bad name',
    replaced('id: isolation', 'id: Isolation 1'),
    [['Isolation 1', "'Isolation 1' is no name"]],
  ],
  [
    'a text that is a list',
    replaced('Processes share nothing.', '[a]'),
    [['[a]', "'idea' must be a text"]],
  ],
  [
    'a strange edit file',
    replaced('edit: [shop.ts]', 'edit: [cart.ts]'),
    [['program:', "program: 'cart.ts' to edit isn't among"]],
  ],
  [
    'a strange root',
    replaced('root: root', 'root: shoot'),
    [['program:', "program: its root is 'shoot', but"]],
  ],
  [
    'no number of nodes',
    replaced('root: root', 'root: root\n  nodes: two'),
    [['two\n', "'nodes' must be 1 or 2"]],
  ],
  [
    'more nodes than a page starts',
    replaced('root: root', 'root: root\n  nodes: 3'),
    [['3\n', "'nodes' must be 1 or 2"]],
  ],
  [
    'an unknown verb',
    replaced('send, target', 'explode, target'),
    [
      ['explode', "action 'break-it': nothing can be done by 'explode'"],
      ['[break it]', "there is no action 'break-it'"],
    ],
  ],
  [
    'a missing target',
    replaced('target: ann, ', ''),
    [
      ['{ do: send', "action 'break-it': 'target' is missing"],
      ['[break it]', "there is no action 'break-it'"],
    ],
  ],
  [
    'an alias',
    replaced('[order, { price: null, count: 2 }]', '&m [order, *m]'),
    [['[order', 'anchors, aliases and tags have no place']],
  ],
  [
    'an unused action',
    replaced('[break it](do:break-it)', 'wait'),
    [['break-it: {', "no step offers the action 'break-it'"]],
  ],
  [
    'an unknown action',
    replaced('(do:break-it)', '(do:mend-it)'),
    [
      ['[break it]', "there is no action 'mend-it'"],
      ['break-it: {', "no step offers the action 'break-it'"],
    ],
  ],
  [
    'a check that no step asks for',
    replaced('\ncheck: own-heap\n', ''),
    [['own-heap:', "no step asks for the check 'own-heap'"]],
  ],
  [
    'a check of an optional step only',
    replaced('{#repair}', '{#repair optional}'),
    [['own-heap:', "no step asks for the check 'own-heap'"]],
  ],
  [
    'an unknown check',
    replaced('check: own-heap', 'check: own-heap, other'),
    [['check: own', "there is no check 'other'; known are 'own-heap'"]],
  ],
  [
    'no steps',
    matter,
    [
      ['---', 'the lesson has no steps'],
      ['own-heap:', 'no step asks'],
      ['break-it:', 'no step offers'],
    ],
  ],
  [
    'a line too long',
    replaced('( ) nothing', '>'.repeat(1001)),
    [['- >', 'a line may have 1000 characters at most']],
  ],
  [
    'too large a file',
    sampleText + ' '.repeat(100_000),
    [['---', 'a lesson may have 100000 characters at most']],
  ],
]

describe('front matter is refused at its line and column with', () => {
  it.each(cases)('%s', (_what, text, expected) => {
    const wanted = expected.map((each) => expect.stringContaining(errorAt(text, each)))
    const errors = errorsIn(text)
    expect(errors).toEqual(expect.arrayContaining(wanted))
    expect(errors).toHaveLength(expected.length)
  })
})
