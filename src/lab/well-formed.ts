/**
 * Whether an event from another machine, or a note of any program, has the shape that its kind
 * promises. What hasn't is never folded: one bad event must not cost the picture.
 */
import { Pid, type Recorded, Ref, type Term } from '../kernel/index.ts'

type Check = (term: Term) => boolean

const anything: Check = () => true
const text: Check = (term) => typeof term === 'string'
const flag: Check = (term) => typeof term === 'boolean'
const pair =
  (first: Check, second: Check): Check =>
  (term) =>
    Array.isArray(term) && term.length === 2 && first(term[0] as Term) && second(term[1] as Term)
const fields =
  (shape: Readonly<Record<string, Check>>): Check =>
  (term) =>
    isPlain(term) && Object.entries(shape).every(([key, check]) => check(term[key] ?? null))
const listOf =
  (check: Check): Check =>
  (term) =>
    Array.isArray(term) && term.every((each) => check(each))
const start: Check = (term) =>
  Array.isArray(term) && term.length === 3 && text(term[0] as Term) && text(term[1] as Term)
const number: Check = (term) => typeof term === 'number'
const maybeText: Check = (term) => term === null || text(term)
const isPid: Check = (term) => term instanceof Pid

const terms: Readonly<Record<Recorded['kind'], Check>> = {
  spawn: start,
  exit: anything,
  sent: pair((term) => maybeText(term) || pair(text, text)(term), anything),
  delivered: anything,
  received: anything,
  state: anything,
  link: anything,
  unlink: anything,
  monitor: anything,
  demonitor: anything,
  exit_sent: anything,
  exit_arrived: pair(anything, text),
  down: pair((term) => term instanceof Ref, anything),
  register: text,
  unregister: text,
  suspend: anything,
  resume: anything,
  trap_exit: flag,
  dropped: pair(anything, anything),
  note: pair(text, anything),
  code: pair(text, text),
  boot: fields({ creation: number }),
  nodeup: fields({ node: text, creation: number }),
  nodedown: fields({ node: text, creation: number, reason: anything }),
  host: pair(text, (term) => term === null || isPlain(term)),
  op: fields({ do: text }),
  untraced: anything,
  disk: fields({ do: text, file: text, answer: anything }),
  held: pair(maybeText, anything),
  alive: fields({
    start,
    name: maybeText,
    trapExit: flag,
    suspended: flag,
    links: listOf(isPid),
    messages: number,
    notes: isPlain,
  }),
}

const ofTheNode: ReadonlySet<Recorded['kind']> = new Set([
  'boot',
  'nodeup',
  'nodedown',
  'host',
  'op',
  'code',
] as const)

const ofTwo: ReadonlySet<Recorded['kind']> = new Set([
  'link',
  'unlink',
  'monitor',
  'demonitor',
  'exit_sent',
  'exit_arrived',
] as const)

export function isWellFormed({ kind, subject, other, term }: Recorded): boolean {
  if (!ofTheNode.has(kind) && subject === null) return false
  if (ofTwo.has(kind) && other === null) return false
  return terms[kind](term)
}

/**
 * Whether one end of the event is on the node that tells it: nobody speaks for others' processes.
 */
export function isOwnEvent({ node, subject, other }: Recorded): boolean {
  return subject === null || subject.node === node || other?.node === node
}

/** What a supervisor notes of itself, or null when it is no such note. */
export const isSupervisorNote: Check = fields({
  strategy: text,
  intensity: number,
  periodMs: number,
  restarts: listOf(number),
  children: listOf(fields({ id: text, type: text, pid: (term) => term === null || isPid(term) })),
})

function isPlain(term: Term): term is { readonly [key: string]: Term } {
  return (
    typeof term === 'object' &&
    term !== null &&
    !Array.isArray(term) &&
    !(term instanceof Uint8Array || term instanceof Pid || term instanceof Ref)
  )
}
