/**
 * Writing down what happens in a trial of a behaviour, in the very form in which the same trials
 * were run on OTP 25: entries as text, pids by their part in it.
 */
import {
  type CodeServer,
  Doomed,
  isWaiting,
  Pid,
  Ref,
  reasonOf,
  type Start,
  samePid,
  type Term,
  type Waits,
} from '../../kernel/index.ts'

/** Who is who in the trial. */
export interface Known {
  server?: Pid
  me?: Pid
}

export type Tell = (entry: Term) => void

/** As much of a simulated world as a trial needs. */
export interface Stage {
  addNode(name: string): unknown
  start(node: string, start: Start): unknown
  runUntil(timeMs: number): void
}

export type NewStage = (load: (code: CodeServer) => void) => Stage

/** Runs h:main in a world of its own and tells what was written down. */
export function play(
  newStage: NewStage,
  load: (code: CodeServer, known: Known, tell: Tell) => void,
) {
  const entries: string[] = []
  const known: Known = {}
  const stage = newStage((code) =>
    load(code, known, (entry) => entries.push(entryText(entry, known))),
  )
  stage.addNode('n1@a')
  stage.start('n1@a', ['h', 'main', []])
  stage.runUntil(1_000)
  return entries.join('; ')
}

/** Erlang's catch: what it answers, or how it ended. */
export function* caught(body: () => unknown): Waits<Term> {
  try {
    const result = body()
    return (isWaiting(result) ? yield* result : result) as Term
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return ['EXIT', reasonOf(thrown)]
  }
}

function entryText(entry: Term, known: Known): string {
  if (!Array.isArray(entry)) return text(entry, known)
  return entry.map((part) => text(part, known)).join(' ')
}

/** A term without brackets around words, references without their numbers. */
export function text(term: Term, known: Known): string {
  if (term instanceof Ref) return 'ref'
  if (term instanceof Pid) {
    if (known.server !== undefined && samePid(term, known.server)) return 'server'
    return known.me !== undefined && samePid(term, known.me) ? 'me' : 'pid'
  }
  if (Array.isArray(term)) return `[${term.map((part) => text(part, known)).join(', ')}]`
  return String(term)
}
