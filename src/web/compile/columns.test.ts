/** Columns of typed text after its types are gone. */
import { describe, expect, test } from 'vitest'
import { originalColumn } from './columns.ts'
import { compile } from './compile.ts'

describe('columns of a line that has lost its types', () => {
  test.each([
    ['const a: number = 1', 'const a = 1'],
    ['f(a: [b, c], c)', 'f(a, c)'],
    ['const m = (a: Date, b?: Date): Date => Date', 'const m = (a, b) => Date'],
    ['f(a: Map<K, V>, b: number = Date.now(), c)', 'f(a, b = Date.now(), c)'],
    ['  return (x as any as y).y! + x satisfies x', '  return (x  ).y + x '],
    [`const f = <T,>(x: T): T => \`\${x}\` + x!`, `const f = (x) => \`\${x}\` + x`],
  ])('%s', (original, stripped) => {
    // Each word of the stripped line stands alone in the original, or last of its kind.
    for (const { 0: word, index } of stripped.matchAll(/\w+/g)) {
      const found = originalColumn(original, stripped, index + 1) - 1
      expect(original.slice(found, found + word.length)).toBe(word)
    }
    const last = stripped.trimEnd().length
    const end = originalColumn(original, stripped, last)
    expect(original[end - 1]).toBe(stripped[last - 1])
  })

  test('the way with the fewest gaps is taken', () => {
    expect(originalColumn('f(a: [b, c], c)', 'f(a, c)', 6)).toBe(14)
    expect(originalColumn('f(a: x, b: x, x)', 'f(a, b, x)', 9)).toBe(15)
    expect(originalColumn('(a: x, b: { x: b, y: x }, y) => b', '(a, b, y) => b', 8)).toBe(27)
  })

  test('a column past the end, and a line that has nothing in common, stay inside the line', () => {
    expect(originalColumn('const a: number', 'const a', 8)).toBe(8)
    expect(originalColumn('', 'x y', 3)).toBe(1)
    expect(originalColumn('enum A { B }', 'var A; (function (A) { })(A || (A = {}));', 5)).toBe(6)
    expect(originalColumn('a '.repeat(40_000), 'a b '.repeat(20_000), 70_000)).toBeLessThan(80_002)
  })

  test('template strings, which mislead source maps, change nothing', () => {
    const text = `const a: string = \`\${1}\`\nconst b = (c: Date): string => \`\${c}\` + Date`
    const compiled = compile([{ name: 'a.ts', text }], { libraryNames: [] })
    expect(compiled).toMatchObject({ ok: false, errors: [{ line: 2, column: 41 }] })
  })
})
