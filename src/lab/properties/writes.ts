/**
 * The writes to one key, and whether a read shows that one of them is lost. Values tell their
 * writes apart: each is a word of letters and digits (`c2317`) that no other write has, and what is
 * read is such words in a row. A loss that it tells is one; it doesn't find every stale read.
 */
import type { Asked } from './client-notes.ts'

export interface Write {
  readonly op: Asked['op']
  readonly value: string | undefined
  /** Places in the trace; `ret` is Infinity until it is acknowledged. */
  readonly call: number
  readonly ret: number
  /** When it was acknowledged. */
  readonly atMs: number
}

const word = /[a-z]+\d+/g

export class Writes {
  private readonly byWord = new Map<string, Write>()
  /** Deletes that nobody has acknowledged, and when the last that somebody has was. */
  private openDeletes = 0
  private lastDelete = -1
  /** In the order in which they were acknowledged. */
  private readonly acknowledged: Write[] = []

  call({ op, value }: Asked, call: number): Write {
    const write: Write = { op, value, call, ret: Infinity, atMs: 0 }
    if (value === undefined) this.openDeletes++
    else this.byWord.set(value, write)
    return write
  }

  acknowledge(write: Write, ret: number, atMs: number): void {
    const { value } = write
    const known = { ...write, ret, atMs }
    if (value === undefined) {
      this.openDeletes--
      this.lastDelete = ret
    } else if (this.byWord.get(value) === write) this.byWord.set(value, known)
    this.acknowledged.push(known)
  }

  /**
   * The newest write that was acknowledged before the read began and isn't in what it found,
   * although whatever else is there began to be before it.
   */
  lostBy(result: string | null, readCall: number): Write | null {
    const words = result === null ? [] : (result.match(word) ?? [])
    if (words.some((each) => !this.byWord.has(each))) return null
    const before = this.beganBefore(words[0])
    const seen = new Set(words)
    for (let at = this.acknowledged.length - 1; at >= 0; at--) {
      const write = this.acknowledged[at] as Write
      if (write.ret <= before) return null
      if (write.ret >= readCall || write.call <= before) continue
      if (write.value === undefined || !seen.has(write.value)) return write
    }
    return null
  }

  /**
   * By when that value had surely begun: with a put or a swap of its first word; or, if that was
   * appended to nothing, with the latest delete.
   */
  private beganBefore(first: string | undefined): number {
    const base = first === undefined ? undefined : this.byWord.get(first)
    if (base !== undefined && base.op !== 'append') return base.ret
    return this.openDeletes > 0 ? Infinity : this.lastDelete
  }
}
