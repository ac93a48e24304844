/**
 * A realm of its own for a bundle, in which whatever tells real time, real chance or where it runs
 * is a trap: whoever reaches for it is written down, and stopped. Nothing outside is touched.
 */
import { createContext, runInContext } from 'node:vm'

export interface TrappedRun {
  /** What was reached for, `Math.random` or `Date.now`: each once. */
  readonly leaks: readonly string[]
  /** What `run` answered; null when it threw. */
  readonly answer: unknown
}

/** `bundle`: of a module with a function `run` (scripts/vite/bundled.ts); asked are plain data. */
export function runTrapped(bundle: string, ...asked: readonly unknown[]): TrappedRun {
  const context = createContext({})
  runInContext(traps + bundle, context)
  const asks = `asked.map((each) => { try { return bundled.run(each) } catch { return null } })`
  const script = `var asked = ${JSON.stringify(asked)}; JSON.stringify([${asks}, [...leaks]])`
  const [answers, leaks] = JSON.parse(runInContext(script, context) as string)
  return { leaks, answer: asked.length === 1 ? answers[0] : answers }
}

/** What a world may offer beside the language, and what in the language isn't the same everywhere. */
const traps = `
var leaks = new Set()
{
  const reach = (name) => {
    leaks.add(name)
    throw new Error(name + ' tells what no run may depend on')
  }
  const trap = (name) =>
    new Proxy(function () {}, {
      apply: () => reach(name),
      construct: () => reach('new ' + name),
      get: (target, key) =>
        typeof key === 'symbol' || key === 'prototype' ? target[key] : trap(name + '.' + key),
    })
  const worldly =
    'Date performance crypto process navigator Intl setTimeout setInterval setImmediate ' +
    'queueMicrotask requestAnimationFrame MessageChannel Worker fetch WeakRef FinalizationRegistry'
  for (const name of worldly.split(' ')) globalThis[name] = trap(name)
  Math.random = trap('Math.random')
  for (const kind of ['String', 'Number', 'BigInt', 'Array', 'Object']) {
    const { prototype } = globalThis[kind]
    for (const key of ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase', 'toLocaleString']) {
      if (key in prototype) prototype[key] = trap(kind + '.' + key)
    }
  }
  Promise.prototype.then = trap('Promise.then')
}
`
