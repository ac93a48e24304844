/**
 * A trace as JSON lines (jsonlines.org): one object for each event, oldest first, with the fields
 * of TraceEvent. `subject` and `other` are "node/creation/id" or null, `cause` is
 * [node, creation, number] or null, `term` is written as term-json.ts tells.
 */
import {
  type EventId,
  type EventKind,
  eventKinds,
  Pid,
  pidKey,
  type Recorded,
  readPidKey,
  TermError,
} from '../../kernel/index.ts'
import { Recording } from '../recording.ts'
import type { Trace, TraceEvent } from '../trace.ts'
import { jsonToTerm, termToJson } from './term-json.ts'

/** A trace that was read, or what is wrong with the first bad line (from 1 on). */
export type TraceRead =
  | { readonly trace: Recording }
  | { readonly problem: { readonly line: number; readonly message: string } }

/** The lines, without their ends. */
export function* jsonLines(trace: Trace): Generator<string, void, undefined> {
  for (let index = trace.first; index < trace.end; index++) yield lineOf(trace.at(index))
}

/** One event as `jsonLines` writes it. */
export function lineOf(event: TraceEvent): string {
  const { subject, other } = event
  return JSON.stringify({
    index: event.index,
    kind: event.kind,
    at: event.at,
    node: event.node,
    creation: event.creation,
    number: event.number,
    lamport: event.lamport,
    subject: subject && pidKey(subject),
    other: other && pidKey(other),
    cause: event.cause,
    term: termToJson(event.term),
  })
}

/** A whole text, or its lines one by one. Each event keeps its index. */
export function readJsonLines(text: string | Iterable<string>): TraceRead {
  const trace = new Recording()
  let line = 0
  for (const each of typeof text === 'string' ? text.split('\n') : text) {
    line++
    if (each.trim() === '') continue
    const read = readLine(each)
    if (typeof read === 'string') return { problem: { line, message: read } }
    const [index, event] = read
    if (trace.first === trace.end) trace.first = index
    if (index !== trace.end) {
      return { problem: { line, message: `event ${index} stands where ${trace.end} is expected` } }
    }
    trace.append(event)
  }
  return { trace }
}

function readLine(line: string): readonly [number, Recorded] | string {
  try {
    return readEvent(JSON.parse(line))
  } catch (thrown) {
    return thrown instanceof TermError ? thrown.message : 'this is no JSON'
  }
}

type Fields = { readonly [key: string]: unknown }

/** @throws {TermError} */
function readEvent(json: unknown): readonly [number, Recorded] {
  if (typeof json !== 'object' || json === null) throw new TermError('the line', 'is no event')
  const fields = json as Fields
  const event = {
    kind: read(fields, 'kind', isKind),
    at: read(fields, 'at', isTime),
    node: read(fields, 'node', isText),
    creation: read(fields, 'creation', isCount),
    number: read(fields, 'number', isCount),
    lamport: read(fields, 'lamport', isCount),
    subject: readPid(fields, 'subject'),
    other: readPid(fields, 'other'),
    cause: read(fields, 'cause', isCause),
    term: jsonToTerm(fields.term),
  }
  return [read(fields, 'index', isCount), event]
}

function read<T>(fields: Fields, name: string, is: (value: unknown) => value is T): T {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (is(value)) return value
  throw new TermError(name, value === undefined ? 'is missing' : 'is not what it should be')
}

function readPid(fields: Fields, name: string): Pid | null {
  const key = read(fields, name, (value): value is unknown => value !== undefined)
  const parts = typeof key === 'string' ? readPidKey(key) : null
  if (key === null || parts !== null) return parts && new Pid(...parts)
  throw new TermError(name, 'is no process, "node/creation/id"')
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isKind = (value: unknown): value is EventKind => eventKinds.includes(value as EventKind)
const isTime = (value: unknown): value is number => Number.isFinite(value)
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0

function isCause(value: unknown): value is EventId | null {
  if (value === null) return true
  if (!Array.isArray(value) || value.length !== 3) return false
  return isText(value[0]) && isCount(value[1]) && isCount(value[2])
}
