/** What the tests of supervisors share: a child that does as it is told, specs, questions. */
import {
  error,
  exit,
  type Pid,
  pidKey,
  Raised,
  receive,
  send,
  spawnLink,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import * as supervisor from './supervisor.ts'

/** How a child takes it when its supervisor wants it to end. */
export type Manner = 'plain' | 'polite' | 'deaf' | 'crash' | 'normal'

function* live(_id: Term, manner: Manner = 'plain'): Waits<void> {
  if (manner !== 'plain') trapExit(true)
  for (;;) {
    const [what, first, second] = (yield* receive()) as readonly Term[]
    if (what === 'die') exit(first)
    if (what !== 'EXIT' || manner === 'deaf') continue
    exit(manner === 'polite' ? second : manner === 'crash' ? 'crashed' : 'normal')
  }
}

function odd(how: string): unknown {
  if (how === 'raise') return error('bad')
  if (how === 'throw') throw new Raised('throw', 'thrown')
  if (how === 'throw ok') throw new Raised('throw', kid.start())
  if (how === 'exit') return exit('gone')
  if (how === 'info') return [...kid.start(), 'info']
  return { ignore: 'ignore', error: ['error', 'nope'], word: 'word', more: ['error', 1, 2] }[how]
}

/** A module of children: it lives until it is told `['die', reason]`; `odd` starts go wrong. */
export const kid = {
  live,
  odd,
  start: (...args: readonly Term[]) => ['ok', spawnLink(['kid', 'live', args])] as const,
}

export const start = ['kid', 'start', []]

export function spec(id: Term, more: object = {}): object {
  return { id, start, ...more }
}

/** A spec whose child knows its id, and how to take it when it is to end. */
export function named(id: string, manner: Manner = 'polite', more: object = {}): object {
  return { id, start: ['kid', 'start', [id, manner]], ...more }
}

export type Question = (sup: Pid) => Waits<Term>

export const add = (what: unknown) => (sup: Pid) => supervisor.startChild(sup, what as object)
export const stop = (id: Term) => (sup: Pid) => supervisor.terminateChild(sup, id)
export const again = (id: Term) => (sup: Pid) => supervisor.restartChild(sup, id)
export const remove = (id: Term) => (sup: Pid) => supervisor.deleteChild(sup, id)
export const show = (id: Term) => (sup: Pid) => supervisor.getChildspec(sup, id)
export const list: Question = (sup) => supervisor.whichChildren(sup)
export const count: Question = (sup) => supervisor.countChildren(sup)

/** Lets that much time pass. */
export function* pass(ms: number): Waits<void> {
  yield* receive(() => false, ms)
}

/** Starts a supervisor and asks it one after the other; the answers. */
export function* asked(...questions: readonly Question[]): Waits<Term> {
  const [, sup] = (yield* supervisor.startLink('main')) as readonly [string, Pid]
  const answers: Term[] = []
  for (const question of questions) answers.push(yield* question(sup))
  return answers
}

export type Act = (sup: Pid) => Waits<unknown>

/** Modules whose `main:run` starts a supervisor, acts, and lives on; and what it heard by then. */
export function acting(flags: object, specs: readonly object[], act: Act, more: object) {
  let heard: unknown
  const main = {
    init: () => ['ok', [flags, specs]],
    *run(): Waits<void> {
      trapExit(true)
      const started = (yield* supervisor.startLink('main')) as readonly [string, Pid]
      heard = yield* act(started[1])
      yield* receive(() => false)
    },
    ...more,
  }
  const modules = { main, kid, supervisor: supervisor.supervisorModule }
  return { modules, heard: () => heard }
}

interface Trace {
  readonly first: number
  readonly end: number
  at(index: number): { readonly kind: string; readonly subject: Pid | null; readonly term: Term }
}

/** What a trace tells of children (`kid`) and of the supervisor, which the story calls sup. */
export function storyOf(trace: Trace): string[] {
  const names = new Map<string, string>()
  const story: string[] = []
  for (let i = trace.first; i < trace.end; i++) {
    const { kind, subject, term } = trace.at(i)
    if (subject === null) continue
    if (kind === 'spawn') {
      const [module, , args] = term as readonly [string, string, readonly Term[]]
      const name = module === 'kid' ? String(args[0]) : args[1] === 'supervisor' ? 'sup' : null
      if (name !== null) names.set(pidKey(subject), name)
      if (module === 'kid') story.push(`+${name}`)
    } else if (kind === 'exit') {
      const name = names.get(pidKey(subject))
      if (name !== undefined) story.push(`-${name} ${String(term)}`)
    }
  }
  return story
}

/** Supervisor reports: `context reason id`. */
export function reportsOf(trace: Trace): string[] {
  const found: string[] = []
  for (let i = trace.first; i < trace.end; i++) {
    const { kind, term } = trace.at(i)
    if (kind !== 'note') continue
    const [what, report] = term as unknown as readonly [string, Record<string, Term>]
    const { id } = (report.offender ?? {}) as { id?: Term }
    if (what === 'supervisor_report') {
      found.push(`${String(report.context)} ${String(report.reason)} ${String(id)}`)
    }
  }
  return found
}

/** What runs under the supervisor, by id. */
export function* kids(sup: Pid): Waits<Record<string, Pid>> {
  const listed = (yield* list(sup)) as readonly (readonly [string, Pid])[]
  return Object.fromEntries(listed)
}

/** Lets a child die, and what follows happen. */
export function* die(sup: Pid, id: string, reason: Term = 'boom'): Waits<void> {
  const child = (yield* kids(sup))[id]
  if (child !== undefined) send(child, ['die', reason])
  yield* pass(10)
}

export const dies =
  (id: string, reason: Term = 'boom'): Act =>
  (sup) =>
    die(sup, id, reason)
