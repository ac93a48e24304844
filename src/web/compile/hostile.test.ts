/** Texts made to hurt: they come back as errors, soon. */
import { describe, expect, test } from 'vitest'
import { type Compiled, compile, limits } from './compile.ts'

const libraryNames = ['self', 'send', 'receive', 'sendAfter', 'now', 'random', 'note', 'genServer']

function compileText(text: string, name = 'counter.ts'): Compiled {
  return compile([{ name, text }], { libraryNames })
}

/** Errors as `line:column message`. */
function errorsOf(text: string, name = 'counter.ts'): string[] {
  const compiled = compileText(text, name)
  return compiled.ok ? [] : compiled.errors.map((it) => `${it.line}:${it.column} ${it.message}`)
}

describe('hostile texts', () => {
  const nested = (depth: number, inner: (rest: string) => string): string => {
    let text = 'x'
    for (let level = 0; level < depth; level++) text = inner(text)
    return text
  }

  test.each([
    ['brackets', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['open brackets', '('.repeat(99_000)],
    ['braces', '{'.repeat(10_000) + '}'.repeat(10_000)],
    ['signs', `const a = ${'!'.repeat(90_000)}1`],
    ['sums', `const a = ${'1+'.repeat(45_000)}1`],
    ['arrows', `const a = ${'x=>'.repeat(30_000)}1`],
    ['ifs', `${'if(1)'.repeat(19_000)};`],
    ['loops', `${'while(0)'.repeat(12_000)};`],
    ['templates', `const a = ${'`${'.repeat(9_000)}1${'}`'.repeat(9_000)}`],
    ['patterns', `const f = (${'{a:'.repeat(9_000)}b${'}'.repeat(9_000)}) => 1`],
    ['type brackets', `let a: ${'['.repeat(30_000)}`],
    ['type arguments', `const a: number = ${'f<'.repeat(30_000)}`],
    [
      'defaults of arrows',
      `const a: number = ${nested(200, (rest) => `(a: number = ${rest}) => 1`)}`,
    ],
    [
      'conditions with arrows',
      `const a: number = ${nested(200, (rest) => `a ? (b) : (d = ${rest}): b => e`)}`,
    ],
    ['generic arrows', `const a: number = ${nested(200, (rest) => `<T>(a = ${rest}) => 1`)}`],
    ['async calls', `const a: number = ${nested(200, (rest) => `async(${rest})`)}`],
    ['type functions', `let a: ${nested(200, (rest) => `(a: ${rest}) => void`)}`],
    ['unknown names', 'nope;'.repeat(19_000)],
    ['long unknown names', `${'n'.repeat(45_000)};${'m'.repeat(45_000)}`],
    ['declarations', Array.from({ length: 8_000 }, (_, at) => `let a${at};`).join('')],
    ['top containers', 'const a=new Map;'.replace('a', 'b') + 'new Map;'.repeat(11_000)],
    ['a file of a megabyte', 'f();'.repeat(250_000)],
    ['lone surrogates', 'const \ud800 = "\udfff"'],
    ['line separators', 'const a = "\u2028"\u2029const b: number = c d'],
    ['nothing but line ends', '\r\n\n\r\u2028\u2029'],
  ])('%s are answered in time', (_name, text) => {
    for (const name of ['counter.ts', 'counter.js']) {
      const started = performance.now()
      const compiled = compileText(text, name)
      expect(performance.now() - started).toBeLessThan(3_000)
      if (compiled.ok) continue
      expect(compiled.errors.length).toBeLessThanOrEqual(limits.errors)
      for (const { line, column, message } of compiled.errors) {
        expect(line).toBeGreaterThan(0)
        expect(column).toBeGreaterThan(0)
        expect(message.length).toBeLessThan(100_000)
      }
    }
  })

  test.each([
    '',
    '.ts',
    'a b.ts',
    '__proto__.ts',
    '../a.ts',
    'a.tsx',
    'a',
    'zähler.ts',
    'a\n.ts',
    `${'a'.repeat(80)}.ts`,
  ])('a file can’t be called %j', (name) => {
    expect(errorsOf('', name)[0]).toContain('A file needs a name such as counter.ts')
  })

  test('names that objects have by birth are fine', () => {
    const files = ['constructor', 'toString', 'hasOwnProperty'].map((name) => {
      return {
        name: `${name}.ts`,
        text: `export function ${name}() {}\nconst a = { __proto__: null }`,
      }
    })
    expect(compile(files, { libraryNames }).ok).toBe(true)
    expect(errorsOf("import { toString } from './constructor.ts'")[0]).toContain('no file')
    expect(errorsOf('hasOwnProperty()')[0]).toContain('Nothing is called')
  })

  test('a name comes only once, whatever its ending, and never a module of the system', () => {
    const twice = compile(
      [
        { name: 'a.ts', text: '' },
        { name: 'a.js', text: '' },
        { name: 'gen_server.ts', text: '' },
      ],
      { libraryNames, systemModules: ['gen_server'] },
    )
    expect(!twice.ok && twice.errors.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "a.js: There is already a module called 'a': rename this file.",
      "gen_server.ts: There is already a module called 'gen_server': rename this file.",
    ])
  })

  test('a program has a bound', () => {
    const files = Array.from({ length: limits.files + 1 }, (_, at) => ({
      name: `a${at}.ts`,
      text: '',
    }))
    const compiled = compile(files, { libraryNames })
    expect(compiled).toMatchObject({ ok: false, errors: [{ file: `a${limits.files}.ts` }] })
    expect(compile(files.slice(1), { libraryNames }).ok).toBe(true)
    const large = files.slice(0, 6).map(({ name }) => ({ name, text: ' '.repeat(limits.fileSize) }))
    expect(compile(large, { libraryNames })).toMatchObject({
      ok: false,
      errors: [{ file: 'a5.ts' }],
    })
    expect(errorsOf(' '.repeat(limits.fileSize))).toEqual([])
    expect(errorsOf(' '.repeat(limits.fileSize + 1))[0]).toContain('too long')
  })
})
