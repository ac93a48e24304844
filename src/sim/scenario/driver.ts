/**
 * The driver of a scenario (oracle.erl: its main process): does one step after the other and writes
 * a line when nothing can run any more. Its pace is oracle.erl's, so that timers meet the same
 * steps as on a real Erlang.
 */
import {
  Doomed,
  demonitor,
  exitTo,
  isReply,
  makeRef,
  monitor,
  processInfo,
  receive,
  self,
  send,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { spawnActor } from './actor.ts'
import { type Book, isAbout } from './book.ts'
import type { Json, Scenario, Step } from './language.ts'
import { sleep, startObserver, sync } from './observer.ts'
import { ask, startSupervisor } from './supervision.ts'
import { quoted } from './terms.ts'

/** Looks at the world, this far apart and this often in a row without news, end a step. */
const calm = { everyMs: 2, times: 4 } as const

/** Where the driver's results go. */
export interface Listener {
  line(text: string): void
  /** The step, counted from 1, can't be done: nothing follows. */
  failed(step: number, why: string): void
}

/** What the driver runs. */
export function* drive(book: Book, { steps }: Scenario, listener: Listener): Waits<void> {
  trapExit(true)
  book.setPid('root', self())
  book.setLabel(self(), 'root')
  startObserver(book)
  for (const [at, step] of steps.entries()) {
    try {
      yield* perform(book, step)
    } catch (thrown) {
      if (thrown instanceof Doomed) throw thrown
      return listener.failed(at + 1, (thrown as Error).message)
    }
    yield* sleep(step.settle ?? 0)
    yield* quiesce(book)
    yield* flush()
    listener.line(`{"step":${at + 1},"do":${quoted(step.do)},"events":${book.takeEvents()}}`)
  }
}

function* perform(book: Book, step: Step): Waits<void> {
  switch (step.do) {
    case 'wait':
      return yield* sleep(step.ms)
    case 'spawn':
      if (step.by !== undefined) return yield* command(book, step.by, step)
      return yield* spawnActor(book, step)
    case 'supervisor':
      return yield* startSupervisor(book, step)
    case 'child_exit':
      return tellToExit(book, [step.child], step.reason)
    case 'children_exit':
      return tellToExit(book, step.children, step.reason)
    case 'kill_child':
      return exitTo(book.pidOf(step.child), 'kill')
    case 'stop_sup':
      return exitTo(book.pidOf(step.sup), book.term(step.reason ?? 'shutdown'))
    case 'terminate_child':
    case 'restart_child':
    case 'delete_child':
    case 'start_child':
    case 'which_children':
    case 'count_children':
      return yield* ask(book, step)
    default:
      return yield* command(book, step.proc, step)
  }
}

function tellToExit(book: Book, children: readonly string[], reason: Json): void {
  for (const child of children) send(book.pidOf(child), ['child_exit', book.term(reason)])
}

/** Lets a process do the step and waits until it has, or is dead. */
function* command(book: Book, name: string, step: Step): Waits<void> {
  const pid = book.pidOf(name)
  const ref = makeRef()
  const watching = monitor(pid)
  send(pid, ['ctl', ref, step as unknown as Term])
  const isOver = (m: Term) => isReply(m, 'done', ref) || isReply(m, 'DOWN', watching)
  if (isAbout((yield* receive(isOver)) as Term, 'done')) demonitor(watching, { flush: true })
  else book.log('root', { ev: 'dead_target', who: name })
}

/** Waits until all processes wait and the log hasn't grown for a while. */
function* quiesce(book: Book): Waits<void> {
  let size = -1
  for (let quiet = 0; quiet < calm.times; ) {
    yield* sleep(calm.everyMs)
    yield* sync(book)
    const isIdle = book.watched.every((pid) => processInfo(pid, 'status') === 'waiting')
    quiet = isIdle && book.entryCount === size ? quiet + 1 : 0
    size = book.entryCount
  }
}

/** Forgets the ends of supervisors and late answers. */
function* flush(): Waits<void> {
  const isLeft = (m: Term) => isAbout(m, 'EXIT') || isAbout(m, 'done')
  while ((yield* receive(isLeft, 0)) !== undefined);
}
