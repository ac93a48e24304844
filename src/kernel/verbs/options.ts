/** Options as programs give them to verbs: a key that a verb doesn't know is wrong use. */
import { badarg } from '../terms/exit.ts'

/** The keys of some options; a `flag` is true or false, the verb looks at the others itself. */
export type Keys<O> = { readonly [K in keyof O]-?: 'flag' | 'any' }

/**
 * What a program gave, looked at; no copy, for calls are made with options. A getter may tell
 * something else the second time: whoever takes a value reads it once.
 */
export function readOptions<O extends object>(
  verb: string,
  options: O | undefined,
  keys: Keys<O>,
  argument = 'options',
): Partial<O> {
  return options === undefined ? none : look(verb, options, keys, argument)
}

function look<O extends object>(verb: string, options: O, keys: Keys<O>, argument: string): O {
  if (!isPlain(options)) refuse(verb, keys, argument)
  for (const key in options) {
    const kind = keys[key]
    if (kind === 'any') continue
    if (kind !== 'flag') refuse(verb, keys, argument)
    const value = options[key]
    if (typeof value !== 'boolean' && value !== undefined) {
      badarg(verb, `${argument}.${key}`, 'true or false')
    }
  }
  return options
}

function refuse(verb: string, keys: object, argument: string): never {
  badarg(verb, argument, `an object with no keys but ${Object.keys(keys).join(', ')}`)
}

const none = Object.freeze({})

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
