/**
 * A list in JSON, one item after the other, each value with its line (RFC 8259). It is read as it
 * is walked through, so that a mistake near the beginning of a huge text is told at once. Scalars
 * are left to JSON.parse.
 */

/** A value and the line on which it begins, from 1 on. */
export interface Json {
  readonly line: number
  readonly value: JsonValue
}

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | ReadonlyMap<string, Json>

/** What is wrong, on which line, and the word it is about (or ''). */
export class JsonProblem extends Error {
  constructor(
    readonly line: number,
    readonly word: string,
    message: string,
  ) {
    super(message)
  }
}

/** Bounds of one item of the list. */
export interface JsonBounds {
  readonly depth: number
  readonly values: number
}

/** @throws {JsonProblem} for what is no JSON, no list, beyond its bounds or has a key twice. */
export function readJsonList(text: string, bounds: JsonBounds, take: (item: Json) => void): void {
  const reader = new Reader(text, bounds)
  if (reader.peek() !== '[') throw reader.problem('a list in brackets, [ … ], is expected')
  reader.readItems(0, (item) => {
    take(item)
    reader.values = 0
  })
  if (reader.peek() !== '') throw reader.problem('nothing may follow the list')
}

class Reader {
  values = 0
  private at = 0
  private line = 1

  constructor(
    private readonly text: string,
    private readonly bounds: JsonBounds,
  ) {}

  problem(message: string, word = this.word()): JsonProblem {
    return new JsonProblem(this.line, word, message)
  }

  /** The next character that isn't space; '' at the end. */
  peek(): string {
    for (; ; this.at++) {
      const char = this.text.charAt(this.at)
      if (char === '\n') this.line++
      else if (char !== ' ' && char !== '\t' && char !== '\r') return char
    }
  }

  readItems(depth: number, take: (item: Json) => void): void {
    this.readParts(']', () => take(this.read(depth + 1)))
  }

  private read(depth: number): Json {
    const char = this.peek()
    const { line } = this
    if (depth > this.bounds.depth) throw this.problem('this is nested too deep', '')
    if (++this.values > this.bounds.values) throw this.problem('this has too many values', '')
    if (char === '"') return { line, value: this.readString() }
    if (char !== '[' && char !== '{') return { line, value: this.readScalar() }
    if (char === '{') return { line, value: this.readObject(depth) }
    const value: Json[] = []
    this.readItems(depth, (item) => value.push(item))
    return { line, value }
  }

  private readObject(depth: number): ReadonlyMap<string, Json> {
    const value = new Map<string, Json>()
    this.readParts('}', () => {
      if (this.peek() !== '"') throw this.problem('a name in double quotes is expected')
      const key = this.readString()
      if (value.has(key)) throw this.problem(`'${shortened(key)}' is given twice`, shortened(key))
      if (this.peek() !== ':') throw this.problem("':' is expected")
      this.at++
      value.set(key, this.read(depth + 1))
    })
    return value
  }

  /** From the bracket to its closing one. */
  private readParts(end: ']' | '}', readPart: () => void): void {
    this.at++
    if (this.peek() !== end) {
      for (;;) {
        readPart()
        const char = this.peek()
        if (char === end) break
        if (char !== ',') throw this.problem(`',' or '${end}' is expected`)
        this.at++
      }
    }
    this.at++
  }

  private readString(): string {
    const start = this.at++
    for (; ; this.at++) {
      const code = this.text.charCodeAt(this.at)
      if (code === 0x22) break
      // NaN at the end of the text.
      if (!(code >= 0x20)) throw this.problem('a text in quotes has no end on its line', '')
      if (code === 0x5c) this.at++
    }
    return this.parsed(start, ++this.at) as string
  }

  private readScalar(): null | boolean | number {
    const start = this.at
    while (isOfWord(this.text.charCodeAt(this.at))) this.at++
    if (this.at === start) throw this.problem('a value is expected')
    return this.parsed(start, this.at) as null | boolean | number
  }

  private parsed(start: number, end: number): unknown {
    const token = this.text.slice(start, end)
    try {
      return JSON.parse(token)
    } catch {
      throw this.problem(`${shortened(token)} is no JSON`, shortened(token))
    }
  }

  /** What stands here, for the message. */
  private word(): string {
    let end = this.at + 1
    while (end < this.at + longestWord && isOfWord(this.text.charCodeAt(end))) end++
    return this.text.slice(this.at, end)
  }
}

const longestWord = 40

export function shortened(word: string): string {
  return word.length > longestWord ? `${word.slice(0, longestWord - 1)}…` : word
}

/** Letters, digits, `_`, `+`, `-` and `.` */
function isOfWord(code: number): boolean {
  if (code >= 0x30 && code <= 0x39) return true
  const letter = code | 0x20
  if (letter >= 0x61 && letter <= 0x7a) return true
  return code === 0x5f || code === 0x2b || code === 0x2d || code === 0x2e
}
