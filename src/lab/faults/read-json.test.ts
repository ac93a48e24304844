/** JSON with lines: the same values as JSON.parse, and the line of each mistake. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Json, JsonProblem, readJsonList } from './read-json.ts'

const wide = { depth: 50, values: 100_000 }

function read(text: string, bounds = wide): readonly Json[] {
  const items: Json[] = []
  readJsonList(text, bounds, (item) => items.push(item))
  return items
}

function plain({ value }: Json): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!(value instanceof Map)) return value
  // JSON.parse makes __proto__ a key like others.
  return Object.fromEntries([...value].map(([key, part]) => [key, plain(part)]))
}

function problem(text: string, bounds = wide): JsonProblem {
  try {
    read(text, bounds)
  } catch (error) {
    if (error instanceof JsonProblem) return error
    throw error
  }
  throw new Error('it was read')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return problem
  }
}

const listed = fc.array(fc.json({ maxDepth: 4 }), { maxLength: 5 }).map((all) => `[${all}]`)

describe('a list in JSON', () => {
  it('is what JSON.parse says, with any space', () => {
    const space = fc.constantFrom(0, 1, 2, '\t')
    fc.assert(
      fc.property(listed, space, (text, by) => {
        const spaced = JSON.stringify(JSON.parse(text), null, by)
        expect(read(spaced).map(plain)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('is refused exactly when JSON.parse refuses it', () => {
    const pieces = fc.constantFrom(...'[]{},:"0-1.eE \n\\utn', 'true', 'null', '\\u00e9', 'NaN')
    const change = fc.tuple(listed, fc.nat(), fc.nat({ max: 3 }), pieces)
    let refused = 0
    fc.assert(
      fc.property(change, ([text, at, gone, piece]) => {
        const place = at % text.length
        const changed = text.slice(0, place) + piece + text.slice(place + gone)
        const expected = parsed(changed)
        if (expected !== problem && Array.isArray(expected)) {
          try {
            expect(read(changed).map(plain)).toEqual(expected)
          } catch (error) {
            // The one difference: a key that is given twice.
            if (!(error instanceof JsonProblem)) throw error
            expect(error.message).toContain('twice')
          }
        } else {
          refused++
          expect(problem(changed).line).toBeGreaterThan(0)
        }
      }),
      { numRuns: 3_000 },
    )
    expect(refused).toBeGreaterThan(500)
  })

  it('knows the line of each value', () => {
    const [first, second] = read('\n[{"a":\n 1,\r\n"b": [2,\n3]},\n"x"]')
    expect(first?.line).toBe(2)
    expect(second).toEqual({ line: 6, value: 'x' })
    const fields = first?.value as ReadonlyMap<string, Json>
    expect(fields.get('a')).toEqual({ line: 3, value: 1 })
    expect(plain(fields.get('b') as Json)).toEqual([2, 3])
    const { value } = fields.get('b') as Json
    expect((value as readonly Json[])[1]?.line).toBe(5)
  })

  it.each<[string, number, string, string]>([
    ['', 1, '', 'a list in brackets, [ … ], is expected'],
    ['{}', 1, '{', 'a list in brackets, [ … ], is expected'],
    ['[1,\n2', 2, '', "',' or ']' is expected"],
    ['[1,\n2,\n]', 3, ']', 'a value is expected'],
    ['[\n\nnul]', 3, 'nul', 'nul is no JSON'],
    ["['a']", 1, "'a", 'a value is expected'],
    ['[{a: 1}]', 1, 'a', 'a name in double quotes is expected'],
    ['[{"a" 1}]', 1, '1', "':' is expected"],
    ['["a\nb"]', 1, '', 'a text in quotes has no end on its line'],
    ['["a\\', 1, '', 'a text in quotes has no end on its line'],
    ['["\\x"]', 1, '"\\x"', '"\\x" is no JSON'],
    ['[01]', 1, '01', '01 is no JSON'],
    ['[{"a":1,\n"a":2}]', 2, 'a', "'a' is given twice"],
    ['[1]\nx', 2, 'x', 'nothing may follow the list'],
  ])('%j: line %i, word %j', (text, line, word, message) => {
    expect(problem(text)).toMatchObject({ line, word, message })
  })

  it('has bounds', () => {
    const deep = `[${'['.repeat(1_000_000)}`
    expect(problem(deep).message).toBe('this is nested too deep')
    const many = `[[${'1,'.repeat(1_000_000)}1]]`
    expect(problem(many).message).toBe('this has too many values')
    const each = { depth: 1, values: 1 }
    expect(read(`[${'1,'.repeat(10)}1]`, each)).toHaveLength(11)
  })
})
