/** Compiled code computes what the original computes, for programs nobody wrote. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile, evaluate, locate, type ModuleRuntime } from './compile.ts'

/**
 * Programs of numbers `a`, `b`, `c` and a list `log`, with every kind of code that is rewritten.
 */
const names = fc.constantFrom('a', 'b', 'c')

const { expression: e } = fc.letrec<{ expression: string }>((tie) => {
  const e = tie('expression')
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(
        fc.integer({ min: -9, max: 9 }).map((n) => `(${n})`),
        names,
      ),
      text`(${e} ${fc.constantFrom('+', '-', '*', '<', '??', '&', ',')} ${e})`,
      text`(${e} ? ${e} : ${e})`,
      text`((x) => x + ${e})(${e})`,
      text`[1, 2].map(x => ({ x, y: ${e} })).map(({ y }) => y)[0]`,
      text`((a, { b = ${e} } = {}) => a + b)(${e})`,
      text`\`\${${e}}\`.length`,
      text`[...(function* () { yield ${e}; yield 2 })()][0]`,
      text`({ get g() { return ${e} }, m(k) { return k + this.g } })?.m(1)`,
      text`(function self(k) { return k > 1 ? k : self(k + 2) })(${e})`,
      text`new Box(${e}).value`,
      text`twice(${e})`,
    ),
  }
})

const { statement } = fc.letrec<{ statement: string }>((tie) => {
  const s = tie('statement')
  return {
    statement: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(text`${names} = ${e}`, text`log.push(${e})`, text`${names}++`),
      text`if (${e}) { ${s} } else if (a) { ${s} }`,
      text`for (let i = 0; i < 2; i++) { ${s} }`,
      text`for (let i = 0; i < 2; i++) log.push(${e})`,
      text`for (const x of [1, 2]) log.push(x, ${e})`,
      text`for (const k in { x: 1, y: 2 }) log.push(k, ${e})`,
      text`{ let i = 0\nwhile (i++ < 2) {\n${s}\n} }`,
      text`{ let i = 0; do log.push(${e}); while (i++ < 1) }`,
      text`try { ${s}; throw { m: ${e} } } catch ({ m, n = 1 }) { log.push(m, n) } finally { ${s} }`,
      text`try { ${s}; null.x } catch (e) { log.push(e.message); ${s} }`,
      text`try { ${s}; throw 1 } catch { log.push(9) }`,
      text`switch (${e}) { case 1: ${s}\nbreak\ndefault: log.push(4) }`,
      s.map((inner) => {
        const label = `out${inner.length}`
        const loop = `for (;;) { if (x === 2) break ${label}\n${inner}\ncontinue ${label} }`
        return `${label}: for (const x of [1, 2, 3]) { ${loop} }`
      }),
    ),
  }
})

const program = fc.array(statement, { minLength: 1, maxLength: 6 }).map((statements) => {
  const lines = ['  const log = []', ...statements, '  return [a, b, c, log]']
  return `function run(a, b, c) {\n${lines.join('\n')}\n}`
})

const helpers = 'function Box(value) { this.value = value }\nconst twice = (x) => x * 2'

/** A template of arbitraries. */
function text(strings: TemplateStringsArray, ...parts: fc.Arbitrary<string>[]) {
  return fc.tuple(...parts).map((values) => String.raw({ raw: strings }, ...values))
}

type Run = (a: number, b: number, c: number) => unknown

function load(files: Readonly<Record<string, string>>): Run {
  const modules = new Map<string, Record<string, unknown>>()
  const runtime: ModuleRuntime = {
    library: {},
    imported: (module, name) => modules.get(module)?.[name],
    exported(module, exports) {
      modules.set(module, exports)
      return exports
    },
    guard: () => undefined,
    caught: () => undefined,
  }
  const sources = Object.entries(files).map(([name, text]) => ({ name, text }))
  const compiled = compile(sources, { libraryNames: [] })
  if (!compiled.ok) throw new Error(JSON.stringify([compiled.errors, files], null, 1))
  for (const module of compiled.modules) evaluate(module, runtime)
  return modules.get('counter')?.run as Run
}

function thrownBy(work: () => unknown): unknown {
  try {
    work()
    return null
  } catch (error) {
    return error
  }
}

