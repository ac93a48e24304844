/**
 * A small lesson for the tests of this room, and what is wrong with it after a piece of its text
 * was replaced.
 */
import { formatLessonError } from './complaints.ts'
import { parseLesson } from './parse.ts'

export const matter = `---
id: isolation
title: The crash that does not spread
idea: Processes share nothing.
program:
  files: [shop.ts, root.ts]
  edit: [shop.ts]
  root: root
checks:
  own-heap: Two processes serve.
actions:
  break-it: { do: send, target: ann, message: [order, { price: null, count: 2 }] }
---
`
const steps = `
## Two customers {#meet}

Ann *and* **bob** ask \`shop\`, see [the book](https://erlang.org).

- one
- two

\`\`\`js
send('shop', 'total')
\`\`\`

## What happens {#guess optional}

Choose, then [break it](do:break-it).

- ( ) nothing
- (x) the \`shop\` dies

### Reveal

It died.

## Repair {#repair}

Change the file.

check: own-heap

### Nudge

Think.

### Where

There.

### Line

Line three.

### Solution

Beside yours.

### Honesty {#one-tab}

A tab is one machine.
`

export const sampleText = matter + steps

/** An error expected where that piece of the text stands. */
export type Expected = readonly [where: string, message: string]

/** The sample with one piece replaced. @throws when it has no such piece. */
export function replaced(from: string, to: string): string {
  if (!sampleText.includes(from)) throw new Error(`the sample has no '${from}'`)
  return sampleText.replace(from, to)
}

export function errorsIn(text: string): string[] {
  const result = parseLesson(text, 'lesson.md')
  return result.ok ? [] : result.errors.map(formatLessonError)
}

/** The errors as they should begin, in the order of the file. */
export function errorAt(text: string, [where, message]: Expected): string {
  const lines = text.slice(0, text.indexOf(where)).split('\n')
  return `lesson.md:${lines.length}:${(lines.at(-1) as string).length + 1} ${message}`
}
