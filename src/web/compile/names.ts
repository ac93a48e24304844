/**
 * The names that a program finds without declaring them. What the language itself computes is
 there;
 * what would tell the time, roll dice, wait or reach out is not, and the sentence says what to use.
 */
import type { Reference } from './scope.ts'

/** Of the language, and the same on every machine. */
const known = new Set(
  `Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Error EvalError
  AggregateError Float32Array Float64Array Infinity Int16Array Int32Array Int8Array JSON Map Math
  NaN
  Number Object Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError
  TypeError
  URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet decodeURI
  decodeURIComponent encodeURI encodeURIComponent isFinite isNaN parseFloat parseInt undefined`.split(
    /\s+/,
  ),
)

const noWaiting = "nothing waits behind a process's back here: wait with `yield* receive()`."
const noTimers = 'write `sendAfter(1000, self(), message)` and receive the message.'
const noNetwork = 'a program has no network of its own: send messages to processes instead.'
const noPage =
  'a process has no page, only its mailbox: send it messages, and `note()` what to show.'
const noStore = 'a process keeps nothing but its state, and loses it with its life.'
const noText = 'text never becomes code while a program runs: write a function.'
const noGlobal = 'processes share nothing: send messages instead.'
const noTime = "use `now()`, the milliseconds of this node's clock."
const noDice = 'use `random(6)`, which gives a whole number from 0 to 5.'
const noLuck =
  'it differs from machine to machine and from run to run, so a program does without it.'

const refused = new Map<string, string>(
  Object.entries({
    Date: noTime,
    performance: noTime,
    Temporal: noTime,
    setTimeout: noTimers,
    setInterval: noTimers,
    setImmediate: noTimers,
    clearTimeout: 'use `cancelTimer(ref)` with what `sendAfter` gave you.',
    clearInterval: 'use `cancelTimer(ref)` with what `sendAfter` gave you.',
    requestAnimationFrame: noTimers,
    requestIdleCallback: noTimers,
    queueMicrotask: noWaiting,
    Promise: noWaiting,
    crypto: noDice,
    fetch: noNetwork,
    XMLHttpRequest: noNetwork,
    WebSocket: noNetwork,
    WebTransport: noNetwork,
    EventSource: noNetwork,
    RTCPeerConnection: noNetwork,
    navigator: noNetwork,
    eval: noText,
    Function: noText,
    WebAssembly: noText,
    importScripts: 'write `import { … } from` at the top of the file.',
    require: 'write `import { … } from` at the top of the file.',
    module: 'write `export` before what other files may call.',
    exports: 'write `export` before what other files may call.',
    globalThis: noGlobal,
    global: noGlobal,
    self: "import it: `import { self } from 'let-it-crash'`.",
    SharedArrayBuffer: noGlobal,
    Atomics: noGlobal,
    BroadcastChannel: noGlobal,
    MessageChannel: noGlobal,
    Worker: 'use `spawn`: a process is what a worker is elsewhere, and you may have a million.',
    postMessage: 'use `send(to, message)`.',
    onmessage: 'use `yield* receive()`.',
    addEventListener: 'use `yield* receive()`.',
    structuredClone: 'messages are copied when they are sent; copy objects with `{ ...it }`.',
    process: 'use `self()` for this process and `node()` for its node.',
    console: "use `note('log', value)`: it shows in the trace.",
    alert: noPage,
    prompt: noPage,
    confirm: noPage,
    window: noPage,
    document: noPage,
    location: noPage,
    localStorage: noStore,
    sessionStorage: noStore,
    indexedDB: noStore,
    caches: noStore,
    Intl: noLuck,
    WeakRef: noLuck,
    FinalizationRegistry: noLuck,
  }),
)

/** Why a name that the file doesn't bind can't be used there, or null if it can. */
export function objection(
  { node, members, role, hasArguments }: Reference,
  libraryNames: readonly string[],
  ownNames: readonly string[],
): string | null {
  const { name } = node
  if (name === 'Math' && members.includes('random')) return `\`Math.random\` isn't here: ${noDice}`
  if (known.has(name)) return role === 'written' ? `\`${name}\` belongs to the language.` : null
  if (name === 'arguments') {
    return hasArguments ? null : 'There are no `arguments` outside of functions.'
  }
  if (libraryNames.includes(name)) {
    return `\`${name}\` must be imported first: \`import { ${name} } from 'let-it-crash'\`.`
  }
  const instead = refused.get(name)
  if (instead !== undefined) return `\`${name}\` isn't here: ${instead}`
  if (role === 'written')
    return `\`${name}\` is declared nowhere: write \`const ${name} = …\` or \`let\`.`
  return `Nothing is called \`${name}\` here.${didYouMean(name, [...ownNames, ...libraryNames, ...known])}`
}

/** ` Did you mean …?` when a name is within two typing slips, else nothing. */
export function didYouMean(name: string, names: Iterable<string>): string {
  if (name.length > 30) return ''
  let best: string | null = null
  let least = Math.min(3, Math.ceil(name.length / 2))
  for (const candidate of names) {
    const slips = distance(name.toLowerCase(), candidate.toLowerCase(), least)
    if (slips < least) [best, least] = [candidate, slips]
  }
  return best === null ? '' : ` Did you mean \`${best}\`?`
}

/**
 * Letters to add, drop, change or swap with a neighbour; anything ≥ `bound` may come back as it.
 */
function distance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) >= bound) return bound
  let older: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, older[j - 2]! + 1)
      }
      next.push(least)
    }
    ;[older, row] = [row, next]
  }
  return row[b.length] ?? bound
}
