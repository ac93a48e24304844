/**
 * Names and ids of the browser world. A machine is one tab (`heron`), a node lives on a machine
 * (`n1@heron`). Ids come from getRandomValues, which is there on plain http too.
 */
import { limits } from './limits.ts'

/** Names for machines whose wished name is taken. */
export const machineNames: readonly string[] =
  `heron otter badger crane dunnock ermine falcon gecko hare ibis jackdaw kestrel lynx marten newt
  osprey plover quail raven stoat tern urchin vole wren yak zebra beaver curlew dormouse egret
  ferret grebe hoopoe jay kite lark mole nuthatch owl puffin robin seal toad vixen weasel`.split(
    /\s+/,
  )

/** Taken at the start: in a box the name `performance` soon means something else. */
const clock = performance

const localName = /^[a-z][a-z0-9_-]*$/

export function isMachineName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= limits.nameLength && localName.test(value)
}

/** Whether `value` is the name of a node of that machine. */
export function isNodeOf(machine: string, value: unknown): value is string {
  if (typeof value !== 'string' || !value.endsWith(`@${machine}`)) return false
  return isMachineName(value.slice(0, -machine.length - 1))
}

/** 80 random bits as 16 letters and digits: an id that no other tab has. */
export function randomId(): string {
  const digits = '0123456789abcdefghjkmnpqrstvwxyz'
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => digits[byte % 32]).join('')
}

export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}

/**
 * Milliseconds since 1970 with fractions, never going back: comparable between tabs of a computer.
 */
export function wallNow(): number {
  return clock.timeOrigin + clock.now()
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-z]{16}$/.test(value)
}
