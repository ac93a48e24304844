/**
 * The scope that programs run in. Whatever a worker offers beyond the language is taken away,
 and the
 * language's own objects are frozen, so that no program can change another one's or the kernel's.
 * The frame's policy already keeps the network out; here even the names are gone.
 */

/** What stays: the language itself, as far as it is the same on every machine and in every run. */
const language = new Set(
  `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError Math JSON
  BigInt Map Set WeakMap WeakSet ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray
  Int16Array
  Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array RegExp
  Reflect Proxy Iterator isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent
  globalThis console`.split(/\s+/),
)

const kindly: Readonly<Record<string, string>> = {
  Date: 'ask now() for the milliseconds of this node',
  performance: 'ask now() for the milliseconds of this node',
  setTimeout: 'ask sendAfter() for a message later',
  setInterval: 'ask sendAfter() for a message later',
  queueMicrotask: 'ask sendAfter() for a message later',
  Promise: 'a process waits with receive()',
  crypto: 'ask random(6) for a number from 0 to 5',
  fetch: 'a node has no network; send messages to processes',
  WebSocket: 'a node has no network; send messages to processes',
  XMLHttpRequest: 'a node has no network; send messages to processes',
  RTCPeerConnection: 'a node has no network; send messages to processes',
  postMessage: 'a node has no page; use note() to show something',
  Worker: 'ask spawn() for another process',
  eval: 'text never becomes code while a program runs',
}

/** Call it when everything that the kernel itself needs has been taken out of the scope. */
export function closeScope(): void {
  // Before anything is frozen, because these are parts of what will be.
  Math.random = absent('Math.random', 'ask random(6) for a number from 0 to 5') as () => number
  hideCodeFromText()
  for (
    let level: object | null = globalThis;
    level !== null;
    level = Object.getPrototypeOf(level)
  ) {
    if (level !== Object.prototype) clear(level)
  }
  for (const [name, instead] of Object.entries(kindly)) {
    Object.defineProperty(globalThis, name, { value: absent(name, instead) })
  }
  allowOverriding(Object.prototype, ['toString', 'toLocaleString', 'valueOf', 'constructor'])
  for (const kind of [Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError]) {
    allowOverriding(kind.prototype, ['name', 'message', 'toString', 'constructor'])
  }
  for (const kind of [TypeError, URIError]) allowOverriding(kind.prototype, ['name', 'message'])
  freezeAll()
  Object.preventExtensions(globalThis)
}

/** `(function () {}).constructor('…')` would make code that no guard counts. */
function hideCodeFromText(): void {
  const kinds = [
    () => {},
    async () => {},
    function* () {
      yield
    },
    async function* () {
      yield
    },
  ]
  for (const example of kinds) {
    const value = absent('Function', kindly.eval as string)
    Object.defineProperty(Object.getPrototypeOf(example), 'constructor', { value })
  }
}

function clear(level: object): void {
  for (const key of Reflect.ownKeys(level)) {
    if (typeof key === 'symbol' || language.has(key) || key === 'constructor') continue
    const gone = Reflect.deleteProperty(level, key)
    if (!gone) Reflect.defineProperty(level, key, { value: undefined })
  }
}

/** Can be mentioned and tested with instanceof; any other use says what to use instead. */
function absent(name: string, instead: string): unknown {
  const refuse = (): never => {
    throw new TypeError(`${name} is absent in a node: ${instead}`)
  }
  const get = (target: object, key: string | symbol) =>
    typeof key === 'symbol' || key === 'prototype' ? Reflect.get(target, key) : refuse()
  return new Proxy(class {}, { get, apply: refuse, construct: refuse, set: refuse })
}

/**
 * A frozen property can't be shadowed by assignment (the "override mistake"): `error.name = 'X'`
 * would throw. As an accessor whose setter defines an own property it can.
 */
function allowOverriding(prototype: object, keys: readonly string[]): void {
  for (const key of keys) {
    const value: unknown = Object.getOwnPropertyDescriptor(prototype, key)?.value
    if (value === undefined) continue
    Object.defineProperty(prototype, key, {
      get: () => value,
      set(this: object, own: unknown) {
        if (this === prototype) throw new TypeError(`${key} of the language can't be changed`)
        const plain = { value: own, writable: true, enumerable: true, configurable: true }
        Object.defineProperty(this, key, plain)
      },
      enumerable: false,
      configurable: false,
    })
  }
}

/** Freezes what can be reached from the language's names, by properties and by prototypes. */
function freezeAll(): void {
  const seen = new Set<object>([globalThis])
  const waiting: unknown[] = [...language].map((name) => Reflect.get(globalThis, name))
  waiting.push(...iterators())
  for (
    let value = waiting.pop();
    waiting.length > 0 || value !== undefined;
    value = waiting.pop()
  ) {
    if (!isObject(value) || seen.has(value)) continue
    seen.add(value)
    Object.freeze(value)
    waiting.push(Object.getPrototypeOf(value))
    for (const key of Reflect.ownKeys(value)) {
      const property = Reflect.getOwnPropertyDescriptor(value, key)
      waiting.push(property?.value, property?.get, property?.set)
    }
  }
}

/** Prototypes that no name leads to. */
function iterators(): unknown[] {
  const generator = (function* () {
    yield
  })()
  const samples = [
    [].values(),
    new Map().entries(),
    new Set().values(),
    ''.matchAll(/./g),
    generator,
  ]
  samples.push(''[Symbol.iterator]())
  const asynchronous = [async () => {}, async function* () {}]
  return [...samples, ...asynchronous].map((sample) => Object.getPrototypeOf(sample))
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
