/** A program compiled as a whole: order, names, versions, errors in their places. */
import { describe, expect, test } from 'vitest'
import { type Compiled, compile } from './compile.ts'

const libraryNames = ['self', 'send', 'receive', 'sendAfter', 'now', 'random', 'note', 'genServer']

function compileText(text: string, name = 'counter.ts'): Compiled {
  return compile([{ name, text }], { libraryNames })
}

/** Errors as `line:column message`. */
function errorsOf(text: string, name = 'counter.ts'): string[] {
  const compiled = compileText(text, name)
  return compiled.ok ? [] : compiled.errors.map((it) => `${it.line}:${it.column} ${it.message}`)
}

function sourceOf(text: string): string {
  const compiled = compileText(text)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors))
  return compiled.modules[0]?.source ?? ''
}

describe('what comes out', () => {
  test('a module has its file’s name without the ending, and ends with its sourceURL', () => {
    const compiled = compileText('export function init() { return 1 }', 'my-counter.ts')
    expect(compiled).toMatchObject({ ok: true, modules: [{ name: 'my-counter' }] })
    expect(sourceOf('')).toMatch(/\n\/\/# sourceURL=counter\.ts$/)
  })

  test('the version tells texts apart and is the same for the same text', () => {
    const versions = ['export const a = 1', 'export const a = 2', 'export const a = 1'].map(
      (text) => {
        const compiled = compileText(text)
        return compiled.ok ? compiled.modules[0]?.version : null
      },
    )
    expect(versions[0]).toMatch(/^[0-9a-f]{8}$/)
    expect(versions[0]).toBe(versions[2])
    expect(versions[0]).not.toBe(versions[1])
  })

  test('modules stand after those that they import', () => {
    const compiled = compile(
      [
        { name: 'a.ts', text: "import { b } from './b.ts'\nexport const a = b" },
        { name: 'b.ts', text: "import { c } from './c'\nexport const b = c" },
        { name: 'c.js', text: 'export const c = 1' },
      ],
      { libraryNames },
    )
    expect(compiled.ok && compiled.modules.map(({ name }) => name)).toEqual(['c', 'b', 'a'])
  })

  test('imports that run in circles are fine', () => {
    const compiled = compile(
      [
        { name: 'a.ts', text: "import { b } from './b.ts'\nexport function a() { return b() }" },
        { name: 'b.ts', text: "import { a } from './a.ts'\nexport function b() { return a() }" },
      ],
      { libraryNames },
    )
    expect(compiled.ok).toBe(true)
  })

  test('an empty file and an empty program are modules without exports', () => {
    expect(compileText('').ok).toBe(true)
    expect(compile([], { libraryNames })).toEqual({ ok: true, modules: [] })
  })

  test('types vanish and lines stay', () => {
    const source = sourceOf(
      'interface Item {\n  price: number\n}\nexport function total(items: Item[]): number {\n' +
        '  return items.reduce((sum: number, { price }) => sum + price, 0) as number\n}',
    )
    expect(source.split('\n')[3]).toContain('function total(items)')
  })
})

describe('syntax errors', () => {
  test.each([
    ['a bracket that nothing closes', 'function f() {\n  g(1\n', '2:4', 'This `(` is never closed'],
    ['a text that ends too early', 'const a = 1\nconst b =\n\n', '2:10', 'ends too early'],
    ['one bracket too many', 'const a = 1\nf())', '2:4', 'closes nothing'],
    ['the wrong bracket', 'f([1)', '1:5', '`[` of line 1 should be closed by `]`'],
    ['an open string', "const a = 'abc", '1:11', 'never closed'],
    ['an open template', 'const a = `abc', '1:12', 'backtick'],
    ['yield without a star', 'function f() {\n  const m = yield* self()\n}', '2:13', '`function*`'],
    ['await in a function', 'function f() {\n  await self()\n}', '2:3', '`yield* receive()`'],
    ['a name declared twice', 'const a = 1\nconst a = 2', '2:7', 'declared twice'],
    ['an export of nothing', 'export { a }', '1:10', 'nothing is called so'],
    ['return at the top', 'return 1', '1:1', 'inside a function'],
    ['break at the top', 'break', '1:1', 'inside a loop'],
    ['a strange character', 'const a = @', '1:11', '`@`'],
    ['a character that can’t be seen', 'const a = \u0000', '1:11', 'U+0000'],
    ['a hash-bang line', '#!/usr/bin/env node', '1:2', '`!`'],
  ])('%s', (_name, text, place, words) => {
    const errors = errorsOf(text)
    expect(errors).toHaveLength(1)
    expect(errors[0]?.split(' ')[0]).toBe(place)
    expect(errors[0]).toContain(words)
    expect(errorsOf(text, 'counter.js')).toEqual(errors)
  })

  test.each([
    [
      'behind annotations, where columns have moved',
      'const a: number = 1\nconst b: string = c d',
      '2:21',
    ],
    ['found after the types are gone', 'function f(a: number): number { return yield a }', '1:40'],
    ['an annotation that isn’t finished', 'function f(a: ) {}', '1:15'],
    ['an open bracket', 'const a: number = 1\nfunction f() {\n  g(', '3:4'],
    ['an open string', 'const a: number = 1\nconst b = "x', '2:11'],
    ['with Windows line ends', 'const a: number = 1\r\nconst b = c d', '2:13'],
    ['with a byte order mark', '\uFEFFconst a: number = 1 1', '1:21'],
  ])('in a file with types: %s', (_name, text, place) => {
    expect(errorsOf(text).map((error) => error.split(' ')[0])).toEqual([place])
  })

  test('types in a .js file get a sentence of their own', () => {
    expect(errorsOf('const a: number = 1', 'counter.js')).toEqual([
      '1:8 Types belong into a file whose name ends in .ts: rename it, or leave them out.',
    ])
  })

  test('every broken file gets its error, in the order of the files', () => {
    const compiled = compile(
      [
        { name: 'a.ts', text: "import { b } from './b.ts'\nb(\n" },
        { name: 'b.ts', text: 'let b' },
        { name: 'c.ts', text: "import { nothing } from './a.ts'\nnothing()" },
      ],
      { libraryNames },
    )
    expect(!compiled.ok && compiled.errors.map(({ file }) => file)).toEqual(['a.ts', 'b.ts'])
  })
})
