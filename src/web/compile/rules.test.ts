/** What a program may not say, and how kindly it is told. */
import { describe, expect, test } from 'vitest'
import { compile } from './compile.ts'

const libraryNames = ['self', 'send', 'receive', 'sendAfter', 'now', 'random', 'note', 'genServer']

/** Errors as `line:column message`. */
function errorsOf(text: string): string[] {
  const compiled = compile([{ name: 'counter.ts', text }], { libraryNames })
  return compiled.ok ? [] : compiled.errors.map((it) => `${it.line}:${it.column} ${it.message}`)
}

describe('the rules', () => {
  test.each([
    ['async functions', 'export async function f() { await 1 }', 'Async functions'],
    ['async arrows', 'const f = async () => 1', 'Async functions'],
    ['async methods', 'const o = { async f() {} }', 'Async functions'],
    ['await at the top', 'const a = await self', '`await`'],
    ['classes', 'class Cart {}', 'Classes'],
    ['class expressions', 'const Cart = class {}', 'Classes'],
    ['import()', "const a = import('./cart.ts')", '`import()`'],
    ['import.meta', 'const a = import.meta.url', '`import.meta`'],
    ['let at the top', 'let count = 0', 'put `count` into the state'],
    ['var at the top', 'var count = 0', 'put `count` into the state'],
    ['var in a block at the top', 'if (true) { var count = 0 }', 'put `count` into the state'],
    [
      'a function that is replaced',
      'function f() {}\nfunction g() { f = g }',
      'A module keeps nothing',
    ],
    ['a Map at the top', 'const seen = new Map()', 'put this Map into the state'],
    ['enums', 'enum Colour { Red }', 'Enums'],
    ['constant enums', 'export const enum Colour { Red }', 'Enums'],
    ['export default', 'export default function f() {}', 'Exports have names'],
    ['export *', "export * from './counter.ts'", "can't be passed on"],
    ['export from', "export { a } from './counter.ts'", "can't be passed on"],
    [
      'an import that is exported',
      "import { self } from 'let-it-crash'\nexport { self }",
      'passed on',
    ],
    ['export of __proto__', 'export function __proto__() {}', '__proto__'],
    [
      'an import that is changed',
      "import { self } from 'let-it-crash'\nself++",
      'belongs to another file',
    ],
    ['default imports', "import x from 'let-it-crash'", 'in braces'],
    ['namespace imports', "import * as x from 'let-it-crash'", 'in braces'],
    ['an unknown file', "import { x } from './crat.ts'", "no file './crat.ts'"],
    ['a package', "import { x } from 'react'", "no file 'react'"],
    ['a file without its dot', "import { x } from 'counter'", "'./counter.ts'"],
    ['an unknown library name', "import { slef } from 'let-it-crash'", 'Did you mean `self`?'],
    ['an unknown export', "import { x } from './counter.ts'", 'exports no `x`'],
    ['a changed constant', 'const a = 1\nfunction f() { a = 2 }', '`a` is a constant'],
    ['an undeclared assignment', 'function f() { count = 1 }', 'declared nowhere'],
    ['Math.random', 'const a = Math.random()', '`random(6)`'],
    ["Math['random']", "const a = Math['random']()", '`random(6)`'],
    ['random out of Math', 'const { random } = Math', '`random(6)`'],
    [
      'a name not imported',
      'function f() { return self() }',
      "import { self } from 'let-it-crash'",
    ],
    ['a misspelt name', 'function f() { return recieve() }', 'Did you mean `receive`?'],
    ['an unknown name in typeof', 'const a = typeof window', '`window`'],
    ['arguments at the top', 'const f = () => arguments', 'arguments'],
    ['a reserved name', 'function $guard() {}', 'the system uses itself'],
    [
      'a reserved name, spelt with escapes',
      'function f() { \\u0024guard = 1 }',
      'the system uses itself',
    ],
    ['a reserved name in a pattern', 'function f({ a: [$error] }) {}', 'the system uses itself'],
    ['a reserved name that is read', 'const r = $runtime', 'the system uses itself'],
  ])('refuses %s', (_name, text, words) => {
    const errors = errorsOf(text)
    expect(errors[0]).toContain(words)
  })

  test.each(
    `Date setTimeout setInterval fetch crypto performance eval Function globalThis self window postMessage
    WebSocket XMLHttpRequest importScripts localStorage indexedDB Promise console document process
    require Worker queueMicrotask Intl WeakRef SharedArrayBuffer Atomics WebAssembly`.split(/\s+/),
  )('refuses the global %s', (name) => {
    const errors = errorsOf(`function f() {\n  return [${name}]\n}`)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatch(/^2:11 `\w+` (isn't here: |must be imported)\S* .+\.$/)
  })

  test.each([
    [
      'object keys',
      'const o = { Date: 1, fetch: 2, window() {}, get self() { return 1 }, class: 1 }',
    ],
    ['properties', 'const f = (o) => o.Date + o.fetch.self + o?.random + o.constructor.name'],
    ['parameters', 'const f = (Date, { fetch }, [window], ...self) => [Date, fetch, window, self]'],
    ['local variables', 'function f() { const Date = 1; let fetch = 2; return Date + fetch }'],
    ['hoisted variables', 'function f() { use(); var self = 1; function use() { return self } }'],
    ['functions declared later', 'const f = () => fetch()\nfunction fetch() {}'],
    ['caught errors', 'function f() { try {} catch (self) { return self } }'],
    ['caught parts of errors', 'function f() { try {} catch ({ name }) { return name } }'],
    ['loop variables', 'for (const window of [1]) { window + 1 }\nfor (let i = 0; i < 1; i++) i'],
    ['labels', 'window: for (;;) { break window }'],
    ['strings and comments', "const a = 'Date.now()' // Math.random()\n/* async await */"],
    ['function expressions that name themselves', 'const f = function self() { return self() }'],
    ['a local Math', 'const f = (Math) => Math.random()'],
    ['other uses of Math', 'const a = Math.floor(Math.PI)'],
    ['words of other names', 'const async = 1, of = 2, get = 3, from = 4, type = 5'],
    ['arguments in functions', 'function f() { return () => arguments.length }'],
    ['imports by another name', "import { self as me } from 'let-it-crash'\nconst f = () => me()"],
    ['unused types', "import { Pid } from 'let-it-crash'\nconst f = (pid: Pid) => pid"],
    ['marked types', "import { type Pid, self } from 'let-it-crash'\nconst f = (): Pid => self()"],
    ['imports of types', "import type { Item } from './counter.ts'\nconst f = (a: Item) => a"],
    [
      'exported types',
      'export type Item = { Date: Date }\nexport interface Cart { self: Promise<Item> }',
    ],
    [
      'overloads',
      'export function f(a: string): void\nexport function f(a: number): void\nexport function f(a) {}',
    ],
    [
      'generics and casts',
      'export const f = <T,>(a: T[]) => (a[0]! satisfies T) as unknown as number',
    ],
    ['let inside of functions', 'export function f() { let a = 1; a++; return a }'],
  ])('lets %s be', (_name, text) => {
    expect(errorsOf(text)).toEqual([])
  })
})
