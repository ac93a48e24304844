/**
 * What a registry's partition knows: who is registered under which key, found by key and by pid
 * (Elixir keeps it in two ETS tables). It is a plain term, changed in place by its one process.
 */
import { isAlive, type Pid, pidKey, samePid, type Term } from '../../kernel/index.ts'
import { termKey } from '../gen/term-key.ts'

/** Who registered, and the value that they gave. */
export type Entry = readonly [Pid, Term]

/** The entries of one key by serial number, which JavaScript keeps in ascending order. */
interface Slot {
  readonly key: Term
  size: number
  readonly entries: Record<number, Entry>
}

/** Where one process's entries are: the text of the key, by serial number. */
interface Holding {
  size: number
  readonly places: Record<number, string>
}

export interface Table {
  readonly kind: 'unique' | 'duplicate'
  /** Serial number of the next entry. */
  next: number
  /** Entries in all. */
  size: number
  readonly slots: Record<string, Slot>
  readonly holdings: Record<string, Holding>
}

export function newTable(kind: Table['kind']): Table {
  return { kind, next: 1, size: 0, slots: {}, holdings: {} }
}

/**
 * Adds an entry; answers null, or who has the key already. An owner that is dead is none: its exit
 * may not have been heard of yet, or never will (otp-semantics D16).
 */
export function add(table: Table, pid: Pid, key: Term, value: Term): Pid | null {
  if (table.kind === 'unique') {
    const [holder] = entriesOf(table, key)
    if (holder !== undefined && isAlive(holder[0])) return holder[0]
    if (holder !== undefined) removeOf(table, holder[0], key)
  }
  const serial = table.next++
  const place = termKey(key)
  const slot = table.slots[place] ?? { key, size: 0, entries: {} }
  const holding = table.holdings[pidKey(pid)] ?? { size: 0, places: {} }
  table.slots[place] = slot
  table.holdings[pidKey(pid)] = holding
  slot.entries[serial] = [pid, value]
  holding.places[serial] = place
  slot.size++
  holding.size++
  table.size++
  return null
}

/** In the order of their registration. */
export function entriesOf(table: Table, key: Term): Entry[] {
  return Object.values(table.slots[termKey(key)]?.entries ?? {})
}

/** The keys of a process, the latest first; one that it has twice is there twice. */
export function keysOf(table: Table, pid: Pid): Term[] {
  const places = Object.values(table.holdings[pidKey(pid)]?.places ?? {})
  return places.map((place) => (table.slots[place] as Slot).key).reverse()
}

export function isHolder(table: Table, pid: Pid): boolean {
  return Object.hasOwn(table.holdings, pidKey(pid))
}

/** Gives the entries of a process under a key another value. */
export function setValue(table: Table, pid: Pid, key: Term, value: Term): void {
  for (const [serial, slot] of ownEntries(table, pid, key)) slot.entries[serial] = [pid, value]
}

/** Takes out a process's entries under a key that `isMeant`; how many there were, and went. */
export function removeOf(
  table: Table,
  pid: Pid,
  key: Term,
  isMeant: (value: Term) => boolean = () => true,
): readonly [total: number, removed: number] {
  const own = ownEntries(table, pid, key)
  const meant = own.filter(([serial, slot]) => isMeant((slot.entries[serial] as Entry)[1]))
  for (const [serial] of meant) drop(table, pid, serial)
  return [own.length, meant.length]
}

/** Found on the shorter way: a key may have many owners, an owner many keys. */
function ownEntries(table: Table, pid: Pid, key: Term): (readonly [number, Slot])[] {
  const place = termKey(key)
  const slot = table.slots[place]
  const holding = table.holdings[pidKey(pid)]
  if (slot === undefined || holding === undefined) return []
  const serials =
    slot.size <= holding.size
      ? Object.keys(slot.entries).filter((s) => samePid((slot.entries[Number(s)] as Entry)[0], pid))
      : Object.keys(holding.places).filter((s) => holding.places[Number(s)] === place)
  return serials.map((serial) => [Number(serial), slot] as const)
}

/** Takes out all that a process has. */
export function removeAll(table: Table, pid: Pid): void {
  const serials = Object.keys(table.holdings[pidKey(pid)]?.places ?? {})
  for (const serial of serials) drop(table, pid, Number(serial))
}

function drop(table: Table, pid: Pid, serial: number): void {
  const holding = table.holdings[pidKey(pid)] as Holding
  const place = holding.places[serial] as string
  const slot = table.slots[place] as Slot
  delete slot.entries[serial]
  delete holding.places[serial]
  if (--slot.size === 0) delete table.slots[place]
  if (--holding.size === 0) delete table.holdings[pidKey(pid)]
  table.size--
}
