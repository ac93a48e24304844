/**
 * One file of a simulated disk: what reads see, what is stable, and the changes between the two,
 * which a crash may keep, lose, tear and reorder as it likes (SQLite's rules for its crash tests).
 */
import type { Random } from '../kernel/index.ts'

export const sectorBytes = 512

export type Change =
  | { readonly type: 'write'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly type: 'cut'; readonly length: number }

export type CrashFault = 'torn_write' | 'lost_writes' | null

export class DiskFile {
  /** What is read: the changes, too. */
  seen = new Bytes()
  stable = new Bytes()
  changes: Change[] = []

  get hasChanges(): boolean {
    return this.changes.length > 0
  }

  write(at: number, bytes: Uint8Array): void {
    if (bytes.length > 0) this.change({ type: 'write', at, bytes })
  }

  cut(length: number): void {
    if (length < this.seen.length) this.change({ type: 'cut', length })
  }

  flush(): void {
    for (const change of this.changes) apply(this.stable, change)
    this.changes = []
  }

  /** Takes the changes for written, as page caches do after a flush that failed. */
  forgetChanges(): void {
    this.changes = []
  }

  /** Flushes all but one sector of it, which stays as it was. */
  flushAllButOne(dice: Random): void {
    const writes = this.changes.filter((change) => change.type === 'write')
    const before = this.stable.copy()
    this.flush()
    const missed = writes[dice.next() % writes.length]
    if (missed === undefined) return
    const pieces = sectorsOf(missed.at, missed.bytes)
    const { at, bytes } = pieces[dice.next() % pieces.length] as (typeof pieces)[number]
    for (const side of [this.stable, this.seen]) {
      const end = Math.min(at + bytes.length, side.length)
      if (end > at) side.write(at, before.readPadded(at, end - at))
    }
  }

  /** Flips one bit of what is stable, and of what is read if that is the same. */
  flip(at: number, bit: number): void {
    const isSame = this.seen.byteAt(at) === this.stable.byteAt(at)
    this.stable.flip(at, bit)
    if (isSame) this.seen.flip(at, bit)
  }

  crash(dice: Random, fault: CrashFault): void {
    for (const change of this.survivors(dice, fault)) apply(this.stable, change)
    this.changes = []
    this.seen = this.stable.copy()
  }

  private change(change: Change): void {
    apply(this.seen, change)
    this.changes.push(change)
  }

  private survivors(dice: Random, fault: CrashFault): Change[] {
    if (fault === 'lost_writes') return []
    const { changes } = this
    if (fault === 'torn_write') {
      const last = changes.findLastIndex((change) => change.type === 'write')
      return changes.flatMap((change, i) => (i === last ? torn(change, dice) : [change]))
    }
    const kept = changes.flatMap((change) => {
      const fate = dice.next() % 3
      return fate === 0 ? [] : fate === 1 ? [change] : torn(change, dice)
    })
    return shuffled(kept, dice)
  }
}

/** A part of a write: its beginning up to any byte, or some of its sectors. */
function torn(change: Change, dice: Random): Change[] {
  if (change.type === 'cut') return []
  const { type, at, bytes } = change
  const pieces = sectorsOf(at, bytes)
  if (pieces.length > 1 && dice.next() % 2 === 0) {
    const kept = pieces.filter(() => dice.next() % 2 === 0)
    return (kept.length < pieces.length ? kept : kept.slice(1)).map((each) => ({ type, ...each }))
  }
  return [{ type, at, bytes: bytes.subarray(0, dice.next() % bytes.length) }]
}

function sectorsOf(at: number, bytes: Uint8Array): { at: number; bytes: Uint8Array }[] {
  const pieces = []
  let end = at
  for (let from = at; from < at + bytes.length; from = end) {
    end = Math.min(at + bytes.length, (Math.floor(from / sectorBytes) + 1) * sectorBytes)
    pieces.push({ at: from, bytes: bytes.subarray(from - at, end - at) })
  }
  return pieces
}

function shuffled<T>(list: readonly T[], dice: Random): T[] {
  const mixed: T[] = []
  for (const each of list) mixed.splice(dice.next() % (mixed.length + 1), 0, each)
  return mixed
}

function apply(to: Bytes, change: Change): void {
  if (change.type === 'cut') to.cut(change.length)
  else to.write(change.at, change.bytes)
}

/** A row of bytes that grows; what was never written is 0. */
export class Bytes {
  length = 0
  private data = new Uint8Array(0)

  write(at: number, bytes: Uint8Array): void {
    const end = at + bytes.length
    if (end > this.data.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.data.length))
      larger.set(this.data)
      this.data = larger
    }
    this.data.set(bytes, at)
    this.length = Math.max(this.length, end)
  }

  cut(length: number): void {
    if (length >= this.length) return
    this.data.fill(0, length, this.length)
    this.length = length
  }

  /** A copy of as much as there is. */
  read(at: number, length: number): Uint8Array {
    return this.data.slice(at, Math.min(this.length, at + length))
  }

  /** The same with zeros for what there isn't. */
  readPadded(at: number, length: number): Uint8Array {
    const all = new Uint8Array(length)
    all.set(this.read(at, length))
    return all
  }

  byteAt(at: number): number {
    return this.data[at] ?? 0
  }

  flip(at: number, bit: number): void {
    this.data[at] = this.byteAt(at) ^ (1 << bit)
  }

  copy(): Bytes {
    const copy = new Bytes()
    copy.write(0, this.read(0, this.length))
    return copy
  }
}
