/**
 * The observer of a scenario: one process that monitors all others and logs their ends. Whoever
 * wants the log to be causal asks it first (`settle`), so that the ends so far have been told.
 */
import {
  monitor,
  type Pid,
  receive,
  samePid,
  self,
  send,
  spawn,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { type Book, isAbout, module } from './book.ts'

/** The name under which the book knows it; no scenario can say it. */
const observer = '$observer'

export function startObserver(book: Book): void {
  book.setPid(observer, spawn([module, 'observe', []]))
}

/** What the observer runs. */
export function* observe(book: Book): Waits<void> {
  for (;;) {
    const message = (yield* receive()) as readonly Term[]
    const [tag, from, ref, label, group] = message
    if (tag === 'watch') {
      const pid = ref as Pid
      monitor(pid)
      book.watch(pid, label as string, group as string | null)
      send(from as Pid, ['watched', pid])
    } else if (tag === 'DOWN') logEnd(book, message[3] as Pid, message[4] as Term)
    else if (tag === 'sync') send(from as Pid, 'synced')
  }
}

function logEnd(book: Book, pid: Pid, reason: Term): void {
  const group = book.unwatch(pid)
  const who = book.labelOf(pid)
  if (group === null) book.log(who, { ev: 'exit', reason })
  else book.log(group, { ev: 'down', who, reason })
}

/** From now on that process has a label and its end is logged. */
export function* watch(book: Book, pid: Pid, label: string, group: string | null): Waits<void> {
  send(book.pidOf(observer), ['watch', self(), pid, label, group])
  yield* receive((m) => isAbout(m, 'watched') && samePid(m[1] as Pid, pid))
}

/** Lets the observer log all that has ended so far. */
export function* sync(book: Book): Waits<void> {
  send(book.pidOf(observer), ['sync', self()])
  yield* receive((m) => m === 'synced')
}

/** As sync, after a moment in which those that are about to end do. */
export function* settle(book: Book): Waits<void> {
  yield* sleep(1)
  yield* sync(book)
}

export function* sleep(ms: number): Waits<void> {
  yield* receive(() => false, ms)
}
