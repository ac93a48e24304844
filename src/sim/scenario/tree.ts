/**
 * Supervisors and their children in a scenario: OTP's own supervisor, a callback module that makes
 * its specs from the scenario, and children that log when they start and when they are told to end.
 */
import {
  error,
  exit,
  Pid,
  receive,
  samePid,
  self,
  send,
  spawnLink,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { type StartResult, supervisor } from '../../otp/index.ts'
import { type Book, isAbout, module } from './book.ts'
import type { ChildJson, TreeJson } from './language.ts'
import { settle, watch } from './observer.ts'

/** Starts a supervisor of that name from the process that runs this. */
export function startTree(name: string, tree: TreeJson): Waits<StartResult> {
  return supervisor.startLink(module, [name, tree as unknown as Term])
}

/** The supervisors' callback. */
export function init(args: Term): Term {
  const [name, tree] = args as unknown as readonly [string, TreeJson]
  const { strategy = 'one_for_one', intensity = 1, period = 5, auto_shutdown } = tree
  const flags = { strategy, intensity, period, ...(auto_shutdown && { auto_shutdown }) }
  return ['ok', [flags, (tree.children ?? []).map((child) => childSpec(name, child))]]
}

export function childSpec(name: string, child: ChildJson): { readonly [key: string]: Term } {
  const { id, restart = 'permanent', shutdown = 1000, type = 'worker', significant } = child
  const start = [module, 'child_start', [name, child as unknown as Term]]
  return { id, restart, shutdown, type, start, ...(significant && { significant }) }
}

/** A child spec's start function; `as` is what a simple_one_for_one's child is called. */
export function* startChild(book: Book, name: string, child: ChildJson, as?: string) {
  yield* settle(book)
  const id = as ?? child.id
  const generation = book.nextGeneration(id)
  const who = `${id}#${generation}`
  if (generation >= (child.fail_start_from ?? 1_000_000)) {
    book.log(name, { ev: 'start_failed', who })
    return ['error', 'start_failed']
  }
  if (child.type !== 'supervisor') return yield* startWorker([self(), id, who, name, child])
  book.log(name, { ev: 'start', who })
  const started = yield* startTree(id, child.spec as TreeJson)
  if (started === 'ignore' || started[0] !== 'ok') return error(['badmatch', started])
  book.setPid(id, started[1])
  yield* watch(book, started[1], who, name)
  return started
}

export type Origin = readonly [
  parent: Pid,
  id: string,
  who: string,
  supervisor: string,
  child: ChildJson,
]

/** Linked, and known to have begun (Erlang: proc_lib:start_link). */
function* startWorker(origin: Origin): Waits<StartResult> {
  const pid = spawnLink([module, 'child', origin as unknown as Term[]])
  const isFrom = (m: Term) => (isAbout(m, 'ack') || isAbout(m, 'EXIT')) && samePid(m[1] as Pid, pid)
  const answer = (yield* receive(isFrom)) as readonly Term[]
  return answer[0] === 'ack' ? ['ok', pid] : ['error', answer[2] as Term]
}

/** What a child runs. */
export function* child(book: Book, ...[parent, id, who, name, spec]: Origin): Waits<void> {
  book.setPid(id, self())
  trapExit(spec.trap ?? false)
  yield* watch(book, self(), who, name)
  book.log(name, { ev: 'start', who })
  send(parent, ['ack', self()])
  for (;;) {
    const message = (yield* receive()) as Term
    if (isAbout(message, 'child_exit')) exit(message[1])
    if (isAbout(message, 'EXIT') && message[1] instanceof Pid && samePid(message[1], parent)) {
      const reason = message[2] as Term
      yield* settle(book)
      book.log(name, { ev: 'terminate', who, reason })
      endAsTold(spec, reason)
    }
  }
}

function endAsTold({ on_shutdown = 'exit' }: ChildJson, reason: Term): void {
  switch (on_shutdown) {
    case 'exit':
      return exit(reason)
    case 'normal':
      return exit('normal')
    case 'crash':
      return exit('crashed_in_terminate')
    case 'ignore':
      return
  }
}
