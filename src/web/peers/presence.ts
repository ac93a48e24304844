/**
 * Presence: who is in a room, before any of them is linked. Machines meet, agree on names, and see
 * whether there is room and whether they run the same version. Pure: the introducers carry it.
 */
import { limits } from '../limits.ts'
import { isId, isMachineName } from '../names.ts'
import { isCreation, wireVersion } from '../switchboard/wire.ts'

/**
 * The first three fields may never change, so that other versions can tell that they are others.
 */
export interface Presence {
  readonly app: 'let-it-crash'
  readonly protocol: number
  readonly version: string
  readonly id: string
  readonly machine: string
  /** Wall time at which its name was settled; 0 while it may still take another one. */
  readonly settledAt: number
  /** The Web Lock it holds for as long as it lives; null where there are none. */
  readonly lock: string | null
  /** Names whose machines are gone, and the last creation of their nodes. */
  readonly past: Readonly<Record<string, number>>
  /** Ids of the machines that it has a connection with, up or not. */
  readonly links: readonly string[]
}

export type Reading =
  | { readonly type: 'presence'; readonly presence: Presence }
  | { readonly type: 'other_version'; readonly machine: string; readonly version: string }
  | { readonly type: 'nonsense' }

/** Reads what another tab says about itself; it may be of any version, or no tab of ours at all. */
export function readPresence(value: unknown, mine: Presence): Reading {
  const fields = value as Partial<Record<keyof Presence, unknown>> | null
  if (typeof fields !== 'object' || fields?.app !== 'let-it-crash') return { type: 'nonsense' }
  const { protocol, version, id, machine, settledAt, lock } = fields
  if (protocol !== mine.protocol || version !== mine.version) {
    const name = isMachineName(machine) ? machine : 'another tab'
    return { type: 'other_version', machine: name, version: String(version).slice(0, 100) }
  }
  if (!isId(id) || !isMachineName(machine)) return { type: 'nonsense' }
  const presence: Presence = {
    app: 'let-it-crash',
    protocol: mine.protocol,
    version: mine.version,
    id,
    machine,
    settledAt: typeof settledAt === 'number' && settledAt > 0 ? settledAt : 0,
    lock: typeof lock === 'string' ? lock.slice(0, 200) : null,
    past: readPast(fields.past),
    links: Array.isArray(fields.links) ? fields.links.slice(0, limits.met).filter(isId) : [],
  }
  return { type: 'presence', presence }
}

function readPast(value: unknown): Record<string, number> {
  const entries = Object.entries(value ?? {}).slice(0, limits.namesRemembered)
  return Object.fromEntries(entries.filter(([name, n]) => isMachineName(name) && isCreation(n)))
}

export interface Wish {
  readonly id: string
  readonly version: string
  /** Names to choose from, the wished one first. */
  readonly names: readonly string[]
}

export function firstPresence(wish: Wish): Presence {
  return {
    app: 'let-it-crash',
    protocol: wireVersion,
    version: wish.version,
    id: wish.id,
    machine: wish.names[0] ?? 'heron',
    settledAt: 0,
    lock: null,
    past: {},
    links: [],
  }
}

/** Who goes first: who settled earlier, and among those who haven't yet the smaller id. */
export function isBefore(a: Presence, b: Presence): boolean {
  if (a.settledAt !== b.settledAt)
    return b.settledAt === 0 || (a.settledAt > 0 && a.settledAt < b.settledAt)
  return a.id < b.id
}

/** Whether somebody who was there first bears our name. */
export function isNameTaken(me: Presence, others: readonly Presence[]): boolean {
  return others.some((other) => other.machine === me.machine && isBefore(other, me))
}

/**
 * A name that nobody has. Everybody begins to look at another place of the list, so that those who
 * look together rarely meet again.
 */
export function freeName(
  me: Presence,
  names: readonly string[],
  taken: ReadonlySet<string>,
): string {
  const start = Number.parseInt(me.id.slice(0, 6), 36) || 0
  for (let i = 0; i < names.length; i++) {
    const name = names[(start + i) % names.length]
    if (name !== undefined && !taken.has(name)) return name
  }
  for (let number = 2; ; number++) {
    const name = `${me.machine.slice(0, limits.nameLength - 4)}-${number}`
    if (!taken.has(name)) return name
  }
}

/** What the room remembers of lives before: for each name the highest creation anybody knows. */
export function mergePast(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> {
  const merged: Record<string, number> = { ...a }
  for (const [name, creation] of Object.entries(b)) {
    merged[name] = Math.max(merged[name] ?? 0, creation)
  }
  return Object.fromEntries(Object.entries(merged).slice(-limits.namesRemembered))
}

/** Of two machines the one with the smaller id makes the connection, so that they never both do. */
export function offers(me: Presence, other: Presence): boolean {
  return me.id < other.id
}
