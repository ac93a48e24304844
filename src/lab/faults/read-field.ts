/** One field of a fault: of its kind, within its bounds, and of nodes that there are. */
import { limits } from '../limits.ts'
import { type Json, JsonProblem, shortened } from './read-json.ts'
import { diskFaults, type Fault, isLasting, type Kind } from './script.ts'

/** What a script may name. */
export interface Site {
  /** Null: any. */
  readonly nodes: ReadonlySet<string> | null
  readonly machines: ReadonlySet<string>
  readFault(json: Json, others: readonly string[], site: Site): Fault
}

/** @throws {JsonProblem} with the line, and the word when it is one, else the field's name. */
export function readField(json: Json, kind: Kind, field: string, site: Site): unknown {
  switch (kind) {
    case 'node':
    case 'place':
    case 'end':
      return readPlace(json, kind, field, site)
    case 'name':
      return readName(json, field)
    case 'groups':
      return readGroups(json, field, site)
    case 'flag':
      if (typeof json.value === 'boolean') return json.value
      throw wrong(json, field, 'true or false')
    case 'percent':
      return readNumber(json, field, 'a number from 0 to 100', 0, 100)
    case 'ms':
      return readNumber(json, field, 'milliseconds, from 0 on', 0, limits.faultNumber)
    case 'perMin':
      return readNumber(json, field, 'how many a minute, from 0 on', 0, limits.faultNumber)
    case 'factor':
      return readNumber(json, field, 'a number from 1 on', 1, limits.faultNumber)
    case 'ppm':
      return readNumber(json, field, 'millionths from -500000 to 500000', -500_000, 500_000)
    case 'disk':
      return readDisk(json, field)
    case 'event':
      return readEvent(json, field)
    case 'fault': {
      const fault = site.readFault(json, [], site)
      if (isLasting(fault)) return fault
      throw new JsonProblem(json.line, fault.do, `'${fault.do}' can't be undone`)
    }
  }
}

function readNumber(json: Json, field: string, what: string, least: number, most: number): number {
  const { value } = json
  // NaN is neither: it comes only from what was never JSON.
  if (typeof value === 'number' && value >= least && value <= most) return value
  throw wrong(json, field, what)
}

function readName(json: Json, field: string): string {
  const { value } = json
  if (typeof value === 'string' && value !== '' && value.length <= longestName) return value
  throw wrong(json, field, 'a name')
}

const longestName = 255

function readPlace(json: Json, kind: 'node' | 'place' | 'end', field: string, site: Site): string {
  const name = readName(json, field)
  if (kind === 'end' && name === '*') return name
  const { nodes } = site
  if (nodes === null || nodes.has(name)) return name
  if (kind !== 'node' && site.machines.has(name)) return name
  const word = shortened(name)
  throw new JsonProblem(json.line, word, `'${field}': there is no node '${word}'`)
}

function readGroups(json: Json, field: string, site: Site): readonly (readonly string[])[] {
  const what = 'a list of lists of nodes, [["n1@heron"], ["n2@heron"]]'
  if (!isList(json.value)) throw wrong(json, field, what)
  const named = new Set<string>()
  return json.value.map((group) => {
    if (!isList(group.value) || group.value.length === 0) throw wrong(group, field, what)
    return group.value.map((item) => {
      const name = readPlace(item, 'place', field, site)
      const word = shortened(name)
      if (named.has(name)) throw new JsonProblem(item.line, word, `'${word}' is in two groups`)
      named.add(name)
      return name
    })
  })
}

function readDisk(json: Json, field: string): string {
  const known = diskFaults.find((fault) => fault === json.value)
  if (known !== undefined) return known
  if (typeof json.value !== 'string') throw wrong(json, field, 'a fault of a disk')
  const word = shortened(json.value)
  const message = `no fault of a disk is called '${word}'; there are ${diskFaults.join(', ')}`
  throw new JsonProblem(json.line, word, message)
}

function readEvent(json: Json, field: string): readonly [string, number, number] {
  const what = 'the event of a message, ["n1@heron", 1, 57]'
  const parts = isList(json.value) ? json.value.map(({ value }) => value) : []
  const [node, creation, number] = parts
  const isWhole = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0
  if (parts.length === 3 && typeof node === 'string' && isWhole(creation) && isWhole(number)) {
    return [node, creation as number, number as number]
  }
  throw wrong(json, field, what)
}

function isList(value: Json['value']): value is readonly Json[] {
  return Array.isArray(value)
}

function wrong({ line, value }: Json, field: string, what: string): JsonProblem {
  const not = typeof value === 'object' && value !== null ? '' : `, not ${said(value)}`
  return new JsonProblem(line, field, `'${field}' must be ${what}${not}`)
}

function said(value: string | number | boolean | null): string {
  return typeof value === 'string' ? `'${shortened(value)}'` : String(value)
}
