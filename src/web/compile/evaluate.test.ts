/** Compiled modules run: guards, catches, imports, stacks that name the learner’s lines. */
import { describe, expect, test } from 'vitest'
import { compile, evaluate, type LoadError, locate, type ModuleRuntime } from './compile.ts'

class OutOfTurn extends Error {}

/** A box in small: a code server, a guard that counts, and a library of three functions. */
function box(budget = 1_000) {
  const modules = new Map<string, Record<string, unknown>>()
  const lines: number[] = []
  const runtime: ModuleRuntime = {
    library: { self: () => 'pid', receive: () => 'receive', note: () => null },
    imported: (module, name) => modules.get(module)?.[name],
    exported(module, exports) {
      modules.set(module, exports)
      return exports
    },
    guard(line) {
      lines.push(line)
      if (lines.length > budget) throw new OutOfTurn(`line ${line}`)
    },
    caught(error) {
      if (error instanceof OutOfTurn) throw error
    },
  }
  function load(...texts: string[]) {
    const names = ['counter.ts', 'cart.ts', 'third.ts']
    const files = texts.map((text, at) => ({ name: names[at] ?? '', text }))
    const compiled = compile(files, { libraryNames: Object.keys(runtime.library) })
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors, null, 1))
    for (const module of compiled.modules) evaluate(module, runtime)
    return modules.get('counter') as Record<string, (...args: unknown[]) => unknown>
  }
  return { load, lines, modules, runtime }
}

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

describe('modules', () => {
  test('exports are collected under their names', () => {
    const exports = box().load(
      'export function f() { return 1 }\nexport const g = () => 2, { h, i: [j] } = { h: 3, i: [4] }\n' +
        'function hidden() {}\nexport { f as other, hidden }',
    )
    expect(Object.keys(exports)).toEqual(['f', 'g', 'h', 'j', 'other', 'hidden'])
    expect(exports.other).toBe(exports.f)
    expect('toString' in exports).toBe(false)
  })

  test('the library is there under the names chosen', () => {
    const { load } = box()
    const text =
      "import { self as me, receive } from 'let-it-crash'\nexport const f = () => me() + receive()"
    expect(load(text).f?.()).toBe('pidreceive')
  })

  test('an import may stand below its first use', () => {
    const text = "export const f = self()\nimport { self } from 'let-it-crash'"
    expect(box().load(text).f).toBe('pid')
  })

  test('an imported function is looked up at each call, so a new version is met at once', () => {
    const { load, modules } = box()
    const { f } = load(
      "import { price } from './cart.ts'\nexport function f() { return price() }",
      'export function price() { return 1 }',
    )
    expect(f?.()).toBe(1)
    modules.set('cart', { price: () => 2 })
    expect(f?.()).toBe(2)
  })

  test('a call inside a file stays in its version', () => {
    const { load, modules } = box()
    const { f } = load('export function f() { return g() }\nexport function g() { return 1 }')
    modules.set('counter', { g: () => 2 })
    expect(f?.()).toBe(1)
  })

  test('imports work wherever an expression stands', () => {
    const { load } = box()
    const exports = load(
      `import { Point, tag, LIMIT, nested } from './cart.ts'
       export const shorthand = () => ({ LIMIT })
       export const spread = () => [...LIMIT.list, LIMIT?.list?.[0]]
       export const made = () => new Point(1).x
       export const deep = () => new nested.Point(2).x
       export const noArguments = () => new Point
       export const tagged = () => tag\`a\${1}b\`
       export const asDefault = (a = LIMIT, { b = LIMIT } = {}) => a === b
       export const local = (LIMIT) => LIMIT
       export const inArrow = (nested) => LIMIT
       export const kind = () => typeof tag`,
      `export function Point(x) { return { x } }
       export const nested = { Point }
       export const LIMIT = { list: [1] }
       export const tag = (parts, ...values) => parts.join('-') + values`,
    )
    expect(exports.shorthand?.()).toEqual({ LIMIT: { list: [1] } })
    expect(exports.spread?.()).toEqual([1, 1])
    expect([exports.made?.(), exports.deep?.()]).toEqual([1, 2])
    expect(exports.tagged?.()).toBe('a-b1')
    expect(exports.asDefault?.()).toBe(true)
    expect([exports.local?.(7), exports.kind?.()]).toEqual([7, 'function'])
    expect(exports.inArrow?.()).toEqual({ list: [1] })
  })

  test('lines that lean on an import or an export for their end still end there', () => {
    const exports = box().load(
      "const a = [1]\nimport { self } from 'let-it-crash'\n[0].map(String)\nconst b = a\nexport { b }\n(self)()",
    )
    expect(exports.b).toEqual([1])
  })

  test('names of the first line and of the runtime don’t get into a learner’s way', () => {
    const exports = box().load('export function Object() { return 1 }\nexport const list = [[1]]')
    expect(exports.Object?.()).toBe(1)
    const text = "import { self as Object } from 'let-it-crash'\nexport const a = [Object()]"
    expect(box().load(text).a).toEqual(['pid'])
  })

  test('constants written as objects and lists are frozen: a module has no memory', () => {
    const { f } = box().load('const seen = { list: [] }\nexport function f() { seen.list.push(1) }')
    expect(() => f?.()).toThrow(TypeError)
  })

  test('code is strict, and `this` at the top is nothing', () => {
    const { f } = box().load('export function f() { return this }\nexport const top = this')
    expect(f?.call(undefined)).toBe(undefined)
  })

  test('what a comparison looks like in HTML is no comment', () => {
    const { f } = box().load('export function f(a, b) { return a<!--b }')
    expect(f?.(0, 1)).toBe(true)
    expect(f?.(2, 1)).toBe(false)
  })

  test('a sourceURL in the text doesn’t win', () => {
    const { f } = box().load('export function f() { throw new Error() }\n//# sourceURL=other.ts')
    expect(
      locate(
        thrownBy(() => f?.()),
        new Set(['counter', 'other']),
      )[0]?.module,
    ).toBe('counter')
  })
})

