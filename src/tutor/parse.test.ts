/** A good lesson file as data, and a bad one with all its errors. */
import { describe, expect, it } from 'vitest'
import { formatLessonError, type Lesson, parseLesson, type Step } from './index.ts'
import { errorsIn, replaced, sampleText } from './sample.ts'

describe('a lesson file', () => {
  it('becomes plain data', () => {
    const lesson = parsed(sampleText)
    expect(JSON.parse(JSON.stringify(lesson))).toEqual(lesson)
    expect(lesson).toMatchObject({
      id: 'isolation',
      language: 'en',
      title: { key: 'isolation.title', text: 'The crash that does not spread' },
      idea: { key: 'isolation.idea', text: 'Processes share nothing.' },
      program: { files: ['shop.ts', 'root.ts'], edit: ['shop.ts'], root: 'root', nodes: 1 },
      checks: [{ name: 'own-heap', goal: { key: 'isolation.check.own-heap' } }],
    })
    expect(lesson.steps.map(({ id, optional }) => [id, optional])).toEqual([
      ['meet', false],
      ['guess', true],
      ['repair', false],
    ])
  })

  it('keeps paragraphs, emphasis, links, lists and code', () => {
    const { text, ask } = step('meet')
    expect(ask).toEqual({ type: 'read' })
    expect(text).toEqual({
      key: 'isolation.step.meet.text',
      blocks: [
        {
          type: 'paragraph',
          children: [
            { type: 'text', text: 'Ann ' },
            { type: 'emphasis', children: [{ type: 'text', text: 'and' }] },
            { type: 'text', text: ' ' },
            { type: 'strong', children: [{ type: 'text', text: 'bob' }] },
            { type: 'text', text: ' ask ' },
            { type: 'code', text: 'shop' },
            { type: 'text', text: ', see ' },
            {
              type: 'link',
              url: 'https://erlang.org',
              children: [{ type: 'text', text: 'the book' }],
            },
            { type: 'text', text: '.' },
          ],
        },
        { type: 'list', ordered: false, items: [[paragraph('one')], [paragraph('two')]] },
        { type: 'code', language: 'js', text: "send('shop', 'total')" },
      ],
    })
  })

  it('knows a prediction by its marked choices', () => {
    const { ask, text } = step('guess')
    expect(ask).toMatchObject({
      type: 'predict',
      actions: ['break-it'],
      choices: [
        {
          id: 'a',
          right: false,
          text: { key: 'isolation.step.guess.choice.a', blocks: [paragraph('nothing')] },
        },
        { id: 'b', right: true },
      ],
      reveal: { key: 'isolation.step.guess.reveal', blocks: [paragraph('It died.')] },
    })
    const op = {
      do: 'send',
      target: { name: 'ann' },
      message: ['order', { price: null, count: 2 }],
    }
    const button = {
      type: 'action',
      action: 'break-it',
      op,
      children: [{ type: 'text', text: 'break it' }],
    }
    expect(JSON.stringify(text.blocks)).toContain(JSON.stringify(button))
  })

  it('knows what the reveal of a prediction waits for', () => {
    expect(step('guess').ask).toMatchObject({ checks: [] })
    const waiting = replaced('### Reveal', 'check: own-heap\n\n### Reveal')
    expect(parsed(waiting).steps[1]?.ask).toMatchObject({ type: 'predict', checks: ['own-heap'] })
    const alone = waiting.replace('Change the file.\n\ncheck: own-heap', 'Change the file.')
    expect(parsed(alone).steps[2]?.ask).toEqual({ type: 'read' })
  })

  it('knows the checks of a step, its ladder of hints and its honesty note', () => {
    const { ask, hints, honesty } = step('repair')
    expect(ask).toEqual({ type: 'check', checks: ['own-heap'] })
    expect(hints.map(({ rung, text }) => [rung, text.key])).toEqual([
      ['nudge', 'isolation.step.repair.hint.nudge'],
      ['where', 'isolation.step.repair.hint.where'],
      ['line', 'isolation.step.repair.hint.line'],
      ['solution', 'isolation.step.repair.hint.solution'],
    ])
    expect(honesty).toMatchObject({ id: 'one-tab', text: { key: 'honesty.one-tab' } })
  })

  it('reads the same with Windows line ends and a byte order mark', () => {
    expect(parsed(`\uFEFF${(sampleText).replaceAll('\n', '\r\n')}`)).toEqual(parsed(sampleText))
  })
})

describe('a malformed lesson', () => {
  it('is told all its errors at once, in the order of the file', () => {
    const text = replaced('title:', 'titel:')
      .replace('- one', '<hr>\n\n- one')
      .replace('(x)', '( )')
    expect(errorsIn(text)).toEqual([
      "lesson.md:2:1 front matter: 'title' is missing",
      expect.stringMatching(/^lesson\.md:3:1 front matter: unknown key 'titel'/),
      'lesson.md:19:1 raw HTML has no place in a lesson',
      "lesson.md:32:1 exactly one choice is right, '(x)'; here 0 are",
    ])
  })
})

function parsed(text: string): Lesson {
  const result = parseLesson(text, 'lesson.md')
  if (!result.ok) throw new Error(result.errors.map(formatLessonError).join('\n'))
  return result.lesson
}

function step(id: string): Step {
  return parsed(sampleText).steps.find((each) => each.id === id) as Step
}

function paragraph(text: string) {
  return { type: 'paragraph', children: [{ type: 'text', text }] }
}
