/**
 * Translations: the texts of one language over the structure of the lesson. The key of a text is
 * the same in both, so what isn't translated yet is shown in English.
 */
import type { Complain, Place } from './complaints.ts'
import type { Header } from './front-matter.ts'
import type { Lesson, Step } from './lesson.ts'
import { actionsIn } from './prose.ts'

export function overlay(
  lesson: Lesson,
  language: string,
  header: Header,
  steps: readonly Step[],
): Lesson {
  return {
    ...lesson,
    language,
    title: header.title ?? lesson.title,
    idea: header.idea ?? lesson.idea,
    checks: lesson.checks.map((check) => {
      const goal = header.checks.find(({ name }) => name === check.name)?.goal
      return goal === undefined ? check : { ...check, goal }
    }),
    steps: lesson.steps.map((step) => steps.find(({ id }) => id === step.id) ?? step),
  }
}

/** A translated step has the pieces of the step that it translates: no more, no fewer. */
export function complainOfOtherShape(
  lesson: Lesson,
  step: Step,
  at: Place,
  complain: Complain,
): void {
  const original = lesson.steps.find(({ id }) => id === step.id)
  if (original === undefined) return complain(at, `the lesson has no step '${step.id}'`)
  const mine = shapeOf(step)
  const theirs = shapeOf(original)
  for (const piece of Object.keys(theirs)) {
    if (mine[piece] === theirs[piece]) continue
    complain(
      at,
      `step '${step.id}': its ${piece} differ from the original's: ${theirs[piece] || 'none'}`,
    )
  }
}

function shapeOf({ optional, text, ask, hints, honesty }: Step): Record<string, string> {
  return {
    flags: optional ? 'optional' : '',
    choices:
      ask.type === 'predict' ? ask.choices.map((c) => (c.right ? '(x)' : '( )')).join(' ') : '',
    checks: 'checks' in ask ? ask.checks.join(', ') : '',
    actions: actionsIn(text.blocks).sort().join(', '),
    hints: hints.map(({ rung }) => rung).join(', '),
    'honesty notes': honesty?.id ?? '',
  }
}