describe('guards', () => {
  test.each([
    ['while', 'while (true) {}'],
    ['while without braces', 'while (true);'],
    ['do', 'do {} while (true)'],
    ['do without braces', 'do 1; while (true)'],
    ['for', 'for (;;) {}'],
    ['for without braces', 'for (;;) 1'],
    ['for of', 'for (const a of endless()) {}'],
    ['for of without braces', 'for (const a of endless()) a'],
    ['a nest of loops', 'for (;;) for (;;) while (true) if (0) 1; else do ; while (true)'],
    ['a labelled loop', 'outer: for (;;) { for (;;) continue outer }'],
    ['loops that catch', 'for (;;) { try { for (;;); } catch {} }'],
    ['loops that catch by name', 'for (;;) { try { for (;;); } catch (e) {} }'],
    ['loops that catch a part', 'for (;;) { try { for (;;); } catch ({ message }) {} }'],
    ['loops that finish', 'for (;;) { try { for (;;); } finally { continue } }'],
    ['loops that return', 'for (;;) { (() => { try { for (;;); } finally { return 1 } })() }'],
    ['functions', 'for (;;) f1(); function f1() {}'],
    ['arrows', 'const g = () => [1, 2].map((x) => x); g(); f()'],
    ['getters', 'const o = { get a() { return this.b }, get b() { return this.a } }; o.a'],
    ['generators', 'function* g() { for (;;) yield 1 } for (const x of g());'],
  ])('end %s', (_name, body) => {
    const { load } = box()
    const { f } = load(`function* endless() { for (;;) yield 1 }\nexport function f() { ${body} }`)
    expect(thrownBy(() => f?.())).toBeInstanceOf(OutOfTurn)
  })

  test('every kind of function counts', () => {
    const { load, lines } = box()
    const { f } = load(
      `export function f() {
        const o = { method() {}, get got() { return 1 }, set got(a) {},
          *made() {} }
        o.method()
        o.got
        o.got = 1
        ;[...o.made()]
        ;(() => 1)()
        ;(() => ({}))()
        ;(x => {})()
        ;(function () {})()
      }`,
    )
    lines.length = 0
    f?.()
    expect(lines).toEqual([1, 2, 2, 2, 3, 8, 9, 10, 11])
  })

  test('the line is that of the loop in the learner’s text, also under types', () => {
    const { load, lines } = box()
    const { f } = load(
      `interface A {\n  b: number\n}\nexport function f(a: A): number {\n  let n = 0\n\n  while (\n    n < a.b\n  ) n++\n  return n\n}`,
    )
    lines.length = 0
    expect(f?.({ b: 2 })).toBe(2)
    expect(lines).toEqual([4, 7, 7])
  })

  test('ordinary errors are still caught', () => {
    const { f } = box().load(
      `export function f() {
        const found = []
        try { throw new TypeError('one') } catch (e) { found.push(e.message) }
        try { throw { a: 2,
          b: [3] } } catch ({ a,
            b: [b], c = () => a + b }) { found.push(a, b, c()); a = 9; found.push(a) }
        try { throw 4 } catch { found.push(4) }
        try { try { throw 5 } finally { found.push('f') } } catch (e) { found.push(e) }
        return found
      }`,
    )
    expect(f?.()).toEqual(['one', 2, 3, 5, 9, 4, 'f', 5])
  })
})

