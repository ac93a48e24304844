/**
 * The steps that are about supervisors, as the driver does them: questions to OTP's supervisor, and
 * its answers in Erlang's shape, where lists and tuples differ.
 */
import { Pid, type Term, type Waits } from '../../kernel/index.ts'
import { supervisor } from '../../otp/index.ts'
import type { Book } from './book.ts'
import { outcomeOf } from './commands.ts'
import type { Action, StepNamed } from './language.ts'
import { watch } from './observer.ts'
import { isArray, listOf } from './terms.ts'
import { childSpec, startTree } from './tree.ts'

/** The steps whose answer is the driver's result. */
export type Question = Exclude<
  Extract<Action, { readonly sup: string }>,
  { readonly do: 'stop_sup' }
>

export function* startSupervisor(book: Book, step: StepNamed<'supervisor'>): Waits<void> {
  book.setGeneration(step.as, 1)
  const started = yield* startTree(step.as, step)
  if (started !== 'ignore' && started[0] === 'ok') {
    book.setPid(step.as, started[1])
    return yield* watch(book, started[1], step.as, step.as)
  }
  logResult(book, 'supervisor', withLists(started as Term))
}

export function* ask(book: Book, step: Question): Waits<void> {
  const value = yield* outcomeOf(() => question(book, step))
  logResult(book, step.do, isRaised(value) ? withLists(value) : answerOf(book, step, value))
}

function logResult(book: Book, of: string, value: Term): void {
  book.log('root', { ev: 'result', of, value })
}

function question(book: Book, step: Question): Waits<Term> {
  const sup = book.pidOf(step.sup)
  switch (step.do) {
    case 'terminate_child':
      return supervisor.terminateChild(sup, childOf(book, step))
    case 'restart_child':
      return supervisor.restartChild(sup, childOf(book, step))
    case 'delete_child':
      return supervisor.deleteChild(sup, childOf(book, step))
    case 'start_child': {
      const { spec, id } = step
      const what = spec === undefined ? [id as string] : childSpec(step.sup, spec)
      return supervisor.startChild(sup, what)
    }
    case 'which_children':
      return supervisor.whichChildren(sup)
    case 'count_children':
      return supervisor.countChildren(sup)
  }
}

function childOf(book: Book, { id, pid_of }: { id?: string; pid_of?: string }): Pid | string {
  return id ?? book.pidOf(pid_of as string)
}

function isRaised(value: Term): boolean {
  return isArray(value) && value[0] === 'raised'
}

function answerOf(book: Book, step: Question, value: Term): Term {
  switch (step.do) {
    case 'which_children':
      return listOf(
        (value as readonly (readonly Term[])[]).map(([id, child, type]) => {
          return [id, labelled(book, child as Term), type] as Term
        }),
      )
    case 'count_children':
      return listOf(value as readonly Term[])
    case 'start_child':
    case 'restart_child':
      return started(book, value)
    default:
      return value
  }
}

/** `['ok', pid]` and `['error', ['already_started', pid]]` name the child by its label. */
function started(book: Book, value: Term): Term {
  if (!isArray(value)) return value
  const [tag, what] = value as readonly Term[]
  if (tag === 'ok') return ['ok', labelled(book, what as Term)]
  if (isArray(what) && what[0] === 'already_started') {
    return ['error', ['already_started', labelled(book, what[1] as Term)]]
  }
  return withLists(value)
}

function labelled(book: Book, child: Term): Term {
  return child instanceof Pid ? book.labelOf(child) : child
}

/** Parts of OTP's errors that are lists in Erlang. */
function withLists(term: Term): Term {
  if (!isArray(term)) return term
  const [tag, second, third] = term as readonly Term[]
  if (isArray(second) && ['bad_combination', 'bad_start_spec'].includes(tag as string)) {
    return [tag as string, listOf(second)]
  }
  if (tag === 'invalid_child_spec' && isArray(second)) return [tag, listOf(second)]
  if (tag === 'gen_server' && second === 'call' && isArray(third)) {
    return [tag, second, listOf(third.map(asArgument))]
  }
  if (tag === 'child' && term.length === 9) return childRecord(term)
  return term.map(withLists)
}

/** A request in the arguments of a gen_server:call that failed. */
function asArgument(argument: Term): Term {
  if (!isArray(argument) || argument[0] !== 'start_child') return argument
  const [tag, what] = argument as readonly Term[]
  return [tag as string, isArray(what) ? listOf(what) : (what as Term)]
}

/** supervisor.erl's `#child{}`, which stands beside the reason when a start fails. */
function childRecord(record: readonly Term[]): Term {
  const [start, modules] = [record[3], record[8]] as readonly (readonly Term[])[]
  const [module, func, args] = start as readonly [Term, Term, Term]
  const said = isArray(args) ? listOf(args.map(jsonAsErlang)) : args
  const inLists = [module, func, said]
  return [...record.slice(0, 3), inLists, ...record.slice(4, 8), listOf(modules as Term[])]
}

/** JSON in the form in which oracle.erl has read it. */
function jsonAsErlang(json: Term): Term {
  if (typeof json !== 'object' || json === null) return json
  if (isArray(json)) return listOf(json.map(jsonAsErlang))
  return ['obj', listOf(Object.entries(json).map(([key, value]) => [key, jsonAsErlang(value)]))]
}
