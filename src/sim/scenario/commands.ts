/**
 * What each command of a scenario does in the process that it is for: the kernel's verb of that
 * name, and nothing else. An answer or an exception is the command's value.
 */
import {
  cancelTimer,
  Doomed,
  demonitor,
  equalTerms,
  error,
  exit,
  exitTo,
  isAlive,
  isWaiting,
  link,
  monitor,
  processInfo,
  Raised,
  Ref,
  receive,
  register,
  samePid,
  sameRef,
  self,
  send,
  sendAfter,
  type Term,
  trapExit,
  unlink,
  unregister,
  type Waits,
  whereis,
} from '../../kernel/index.ts'
import { asErlang, type Book, isAbout } from './book.ts'
import type { Command, StepNamed } from './language.ts'
import { bagOf, isArray } from './terms.ts'

/** What a process goes on with after a command. */
export type Outcome =
  | { readonly type: 'nothing' }
  | { readonly type: 'result'; readonly value: Term }
  | { readonly type: 'hold'; readonly on: boolean }
  /** The driver hears first that it was done. */
  | { readonly type: 'end'; act(): void }
  | { readonly type: 'return' }

export function* doCommand(book: Book, step: Command): Waits<Outcome> {
  switch (step.do) {
    case 'hold':
      return { type: 'hold', on: step.on }
    case 'return':
      return { type: 'return' }
    case 'badmatch':
      return { type: 'end', act: () => error(['badmatch', 0]) }
    case 'exit':
    case 'error':
    case 'throw':
      return raising(step.do, book.term(step.reason))
    case 'exit_signal': {
      const [to, reason] = [book.pidOf(step.to), book.term(step.reason)]
      if (samePid(to, self())) return { type: 'end', act: () => exitTo(to, reason) }
      return yield* result(() => toTrue(() => exitTo(to, reason)))
    }
    case 'send_after':
      startTimer(book, step)
      return { type: 'nothing' }
    default:
      return yield* result(() => (answers[step.do] as Answers<typeof step>)(step, book))
  }
}

function raising(kind: 'exit' | 'error' | 'throw', reason: Term): Outcome {
  const raise = () => {
    throw new Raised(kind, reason)
  }
  return { type: 'end', act: raise }
}

function* result(run: () => Term | Waits<Term>): Waits<Outcome> {
  return { type: 'result', value: yield* outcomeOf(run) }
}

/** What `run` answers, or `['raised', class, reason]`. */
export function* outcomeOf(run: () => Term | Waits<Term>): Waits<Term> {
  try {
    const value = run()
    return isWaiting(value) ? yield* value : value
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    const raised = asErlang(thrown)
    if (raised instanceof Raised) return ['raised', raised.kind, raised.reason]
    throw thrown
  }
}

function startTimer(book: Book, { to, ms, msg, timer }: StepNamed<'send_after'>): void {
  try {
    book.setTimer(timer, sendAfter(ms, book.pidOf(to), book.term(msg)))
  } catch (thrown) {
    throw asErlang(thrown)
  }
}

type Answered = Exclude<
  Command['do'],
  'hold' | 'return' | 'badmatch' | 'exit' | 'error' | 'throw' | 'exit_signal' | 'send_after'
>
type Answers<S> = (step: S, book: Book) => Term | Waits<Term>

const answers: { readonly [K in Answered]: Answers<StepNamed<K>> } = {
  link: ({ to }, book) => toTrue(() => link(book.pidOf(to))),
  unlink: ({ to }, book) => toTrue(() => unlink(book.pidOf(to))),
  monitor: ({ to, to_name, ref }, book) => {
    book.setRef(ref, monitor(to_name ?? book.pidOf(to as string)))
    return 'ok'
  },
  demonitor: ({ ref, opts = [] }, book) =>
    demonitor(book.refOf(ref), { flush: opts.includes('flush'), info: opts.includes('info') }),
  trap: ({ on }) => trapExit(on),
  send: ({ to, to_name, msg }, book) => {
    send(to_name ?? book.pidOf(to as string), book.term(msg))
    return 'ok'
  },
  register: ({ name }) => toTrue(() => register(name)),
  unregister: ({ name }) => toTrue(() => unregister(name)),
  whereis: ({ name }) => whereis(name) ?? 'undefined',
  alive: ({ to }, book) => isAlive(book.pidOf(to)),
  links: () => bagOf(processInfo(self(), 'links') ?? []),
  recv: ({ tag, after }, book) => receiveTagged(book.term(tag), after),
  recv_any: ({ after }) => receiveAny(after),
  cancel_timer: ({ timer }, book) =>
    cancelTimer(book.timerOf(timer)) === false ? 'false' : 'cancelled',
  catch_exit: ({ reason }, book) => catchExit(book.term(reason)),
  call: (step, book) => call(book, step),
}

function toTrue(verb: () => void): Term {
  verb()
  return 'true'
}

/** The oldest message that is `tag`, or a tuple that begins with it. */
function* receiveTagged(tag: Term, afterMs = 0): Waits<Term> {
  const isTagged = (m: Term) =>
    equalTerms(m, tag) || (isArray(m) && m.length > 0 && equalTerms(m[0] as Term, tag))
  return (yield* receive(isTagged, afterMs)) ?? 'timeout'
}

/** The oldest message; a command is put back, since the driver waits for it. */
function* receiveAny(afterMs = 0): Waits<Term> {
  const message = (yield* receive(undefined, afterMs)) ?? 'timeout'
  if (!isAbout(message, 'ctl')) return message
  send(self(), message)
  return 'timeout'
}

/** `catch exit(Reason)`. */
function catchExit(reason: Term): Term {
  try {
    return exit(reason)
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return ['EXIT', (thrown as Raised).reason]
  }
}

/** Asks as gen_server:call does, by a monitor; a plain process never answers. */
function* call(book: Book, { to, after = 20 }: StepNamed<'call'>): Waits<Term> {
  const pid = book.pidOf(to)
  const ref = monitor(pid)
  send(pid, 'request')
  const answer = yield* receive((m) => isAnswer(m, ref), after)
  if (answer !== undefined) {
    const [tag, reply] = answer as readonly Term[]
    return tag === 'DOWN'
      ? ['down', (answer as readonly Term[])[4] as Term]
      : ['reply', reply as Term]
  }
  demonitor(ref, { flush: true })
  return 'timeout'
}

function isAnswer(message: Term, ref: Ref): boolean {
  if (!isArray(message)) return false
  const mark = message[0] === 'DOWN' ? message[1] : message[0]
  return mark instanceof Ref && sameRef(mark, ref)
}
