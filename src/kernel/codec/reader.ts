/**
 * Reads what writer.ts writes. The bytes may come from anybody: each is checked before it is
 * believed, what they unfold to in memory has a limit, and the terms are new ones that share
 * nothing, as copyTerm's.
 */

import { limits } from '../limits.ts'
import { closed, Pid, Ref } from '../terms/names.ts'
import { isFar, makeSparse } from '../terms/sparse.ts'
import type { Term } from '../terms/term.ts'
import {
  longestKnownText,
  tableSize,
  tagBigInt,
  tagBytes,
  tagFalse,
  tagFloat,
  tagKnownPid,
  tagKnownText,
  tagLatin,
  tagList,
  tagNatural,
  tagNegative,
  tagNull,
  tagPid,
  tagPlain,
  tagRef,
  tagTrue,
  tagWide,
} from './tags.ts'

/** The bytes were no term, no frame, or no trace. */
export class DecodeError extends Error {}

const charactersAtOnce = 4_096

/** What each takes in memory besides its own parts, in bytes: at most, as V8 was seen to do it. */
export const cost = {
  list: 32,
  /** A place in a list. */
  place: 8,
  plain: 64,
  key: 64,
  sparse: 160,
  text: 24,
  name: 64,
  bytes: 220,
  frame: 200,
  event: 240,
} as const

export class Reader {
  private readonly view: DataView
  private readonly texts: string[] = []
  private readonly pids: Pid[] = []
  private at = 0
  /** Of the term being read, so far. */
  private parts = 0
  /** Parts of lists that may still be announced: each takes a byte at least. */
  private announceable: number
  /** Bytes of memory that what is read may still take. */
  private room: number = limits.readBytes

  /** `depth`: levels of nesting that a term may have. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly depth: number,
  ) {
    if (!(bytes instanceof Uint8Array)) throw new DecodeError('no bytes')
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.announceable = bytes.length
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length
  }

  term(): Term {
    this.parts = 0
    return this.part(0)
  }

  byte(): number {
    if (this.at >= this.bytes.length) throw new DecodeError('cut short')
    return this.bytes[this.at++] as number
  }

  count(): number {
    let value = this.byte()
    if (value < 128) return value
    value -= 128
    for (let scale = 128; scale <= 2 ** 49; scale *= 128) {
      const byte = this.byte()
      value += (byte & 127) * scale
      if (byte >= 128) continue
      if (value > Number.MAX_SAFE_INTEGER) break
      return value
    }
    throw new DecodeError('too large a count')
  }

  float(): number {
    return this.view.getFloat64(this.skip(8))
  }

  text(): string {
    return this.textOf(this.byte())
  }

  pid(): Pid {
    return this.pidOf(this.byte())
  }

  ref(): Ref {
    if (this.byte() !== tagRef) throw new DecodeError('no reference')
    this.spend(cost.name)
    return new Ref(this.text(), this.creation(), this.count())
  }

  /** Something is about to be read that takes so much memory. */
  spend(bytes: number): void {
    this.room -= bytes
    if (this.room < 0) throw new DecodeError('too large in memory')
  }

  private part(depth: number): Term {
    const tag = this.byte()
    switch (tag) {
      case tagList:
        return this.list(depth)
      case tagNatural:
        return this.count()
      case tagKnownPid:
      case tagPid:
        return this.pidOf(tag)
      case tagKnownText:
      case tagLatin:
      case tagWide:
        return this.textOf(tag)
      case tagNull:
        return null
      case tagFalse:
        return false
      case tagTrue:
        return true
      case tagNegative:
        return -1 - this.count()
      case tagFloat:
        return this.float()
      case tagPlain:
        return this.plain(depth)
      case tagRef:
        this.at--
        return this.ref()
      case tagBytes: {
        this.countPart(depth)
        const start = this.skip(this.count())
        this.spend(cost.bytes + this.at - start)
        return new Uint8Array(this.bytes.subarray(start, this.at))
      }
      case tagBigInt:
        return this.bigInt()
      default:
        throw new DecodeError('no tag')
    }
  }

