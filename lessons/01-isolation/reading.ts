/**
 * What the trace of lesson 1 says about the two customers: their answers, the processes that took
 * part in each answer, and crashes on ann's side. All of it from what the customers note and from
 * the causes of events, so that any shape of shop is judged alike.
 */
import {
  type EventId,
  formatPid,
  type Pid,
  pidKey,
  samePid,
  type Term,
} from '../../src/kernel/index.ts'
import type { Trace } from '../../src/lab/index.ts'
import { isOrderly } from '../../src/otp/index.ts'
import { readOnce } from '../../src/tutor/index.ts'

export type Fields = Readonly<Record<string, Term>>

/** The end of one request, as the customer noted it. */
export interface Answer {
  readonly event: number
  readonly at: number
  readonly answered: boolean
  /** 'add' and 'total' are the customer's own habit; an 'order' was sent by a person's hand. */
  readonly request: Term
  /** The reply, or the reason why there was none. */
  readonly said: Term
  /** Things this customer has put into the cart so far. */
  readonly bought: number
  /** Every process that had a part in the answer, nearest first. */
  readonly pids: readonly Pid[]
}

export interface Death {
  readonly event: number
  readonly at: number
  readonly pid: Pid
  readonly reason: Term
  /** It died while it was busy with a request of ann's. */
  readonly forAnn: boolean
}

export interface Note {
  readonly event: number
  readonly at: number
  readonly kind: string
  readonly term: Fields
}

/** Times are the trace's. */
export interface Reading {
  readonly answers: { readonly ann: Answer[]; readonly bob: Answer[] }
  /** Of the list that ann lends: notes 'lent', 'scribbled' and 'own_list'. */
  readonly lending: Note[]
  /** Deaths that weren't orderly. */
  readonly deaths: Death[]
  /** By pidKey: the registered name that a process has or had. */
  readonly names: Map<string, string>
}

export const reading = readOnce<Reading>(
  () => ({
    answers: { ann: [], bob: [] },
    lending: [],
    deaths: [],
    names: new Map(),
  }),
  (all, trace, index) => {
    switch (trace.kindAt(index)) {
      case 'note':
        return readNote(all, trace, index)
      case 'exit':
        return readDeath(all, trace, index)
      case 'register':
      case 'alive':
        return readName(all, trace, index)
      default:
    }
  },
)

function readNote(all: Reading, trace: Trace, index: number): void {
  const { answers, lending } = all
  const { term, cause, subject, at } = trace.at(index)
  const [kind, fields] = term as readonly [string, Term]
  if (!isFields(fields)) return
  if (['lent', 'scribbled', 'own_list'].includes(kind)) {
    lending.push({ event: index, at, kind, term: fields })
  }
  const { customer, request = null } = fields
  if (customer !== 'ann' && customer !== 'bob') return
  const own = answers[customer]
  const common = { event: index, at, request }
  if (kind === 'answered') {
    const { answer: said = null, bought } = fields
    const pids = route(trace, cause, subject).pids
    own.push({ ...common, answered: true, said, bought: countOf(bought), pids })
  } else if (kind === 'unanswered') {
    const { reason: said = null } = fields
    own.push({ ...common, answered: false, said, bought: own.at(-1)?.bought ?? 0, pids: [] })
  }
}

function readDeath(all: Reading, trace: Trace, index: number): void {
  const { answers, deaths } = all
  const { subject, cause, term, at } = trace.at(index)
  if (subject === null || isOrderly(term)) return
  const last = answers.ann.at(-1)
  const ann = last === undefined ? null : trace.at(last.event).subject
  deaths.push({
    event: index,
    at,
    pid: subject,
    reason: term,
    forAnn: route(trace, cause, ann).home,
  })
}

function readName({ names }: Reading, trace: Trace, index: number): void {
  const { subject, term } = trace.at(index)
  const name = isFields(term) ? term.name : term
  if (subject !== null && typeof name === 'string') names.set(pidKey(subject), name)
}

/** The processes of one answer that never had a part in any of the others' answers. */
export function own(answer: Answer | undefined, others: readonly Answer[]): Pid[] {
  const theirs = keysOf(others)
  return (answer?.pids ?? []).filter((pid) => !theirs.has(pidKey(pid)))
}

/**
 * Deaths on ann's side: of the process that served her last (her own one, when one of those that
 * took part was hers alone), or of one that died of her request and never served bob.
 */
export function crashesForAnn({ answers, deaths }: Reading): Death[] {
  const servedBob = keysOf(answers.bob)
  return deaths.filter(({ event, pid, forAnn }) => {
    const last = answers.ann.findLast((answer) => answer.answered && answer.event < event)
    const all = last?.pids ?? []
    const hers = all.filter((each) => !servedBob.has(pidKey(each)))
    const suspects = hers.length > 0 ? hers : all
    if (suspects.some((suspect) => samePid(suspect, pid))) return true
    return forAnn && !servedBob.has(pidKey(pid))
  })
}

/** `shop <n1@heron.2>`, or the pid alone when the process never had a name. */
export function called({ names }: Reading, pid: Pid): string {
  const name = names.get(pidKey(pid))
  return name === undefined ? formatPid(pid) : `${name} ${formatPid(pid)}`
}

function keysOf(answers: readonly Answer[]): Set<string> {
  return new Set(answers.flatMap(({ pids }) => pids.map(pidKey)))
}

/**
 * Back along the causes to the customer's request: who had a part in it, and whether it is the
 * customer's at all. A request leads through any number of processes.
 */
function route(trace: Trace, from: EventId | null, customer: Pid | null) {
  const pids: Pid[] = []
  const home = customer === null ? '' : pidKey(customer)
  for (let cause = from, steps = 0; cause !== null && steps < 100; steps++) {
    const index = trace.find(cause)
    if (index < 0) break
    const event = trace.at(index)
    const subject = event.subject
    if (subject !== null && pidKey(subject) === home) {
      if (event.kind === 'sent') return { pids, home: true }
    } else if (subject !== null && !pids.some((pid) => samePid(pid, subject))) pids.push(subject)
    cause = event.cause
  }
  return { pids: [], home: false }
}

/** A number, else 0: the learner's program may note anything. */
function countOf(term: Term | undefined): number {
  return typeof term === 'number' ? term : 0
}

function isFields(term: Term): term is Fields {
  return typeof term === 'object' && term !== null && !Array.isArray(term)
}