describe('where an error was thrown', () => {
  const modules = new Set(['counter', 'cart'])

  test('every frame of the program is told, innermost first', () => {
    const { f } = box().load(
      "import { price } from './cart.ts'\n\nexport function f(items) {\n  return items.map((x) =>\n    price(x))\n}",
      'interface A {\n  b: string\n}\nexport const price = (item: A): string => {\n\n  return item.b.c.d\n}',
    )
    expect(
      locate(
        thrownBy(() => f?.([{}])),
        modules,
      ),
    ).toEqual([
      { module: 'cart', line: 6, func: 'price' },
      { module: 'counter', line: 5, func: '' },
      { module: 'counter', line: 4, func: 'f' },
    ])
  })

  test('methods, getters and generators are told by their own names', () => {
    const { f } = box().load(
      `const o = { get total() { return o.sum() }, sum() { return [...o.each()] }, *each() { throw new Error() } }
       export function f() { return o.total }`,
    )
    const names = locate(
      thrownBy(() => f?.()),
      modules,
    ).map(({ func }) => func)
    expect(names).toEqual(['each', 'sum', 'total', 'f'])
  })

  test.each([
    ['a string', 'boom'],
    ['nothing', undefined],
    ['an object', { stack: 'at f (counter.ts:5:1)' }],
    ['an error without a stack', Object.assign(new Error(), { stack: undefined })],
    ['an error of other files', new Error()],
    ['a message that looks like a stack', new Error('x\n    at f (counter.ts:5:1)')],
    ['a long message', new Error(`${'x'.repeat(50_000)}\n    at f (counter.ts:5:1)`)],
    [
      'a trap',
      new Proxy(new Error(), {
        get: () => {
          throw new Error('no')
        },
      }),
    ],
  ])('%s has no place', (_name, thrown) => {
    expect(locate(thrown, modules)).toEqual([])
  })

  test('a module that throws while it loads is told with its line', () => {
    const error = thrownBy(() => box().load('const a = 1\n\nexport const b = a.b.c')) as LoadError
    expect(error).toMatchObject({ module: 'counter', line: 3 })
    expect(error.message).toContain("'counter', line 3, can't be loaded: TypeError")
    expect(error.cause).toBeInstanceOf(TypeError)
  })

  test('a module that throws something odd while it loads is told too', () => {
    const text = 'throw { toString() { throw 1 } }'
    expect(thrownBy(() => box().load(text))).toMatchObject({ module: 'counter', line: 0 })
  })

  test('a module that never ends while it loads is stopped', () => {
    const error = thrownBy(() => box().load('const a = 1\nfor (;;) { try { for (;;); } catch {} }'))
    expect(error).toMatchObject({ module: 'counter', line: 2 })
    expect((error as LoadError).cause).toBeInstanceOf(OutOfTurn)
  })
})
