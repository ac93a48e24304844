/** Every bound of the tutor, in one place. A lesson may come from a stranger by link one day. */
export const limits = {
  /** Characters of one lesson file. */
  lessonSize: 100_000,
  /** Characters of one line: some Markdown takes time by the square of it. */
  lineLength: 1_000,
  steps: 40,
  /** Words of a step (its text and its choices), of a reveal, of a hint. */
  stepWords: 120,
  choices: 6,
  /** Lists inside lists. */
  listDepth: 3,
  /** Levels of a message or reason written in an action. */
  termDepth: 20,
  /** Errors reported for one file. */
  errors: 100,
} as const
