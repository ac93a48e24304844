/**
 * Which child a pid is: a table for a million of them, as a plain term. Pids of this node stand in
 * pages of 64 by their number, so that a child costs some ten bytes, a birth and a death touch one
 * page, and pages whose children are all gone go too; pids of other nodes stand under their text.
 */
import { limits, Pid, pidKey, type Term } from '../../kernel/index.ts'

/** What the table keeps of a child. */
export type Entry = string | readonly Term[] | { readonly [key: string]: Term }

/** In place of an entry: the child died, its restart failed, another try is on its way. */
export interface Restarting {
  readonly restarting: Entry
}

export interface Pids {
  /** The supervisor's own pid: which node's pids are near. */
  readonly home: Pid
  readonly pages: Record<number, Page>
  readonly far: Record<string, Entry>
  size: number
  restarting: number
}

interface Page {
  used: number
  readonly slots: (Entry | null)[]
}

const pageSize = 64

/** OTP's supervisor keeps a restart that was ignored under this in place of a pid. */
export type MaybePid = Pid | 'undefined'

export function newPids(home: Pid): Pids {
  return { home, pages: {}, far: {}, size: 0, restarting: 0 }
}

export function entryOf(pids: Pids, pid: MaybePid): Entry | null {
  if (!isNear(pids, pid)) return pids.far[farKey(pid)] ?? null
  return pids.pages[Math.floor(pid.id / pageSize)]?.slots[pid.id % pageSize] ?? null
}

/** Puts a child into the table, or another entry in the place of its old one. */
export function putEntry(pids: Pids, pid: MaybePid, entry: Entry): void {
  const old = isNear(pids, pid) ? putNear(pids, pid.id, entry) : putFar(pids, farKey(pid), entry)
  if (old === null) pids.size++
  if (old !== null && isRestarting(old)) pids.restarting--
  if (isRestarting(entry)) pids.restarting++
}

export function removeEntry(pids: Pids, pid: MaybePid): void {
  const old = entryOf(pids, pid)
  if (old === null) return
  pids.size--
  if (isRestarting(old)) pids.restarting--
  if (!isNear(pids, pid)) {
    delete pids.far[farKey(pid)]
    return
  }
  const number = Math.floor(pid.id / pageSize)
  const page = pids.pages[number] as Page
  page.used--
  if (page.used === 0) delete pids.pages[number]
  else page.slots[pid.id % pageSize] = null
}

export function isRestarting(entry: Entry): entry is Restarting & { readonly [key: string]: Term } {
  return typeof entry === 'object' && !Array.isArray(entry) && 'restarting' in entry
}

/** All children, those of this node first, in the order of their numbers: oldest first. */
export function* entries({ home, pages, far }: Pids): Generator<readonly [MaybePid, Entry]> {
  for (const [number, { slots }] of Object.entries(pages)) {
    for (const [at, entry] of slots.entries()) {
      if (entry === null) continue
      yield [new Pid(home.node, home.creation, Number(number) * pageSize + at), entry]
    }
  }
  for (const [key, entry] of Object.entries(far)) yield [pidOfKey(key), entry]
}

/** Whether one message can list so many children: a tuple for each, with a list of its modules. */
export function isListable(children: number): boolean {
  return children * 2 + 16 < limits.termParts
}

function isNear({ home }: Pids, pid: MaybePid): pid is Pid {
  return pid !== 'undefined' && pid.node === home.node && pid.creation === home.creation
}

function farKey(pid: MaybePid): string {
  return pid === 'undefined' ? pid : pidKey(pid)
}

function pidOfKey(key: string): MaybePid {
  if (key === 'undefined') return key
  const [id, creation, ...node] = key.split('/').reverse()
  return new Pid(node.reverse().join('/'), Number(creation), Number(id))
}

function putNear({ pages }: Pids, id: number, entry: Entry): Entry | null {
  const number = Math.floor(id / pageSize)
  let page = pages[number]
  if (page === undefined) {
    page = { used: 0, slots: new Array<Entry | null>(pageSize).fill(null) }
    pages[number] = page
  }
  const old = page.slots[id % pageSize] ?? null
  if (old === null) page.used++
  page.slots[id % pageSize] = entry
  return old
}

function putFar({ far }: Pids, key: string, entry: Entry): Entry | null {
  const old = far[key] ?? null
  far[key] = entry
  return old
}