  private list(depth: number): Term {
    this.countPart(depth)
    const inner = depth + 1
    const length = this.count()
    this.announceable -= length
    if (this.announceable < 0) throw new DecodeError('too long a list')
    this.spend(cost.list + length * cost.place)
    // So V8 makes lists without holes, as large as they are.
    switch (length) {
      case 0:
        return []
      case 1:
        return [this.part(inner)]
      case 2:
        return [this.part(inner), this.part(inner)]
      case 3:
        return [this.part(inner), this.part(inner), this.part(inner)]
      case 4:
        return [this.part(inner), this.part(inner), this.part(inner), this.part(inner)]
      default: {
        const list = new Array<Term>(length)
        for (let i = 0; i < length; i++) list[i] = this.part(inner)
        return list
      }
    }
  }

  private plain(depth: number): Term {
    this.countPart(depth)
    const plain: Record<string, Term> = {}
    const length = this.count()
    let isSparse = false
    this.spend(cost.plain)
    for (let done = 0; done < length; done++) {
      this.spend(cost.key)
      const key = this.text()
      if (key === '__proto__') throw new DecodeError('a key named __proto__')
      if (!isSparse && isFar(key, done)) {
        this.spend(cost.sparse)
        makeSparse(plain)
        isSparse = true
      }
      plain[key] = this.part(depth + 1)
    }
    return plain
  }

  private countPart(depth: number): void {
    if (++this.parts > limits.termParts) throw new DecodeError('too many parts')
    if (depth > this.depth) throw new DecodeError('too deep')
  }

  private textOf(tag: number): string {
    if (tag === tagKnownText) {
      const known = this.texts[this.count()]
      if (known === undefined) throw new DecodeError('an unknown text')
      return known
    }
    if (tag !== tagLatin && tag !== tagWide) throw new DecodeError('no text')
    const length = this.count()
    const text = this.characters(length, tag === tagLatin ? 1 : 2)
    if (length <= longestKnownText && this.texts.length < tableSize) this.texts.push(text)
    return text
  }

  private characters(length: number, width: 1 | 2): string {
    const start = this.skip(length * width)
    this.spend(cost.text + length * width)
    let text = ''
    for (let done = 0; done < length; done += charactersAtOnce) {
      const codes = new Array<number>(Math.min(length - done, charactersAtOnce))
      for (let i = 0; i < codes.length; i++) {
        const at = start + (done + i) * width
        codes[i] = width === 1 ? (this.bytes[at] as number) : this.view.getUint16(at)
      }
      text += String.fromCharCode.apply(null, codes)
    }
    return text
  }

  private pidOf(tag: number): Pid {
    if (tag === tagKnownPid) {
      const known = this.pids[this.count()]
      if (known === undefined) throw new DecodeError('an unknown pid')
      return known
    }
    if (tag !== tagPid) throw new DecodeError('no pid')
    this.spend(cost.name)
    // Closed, for it may come more than once, and to more than one process.
    const pid = closed(new Pid(this.text(), this.creation(), this.count()))
    if (this.pids.length < tableSize) this.pids.push(pid)
    return pid
  }

  /** 32 bits, as in Erlang. */
  private creation(): number {
    const creation = this.count()
    if (creation >= 2 ** 32) throw new DecodeError('no creation')
    return creation
  }

  private bigInt(): bigint {
    const text = this.text()
    const digits = text.startsWith('-') ? text.slice(1) : text
    if (!/^[0-9a-f]+$/.test(digits)) throw new DecodeError('no number')
    this.spend(cost.text + digits.length)
    const value = BigInt(`0x${digits}`)
    return digits === text ? value : -value
  }

  /** Answers where the so many bytes begin that are there. */
  private skip(bytes: number): number {
    const start = this.at
    if (bytes > this.bytes.length - start) throw new DecodeError('cut short')
    this.at = start + bytes
    return start
  }
}
