/**
 * One operation of a client on a key-value store, as a line of a history file tells it: what was
 * asked, when, and what came of it. Times are whole numbers of one clock, keys start absent.
 */

interface Asked {
  readonly client: number
  readonly key: string
  readonly call: number
  /** Missing when the outcome is unknown. */
  readonly ret?: number
  /**
   * `fail`: surely without effect. `unknown`: it may take effect at any later time, or never; the
   * client goes on under a new id.
   */
  readonly status: 'ok' | 'fail' | 'unknown'
}

/** `result` is there when the status is `ok`; null is an absent key. */
export type Operation = Asked &
  (
    | { readonly op: 'get'; readonly result?: string | null }
    | { readonly op: 'put' | 'append'; readonly value: string }
    | { readonly op: 'delete' }
    | {
        readonly op: 'cas'
        readonly expect: string | null
        readonly value: string
        readonly result?: boolean
      }
  )

type Fields = Readonly<Record<string, unknown>>
type Check = readonly [holds: (value: unknown) => boolean, shape: string]

const text: Check = [(value) => typeof value === 'string', 'a string']
const textOrNull: Check = [(value) => value === null || typeof value === 'string', 'string or null']
const whole: Check = [Number.isSafeInteger, 'a whole number']
const flag: Check = [(value) => typeof value === 'boolean', 'true or false']

const asked: Readonly<Record<Operation['op'], Readonly<Record<string, Check>>>> = {
  get: {},
  put: { value: text },
  append: { value: text },
  cas: { expect: textOrNull, value: text },
  delete: {},
}

const answered: Readonly<Record<string, Check>> = { get: textOrNull, cas: flag }

/** Reads a line; what is wrong with it is told in words, without the line's number. */
export function readOperation(line: string): Operation | { readonly problem: string } {
  let fields: unknown
  try {
    fields = JSON.parse(line)
  } catch {
    return { problem: `no JSON: ${excerpt(line)}` }
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return { problem: `no JSON object: ${excerpt(line)}` }
  }
  const problem = problemOf(fields as Fields)
  return problem === null ? pick(fields as Fields) : { problem }
}

function problemOf(fields: Fields): string | null {
  const { op, status, call, ret } = fields
  if (!isOneOf(op, Object.keys(asked))) {
    return `"op" must be get, put, append, cas or delete, not ${told(op)}`
  }
  if (!isOneOf(status, ['ok', 'fail', 'unknown'])) {
    return `"status" must be ok, fail or unknown, not ${told(status)}`
  }
  const isOpen = status === 'unknown'
  if (isOpen && (ret ?? null) !== null) return 'an operation of unknown outcome has no "ret"'
  const result = status === 'ok' ? answered[op] : undefined
  const checks: Readonly<Record<string, Check>> = {
    client: whole,
    key: text,
    ...asked[op as Operation['op']],
    call: whole,
    ...(isOpen ? {} : { ret: whole }),
    ...(result === undefined ? {} : { result }),
  }
  for (const [name, [holds, shape]] of Object.entries(checks)) {
    if (!holds(fields[name])) return `"${name}" must be ${shape}, not ${told(fields[name])}`
  }
  if (!isOpen && (ret as number) < (call as number)) {
    return `it returns (${ret}) before it is called (${call})`
  }
  return null
}

/** The fields that belong to the operation, and no others. */
function pick(fields: Fields): Operation {
  const { client, key, op, call, ret, status } = fields
  const more = Object.keys(asked[op as Operation['op']])
  const isAnswered = status === 'ok' && Object.hasOwn(answered, op as string)
  return {
    client,
    key,
    op,
    ...Object.fromEntries(more.map((name) => [name, fields[name]])),
    ...(isAnswered ? { result: fields.result } : {}),
    call,
    ...(status === 'unknown' ? {} : { ret }),
    status,
  } as Operation
}

function isOneOf(value: unknown, words: readonly string[]): value is string {
  return typeof value === 'string' && words.includes(value)
}

function told(value: unknown): string {
  return value === undefined ? 'missing' : excerpt(JSON.stringify(value))
}

function excerpt(line: string): string {
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}
