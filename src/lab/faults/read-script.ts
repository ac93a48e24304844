/**
 * Reads fault scripts, which are written by hand or come from a stranger: each step is checked
 * against the table of words, and the first mistake is told by line and word.
 */
import { machineOf } from '../fold.ts'
import { limits } from '../limits.ts'
import { readField, type Site } from './read-field.ts'
import { type Json, JsonProblem, readJsonList, shortened } from './read-json.ts'
import { type Fault, type FaultStep, type Fields, faultWords } from './script.ts'
import { stormSize } from './storm.ts'

/** What is wrong with a script: on which line (from 1 on), with which word ('' when with none). */
export interface ScriptProblem {
  readonly line: number
  readonly word: string
  readonly message: string
}

export type ScriptRead =
  | { readonly steps: readonly FaultStep[] }
  | { readonly problem: ScriptProblem }

/** `nodes`: the names of all nodes, where they are known; then others are a mistake. */
export function readFaultScript(text: string, nodes: readonly string[] | null = null): ScriptRead {
  const steps: FaultStep[] = []
  const read = stepReader(nodes)
  try {
    if (text.length > limits.scriptCharacters) {
      const most = `at most ${limits.scriptCharacters / 1_000_000} million characters`
      throw new JsonProblem(1, '', `the script is too long: ${most}`)
    }
    readJsonList(text.replace(/^\ufeff/, ''), bounds, (item) => steps.push(read(item)))
    return { steps }
  } catch (problem) {
    if (!(problem instanceof JsonProblem)) throw problem
    const { line, word, message } = problem
    return { problem: { line, word, message } }
  }
}

/** Reads one script's steps, whose number and storms are counted. @throws {JsonProblem} */
export function stepReader(nodes: readonly string[] | null): (step: Json) => FaultStep {
  const site = siteOf(nodes)
  let count = 0
  let drawn = 0
  return (json) => {
    if (++count > limits.scriptSteps) {
      throw new JsonProblem(json.line, '', `there are more than ${limits.scriptSteps} steps`)
    }
    const step = readStep(json, site)
    if (step.do === 'random') drawn += stormSize(step, step.atMs)
    if (drawn <= limits.stormFaults) return step
    const most = `at most ${limits.stormFaults} in a script`
    throw new JsonProblem(json.line, 'random', `the storms have too many faults: ${most}`)
  }
}

/** A fault by hand, as a trace tells it: null when it is none. */
export function readFault(value: unknown, nodes: readonly string[] | null = null): Fault | null {
  try {
    return readWord(plainJson(value), [], siteOf(nodes))
  } catch (problem) {
    if (problem instanceof JsonProblem) return null
    throw problem
  }
}

/** Plain data as if it had been read. @throws {JsonProblem} for what is none, or too much of it. */
export function plainJson(value: unknown): Json {
  const json = jsonOf(value, 1, { values: bounds.values })
  if (json !== null) return json
  throw new JsonProblem(1, '', 'this is no plain data, or too much of it')
}

const bounds = { depth: limits.stepDepth, values: limits.stepValues }

function siteOf(nodes: readonly string[] | null): Site {
  const machines = new Set(nodes?.map(machineOf))
  return { nodes: nodes === null ? null : new Set(nodes), machines, readFault: readWord }
}

function readStep(json: Json, site: Site): FaultStep {
  const fields = fieldsOf(json)
  const at = fields.get('atMs')
  if (at === undefined) throw new JsonProblem(json.line, 'atMs', "'atMs' is missing")
  const atMs = readField(at, 'ms', 'atMs', site) as number
  const fault = readWord(json, ['atMs'], site)
  if (fault.do === 'random' && fault.untilMs <= atMs) {
    const line = fields.get('untilMs')?.line ?? json.line
    throw new JsonProblem(line, 'untilMs', "'untilMs' must be later than 'atMs'")
  }
  return { atMs, ...fault }
}

/** The fault, whose fields are those of its word and `others`. */
function readWord(json: Json, others: readonly string[], site: Site): Fault {
  const fields = fieldsOf(json)
  const word = fields.get('do')
  if (word === undefined) throw new JsonProblem(json.line, 'do', "'do' is missing")
  const name = typeof word.value === 'string' ? word.value : null
  if (name === null) throw new JsonProblem(word.line, 'do', "'do' must be a word")
  if (!Object.hasOwn(faultWords, name)) throw unknownWord(word.line, name)
  const known: Fields = faultWords[name as Fault['do']]
  for (const [key, { line }] of fields) {
    if (key === 'do' || others.includes(key) || Object.hasOwn(known, key)) continue
    const has = ['atMs', ...Object.keys(known)].join(', ')
    const what = `'${name}' has no field '${shortened(key)}'; it has ${has}`
    throw new JsonProblem(line, shortened(key), what)
  }
  const fault: Record<string, unknown> = { do: name }
  for (const [key, kind] of Object.entries(known)) {
    const field = fields.get(key)
    if (field === undefined) {
      if (kind.endsWith('?')) continue
      throw new JsonProblem(json.line, key, `'${name}' needs '${key}'`)
    }
    const value = readField(field, plainKind(kind), key, site)
    // What says the same is the same data: an undo names a fault by what it is.
    if (value !== usual[key]) fault[key] = value
  }
  return fault as unknown as Fault
}

/** What a flag says when it isn't there. */
const usual: Readonly<Record<string, boolean>> = { all: false, oneWay: false, on: true }

function plainKind(kind: Fields[string]) {
  return kind.replace('?', '') as Parameters<typeof readField>[1]
}

function fieldsOf({ line, value }: Json): ReadonlyMap<string, Json> {
  if (value instanceof Map) return value
  throw new JsonProblem(line, '', 'a fault is an object, { "do": …, … }')
}

function unknownWord(line: number, name: string): JsonProblem {
  const word = shortened(name)
  const known = Object.keys(faultWords).join(', ')
  return new JsonProblem(line, word, `no fault is called '${word}'; there are ${known}`)
}

function jsonOf(value: unknown, depth: number, left: { values: number }): Json | null {
  if (depth > bounds.depth || --left.values < 0) return null
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) {
    return { line: 1, value: value as string | number | boolean | null }
  }
  if (Array.isArray(value)) {
    if (value.length > left.values) return null
    const items = value.map((item) => jsonOf(item, depth + 1, left))
    return items.includes(null) ? null : { line: 1, value: items as readonly Json[] }
  }
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return null
  const fields = new Map<string, Json>()
  for (const [key, part] of Object.entries(value)) {
    const field = jsonOf(part, depth + 1, left)
    if (field === null) return null
    fields.set(key, field)
  }
  return { line: 1, value: fields }
}
