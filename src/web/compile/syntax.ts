/**
 * Kind sentences for what the parser says about broken text. Acorn's own words serve people who
 * know the grammar; a learner wants to know which bracket, which quote, which star.
 */
import { getLineInfo, type Token, tokenizer } from 'acorn'
import type { Mistake } from './compiled.ts'

export interface ParserError {
  /** Acorn's message, which ends with `(line:column)`. */
  readonly message: string
  readonly offset: number
}

/** What is wrong, in plain English; `tokens` are those read before the parser gave up. */
export function explainSyntax(text: string, tokens: readonly Token[], error: ParserError): Mistake {
  const { offset } = error
  const said = error.message.replace(/ \(\d+:\d+\)$/, '')
  if (said === 'Unexpected token') return unexpected(text, tokens, offset)
  for (const [pattern, explain] of sentences) {
    const found = pattern.exec(said)
    if (found !== null) return { offset, message: explain(found[1] ?? found[2] ?? '') }
  }
  return { offset, message: `This can't be read as JavaScript: ${lowerFirst(said)}.` }
}

/**
 * The same for text with types, of which only the offset is known where its reader gave up:
 * brackets and quotes are found by reading it word by word.
 */
export function explainTypedSyntax(text: string, offset: number): Mistake {
  const tokens: Token[] = []
  try {
    for (const token of tokenizer(text, { ecmaVersion: 2023 })) tokens.push(token)
  } catch (error) {
    const { pos = 0 } = error as { readonly pos?: number }
    if (error instanceof SyntaxError && /Unterminated/.test(error.message)) {
      return explainSyntax(text, tokens, { message: error.message, offset: pos })
    }
  }
  return unexpected(text, tokens, offset)
}

const sentences: readonly (readonly [RegExp, (name: string) => string])[] = [
  [
    /keyword 'yield' is reserved|'yield' as identifier/,
    () =>
      "`yield` works only inside a generator: write `function*`, with a star. Arrows can't yield.",
  ],
  [/'await'/, () => "`await` can't be used here: a process waits with `yield* receive()`."],
  [
    /^The keyword '(.+)' is reserved|^Unexpected keyword '(.+)'/,
    (name) => `\`${name}\` is a word of the language itself and can't be used here.`,
  ],
  [/^Identifier '(.+)' has already been declared/, (name) => `\`${name}\` is declared twice.`],
  [/^Duplicate export '(.+)'/, (name) => `\`${name}\` is exported twice.`],
  [/^Export '(.+)' is not defined/, (name) => `\`${name}\` is exported, but nothing is called so.`],
  [/^Unterminated string/, () => 'This string is never closed: its second quote is missing.'],
  [/^Unterminated template/, () => 'This template string is never closed: a backtick is missing.'],
  [/^Unterminated comment/, () => 'This comment is never closed: `*/` is missing.'],
  [/^Unterminated regular/, () => 'This regular expression is never closed: a `/` is missing.'],
  [/^Invalid regular expression: (.+)/, (why) => `This regular expression can't be read: ${why}.`],
  [/^'return' outside/, () => '`return` works only inside a function.'],
  [/^Unsyntactic (.+)/, (word) => `\`${word}\` works only inside a loop that it can leave.`],
  [
    /^'import' and 'export'/,
    () => '`import` and `export` stand at the top of a file, outside of everything.',
  ],
  [/^Missing catch/, () => 'A `try` needs a `catch` or a `finally` after it.'],
  [
    /^Unexpected character '(.+)'/,
    (character) => `The character ${visible(character)} has no meaning here.`,
  ],
  [
    /^Assigning to rvalue/,
    () => 'Only a name or a part of an object can stand to the left of `=`.',
  ],
  [/^'with' in strict/, () => "`with` isn't part of the language any more."],
  [/stack space/, () => tooDeep],
]

/** Said where brackets or operators nest more than the machine can follow. */
export const tooDeep = 'This is nested too deeply to be read: take it apart into smaller pieces.'

/** What engines throw when a recursion goes too deep (Firefox: InternalError). */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'InternalError')
}

function unexpected(text: string, tokens: readonly Token[], offset: number): Mistake {
  const open = openBrackets(tokens, offset)
  const last = open.at(-1)
  const end = text.trimEnd().length
  if (offset >= end) {
    if (last !== undefined) {
      return { offset: last.offset, message: `This \`${last.text}\` is never closed.` }
    }
    return { offset: end, message: 'The text ends too early: something is missing here.' }
  }
  const found = wordAt(text, offset)
  if (!')]}'.includes(found) || last?.close === found) {
    return { offset, message: `\`${found}\` wasn't expected here. Is something missing before it?` }
  }
  if (last === undefined) {
    return { offset, message: `This \`${found}\` closes nothing: there is no bracket open here.` }
  }
  const opened = `The \`${last.text}\` of line ${getLineInfo(text, last.offset).line}`
  return {
    offset,
    message: `${opened} should be closed by \`${last.close}\` before this \`${found}\`.`,
  }
}

interface Bracket {
  readonly text: string
  readonly close: string
  readonly offset: number
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}' }

function openBrackets(tokens: readonly Token[], offset: number): Bracket[] {
  const open: Bracket[] = []
  for (const token of tokens) {
    if (token.start >= offset) break
    const text = token.type.label
    const close = closers[text]
    if (close !== undefined) open.push({ text, close, offset: token.start })
    else if (open.at(-1)?.close === text) open.pop()
  }
  return open
}

/** The word or sign at an offset, short enough to be quoted. */
function wordAt(text: string, offset: number): string {
  const found = /^(?:[\p{L}\p{N}_$]+|=>|[^\s])/u.exec(text.slice(offset, offset + 30))
  return found?.[0] ?? text.charAt(offset)
}

function visible(character: string): string {
  if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(character)) return `\`${character}\``
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
