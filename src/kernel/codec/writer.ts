/** Writes terms as bytes, see tags.ts: a growing buffer, and what it has said already. */
import { listAlias } from '../process/bonds.ts'
import { Pid, Ref } from '../terms/names.ts'
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

const firstBytes = 1_024
/** A buffer that one large batch needed is given back. */
const keptBytes = 262_144

export class Writer {
  private bytes = new Uint8Array(firstBytes)
  private view = new DataView(this.bytes.buffer)
  private readonly texts = new Map<string, number>()
  private readonly pids = new Map<Pid, number>()
  /** Bytes written. */
  length = 0

  /** `isSent`: other nodes may answer to the aliases in it. The trace only tells of them. */
  constructor(private readonly isSent = false) {}

  /** The first so many bytes, in a buffer of their own that can be transferred; then all anew. */
  take(length = this.length): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.slice(0, length)
    if (this.bytes.length > keptBytes) this.grow(firstBytes)
    this.length = 0
    this.texts.clear()
    this.pids.clear()
    return taken
  }

  term(term: Term): void {
    switch (typeof term) {
      case 'string':
        return this.text(term)
      case 'number':
        return this.number(term)
      case 'boolean':
        return this.byte(term ? tagTrue : tagFalse)
      case 'bigint':
        this.byte(tagBigInt)
        return this.text(term.toString(16))
      default:
        return term === null ? this.byte(tagNull) : this.object(term)
    }
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.makeRoom(1)
    this.bytes[this.length++] = value
  }

  /** A safe integer, not negative. */
  count(value: number): void {
    this.makeRoom(8)
    const { bytes } = this
    let high = value
    for (; high >= 2 ** 31; high = Math.floor(high / 128)) {
      bytes[this.length++] = (high % 128) + 128
    }
    let low = high | 0
    for (; low >= 128; low >>= 7) bytes[this.length++] = (low & 127) | 128
    bytes[this.length++] = low
  }

  float(value: number): void {
    this.makeRoom(8)
    this.view.setFloat64(this.length, value)
    this.length += 8
  }

  text(text: string): void {
    if (text.length <= longestKnownText) {
      const known = this.texts.get(text)
      if (known !== undefined) {
        this.byte(tagKnownText)
        return this.count(known)
      }
      if (this.texts.size < tableSize) this.texts.set(text, this.texts.size)
    }
    const start = this.length
    this.begin(tagLatin, text.length, text.length)
    const { bytes, length: at } = this
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code > 255) {
        this.length = start
        return this.wideText(text)
      }
      bytes[at + i] = code
    }
    this.length = at + text.length
  }

  private wideText(text: string): void {
    this.begin(tagWide, text.length, 2 * text.length)
    for (let i = 0; i < text.length; i++) {
      this.view.setUint16(this.length, text.charCodeAt(i))
      this.length += 2
    }
  }

  private number(value: number): void {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
      this.byte(tagFloat)
      this.float(value)
    } else if (value >= 0) {
      this.byte(tagNatural)
      this.count(value)
    } else {
      this.byte(tagNegative)
      this.count(-1 - value)
    }
  }

  private object(term: Term & object): void {
    if (Array.isArray(term)) this.list(term)
    else if (term instanceof Pid) this.pid(term)
    else if (term instanceof Ref) {
      if (this.isSent) listAlias(term)
      this.byte(tagRef)
      this.name(term)
    } else if (term instanceof Uint8Array) {
      this.begin(tagBytes, term.length, term.length)
      this.bytes.set(term, this.length)
      this.length += term.length
    } else this.plain(term as { readonly [key: string]: Term })
  }

  private pid(pid: Pid): void {
    const known = this.pids.get(pid)
    if (known !== undefined) {
      this.byte(tagKnownPid)
      return this.count(known)
    }
    if (this.pids.size < tableSize) this.pids.set(pid, this.pids.size)
    this.byte(tagPid)
    this.name(pid)
  }

  /** A program can have made it by hand, of anything: then it is nobody's, and harms no batch. */
  private name({ node, creation, id }: Pid | Ref): void {
    const isName = typeof node === 'string' && isCount(creation) && isCount(id)
    this.text(isName ? node : '')
    this.count(isName ? creation % 2 ** 32 : 0)
    this.count(isName ? id : 0)
  }

  private list(list: readonly Term[]): void {
    this.begin(tagList, list.length, 0)
    for (let i = 0; i < list.length; i++) this.term(list[i] as Term)
  }

  private plain(plain: { readonly [key: string]: Term }): void {
    const keys = Object.keys(plain)
    this.begin(tagPlain, keys.length, 0)
    for (const key of keys) {
      this.text(key)
      this.term(plain[key] as Term)
    }
  }

  /** A tag, a length, and room for so many bytes. */
  private begin(tag: number, length: number, bytes: number): void {
    this.byte(tag)
    this.count(length)
    this.makeRoom(bytes)
  }

  private makeRoom(more: number): void {
    const needed = this.length + more
    if (needed > this.bytes.length) this.grow(Math.max(needed, 2 * this.bytes.length))
  }

  private grow(size: number): void {
    const bytes = new Uint8Array(size)
    bytes.set(this.bytes.subarray(0, Math.min(size, this.length)))
    this.bytes = bytes
    this.view = new DataView(bytes.buffer)
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