/** What a run comes to, as text: its value, or the message of what it throws. */
function outcome(run: Run): string {
  let value: unknown
  const thrown = thrownBy(() => {
    value = run(1, 2, 3)
  })
  if (thrown !== null) return `thrown: ${(thrown as Error).message ?? JSON.stringify(thrown)}`
  return JSON.stringify(value, (_key, part) => (typeof part === 'number' ? String(part) : part))
}

function expectSame(compiled: Run, text: string): void {
  const original = new Function(`'use strict'\n${text}\nreturn run`)() as Run
  expect(outcome(compiled)).toBe(outcome(original))
}

test('compiled code computes what the text says', () => {
  fc.assert(
    fc.property(program, (text) => {
      const whole = `${text}\n${helpers}`
      expectSame(load({ 'counter.ts': `export ${whole}` }), whole)
    }),
    { numRuns: 300 },
  )
})

test('it does so with types, and with helpers that live in another file', () => {
  fc.assert(
    fc.property(program, (text) => {
      const typed = text
        .replace('run(a, b, c)', 'run(a: number, b: number, c?: number): unknown')
        .replaceAll('let i = 0', 'let i: number = 0 as const')
        .replaceAll('m(k) {', 'm(k: unknown): any {')
        .replaceAll('(x) => x', '<T,>(x: T): T => x!')
      const files = {
        'counter.ts': `import { Box, twice } from './boxes.ts'\nexport ${typed}`,
        'boxes.ts': `${helpers}\nexport { Box, twice }`,
      }
      expectSame(load(files), `${text}\n${helpers}`)
    }),
    { numRuns: 300 },
  )
})

test('what is thrown is found at its line, in whatever it is wrapped', () => {
  const before = fc.array(statement, { maxLength: 5 })
  const heads = fc.constantFrom(
    'export function run(a,\n b, c) {',
    'interface A {\n  b: number\n}\nexport function run(a: number,\n b?: number, c?: number): void {',
  )
  const wraps = fc.constantFrom(
    'boom()',
    'while (true) boom()',
    'for (;;) {\nboom() }',
    '[0].map(() => boom())',
  )
  fc.assert(
    fc.property(heads, before, wraps, before, (head, earlier, wrap, later) => {
      const start = [head, 'const log = []', ...earlier].join('\n')
      const end = ['}', 'function boom() { throw new Error("boom") }', helpers]
      const text = [start, wrap, ...later, ...end].join('\n')
      const error = thrownBy(() => load({ 'counter.ts': text })(1, 2, 3)) as Error
      if (error.message !== 'boom') return
      const line = `${start}\n${wrap}`.split('\n').length
      const found = locate(error, new Set(['counter'])).slice(1, 3)
      expect(found[0]?.line).toBe(line)
      expect(found.map(({ func }) => func)).toContain('run')
    }),
    { numRuns: 300 },
  )
})

test('any text is answered with a module that loads, or with errors at places in it', () => {
  const signs =
    '( ) [ ] { } => = : ; , . ? ?. ... * + ++ < > <T> ! / ` ${ " \' // /* */ @ # <!-- -->'
  const words = `async await yield function class import export from default let const var for of in
    while do try catch finally if else return new this
    super type interface enum namespace as a b f 0 1n
    .5 /a/ __proto__ \\u0024guard declare abstract get set static import.meta satisfies`
  const pieces = fc.constantFrom(...signs.split(' '), ...words.split(/\s+/), '\n', '\r\n', '\u2028')
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(pieces, { maxLength: 25 }).map((it) => it.join(' ')),
    fc.tuple(program, pieces, fc.nat(), pieces, fc.nat()).map(([text, one, at, two, second]) => {
      return insert(insert(text, one, at), two, second)
    }),
  )
  fc.assert(
    fc.property(anyText, fc.constantFrom('counter.ts', 'counter.js'), (text, name) => {
      const compiled = compile([{ name, text }], { libraryNames: ['self'] })
      if (compiled.ok) {
        for (const { source } of compiled.modules) new Function('$runtime', source)
        return
      }
      const lines = text.split(/\r\n?|\n|\u2028|\u2029/)
      for (const { line, column } of compiled.errors) {
        expect(line).toBeLessThanOrEqual(lines.length)
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
      }
    }),
    { numRuns: 2_000 },
  )
})

function insert(text: string, piece: string, at: number): string {
  const place = at % (text.length + 1)
  return `${text.slice(0, place)} ${piece} ${text.slice(place)}`
}
