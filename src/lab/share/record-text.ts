/**
 * Records as text. In a link: `version.length.size.checksum.body`, the length of the body in
 * characters and its size as JSON in base 36, the body deflated and in base64url. In a file: the
 * same JSON, to be read by people, with `"letItCrash": "run"`. Whatever can't be read is told and
 * changes nothing.
 */
import { type Term, TermError } from '../../kernel/index.ts'
import { jsonToTerm, termToJson } from '../export/term-json.ts'
import { limits } from '../limits.ts'
import { hashTerm } from '../trace-hash.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import { compress, decompress } from './compress.ts'
import { recordOf } from './record-shape.ts'
import { type RunRecord, recordVersion } from './run-record.ts'
import { Misfit } from './shape.ts'

export interface WrittenRecord {
  /** A fragment of an address, or a file when it would be longer than `limits.fragment`. */
  readonly form: 'fragment' | 'file'
  readonly text: string
}

/** Why a record can't be read. The words for people are `share.problem.…` of the interface. */
export type RecordProblem =
  | { readonly code: 'empty' | 'foreign' | 'truncated' | 'damaged' }
  /** Written by a later version of this page. */
  | { readonly code: 'newer'; readonly version: number }
  | { readonly code: 'too_large'; readonly limit: number }
  /** The path of what isn't as it should be, `faults[3]`; why, of a fault. */
  | { readonly code: 'wrong_field'; readonly field: string; readonly why?: string }

export type RecordRead = { readonly record: RunRecord } | { readonly problem: RecordProblem }

/** Equal records give the same text. */
export function writeRecord(record: RunRecord): WrittenRecord {
  const { size, bytes } = compress(JSON.stringify(jsonOf(record)))
  const body = toBase64url(bytes)
  const head = `${recordVersion}.${body.length.toString(36)}.${size.toString(36)}`
  const text = `${head}.${checksumOf(head, body)}.${body}`
  const fits = text.length <= limits.fragment
  return fits ? { form: 'fragment', text } : { form: 'file', text: writeRecordFile(record) }
}

/** The file's text, whatever its length. */
export function writeRecordFile(record: RunRecord): string {
  return `${JSON.stringify(jsonOf(record), null, 2)}\n`
}

/** Reads both forms. */
export function readRecord(text: string): RecordRead {
  if (text.length > limits.recordCharacters) return tooLarge
  const bare = text.replace(/^\ufeff/, '').trim()
  if (bare === '') return { problem: { code: 'empty' } }
  return bare.startsWith('{') ? readJson(bare, 'foreign') : readFragment(bare.replace(/\s+/g, ''))
}

const tooLarge: RecordRead = { problem: { code: 'too_large', limit: limits.recordCharacters } }

function jsonOf(record: RunRecord) {
  return termToJson({ letItCrash: 'run', ...record } as unknown as Term)
}

function checksumOf(head: string, body: string): string {
  return hashTerm([head, body]).slice(0, 8)
}

function readFragment(text: string): RecordRead {
  const version = versionOf(/^(\d{1,9})(\.|$)/.exec(text)?.[1])
  if (typeof version !== 'number') return version
  const parts = /^(\d+\.([0-9a-z]{1,6})\.([0-9a-z]{1,6}))\.([0-9a-f]{8})\.([\w-]*)$/.exec(text)
  const isBeginning = /^\d+(\.[0-9a-z]{0,8}){0,3}$/.test(text)
  if (parts === null) return { problem: { code: isBeginning ? 'truncated' : 'damaged' } }
  const [, head = '', length = '', size = '', checksum, body = ''] = parts
  if (body.length < Number.parseInt(length, 36)) return { problem: { code: 'truncated' } }
  if (checksum !== checksumOf(head, body)) return { problem: { code: 'damaged' } }
  return readBody(body, Number.parseInt(size, 36))
}

function readBody(body: string, size: number): RecordRead {
  if (size > limits.recordCharacters) return tooLarge
  const bytes = fromBase64url(body)
  const json = bytes && decompress({ size, bytes })
  return json === null ? { problem: { code: 'damaged' } } : readJson(json, 'damaged')
}

/** This version, or why another one can't be read. */
function versionOf(version: unknown): number | RecordRead {
  const number = Number(version)
  if (!Number.isSafeInteger(number) || number < 1) return { problem: { code: 'foreign' } }
  return number > recordVersion ? { problem: { code: 'newer', version: number } } : number
}

/** `otherwise`: what it means when this is no JSON. */
function readJson(text: string, otherwise: 'foreign' | 'damaged'): RecordRead {
  const json = parse(text)
  if (json === null) return { problem: { code: otherwise } }
  const { letItCrash, ...fields } = json
  if (letItCrash !== 'run') return { problem: { code: 'foreign' } }
  const version = versionOf(fields.version)
  if (typeof version !== 'number') return version
  try {
    return { record: recordOf(jsonToTerm(fields, '')) }
  } catch (thrown) {
    if (thrown instanceof Misfit || thrown instanceof TermError) {
      const field = thrown.path.replace(/^\./, '')
      const why = thrown instanceof Misfit && thrown.why !== '' ? { why: thrown.why } : {}
      return { problem: { code: 'wrong_field', field, ...why } }
    }
    throw thrown
  }
}

function parse(text: string): { readonly [key: string]: unknown } | null {
  try {
    const json = JSON.parse(text)
    return typeof json === 'object' ? json : null
  } catch {
    return null
  }
}
