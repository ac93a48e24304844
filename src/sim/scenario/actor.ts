/**
 * A plain process of a scenario: it does what the driver tells it and logs every other message,
 * unless it holds them back in its mailbox.
 */
import {
  type Pid,
  receive,
  type Start,
  send,
  spawn,
  spawnLink,
  spawnMonitor,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { type Book, isAbout, module } from './book.ts'
import { doCommand, type Outcome } from './commands.ts'
import type { Command, StepNamed } from './language.ts'
import { watch } from './observer.ts'

type Spawn = StepNamed<'spawn'>

/** What such a process runs. */
export function* actor(book: Book, name: string, trap: boolean, hold: boolean): Waits<void> {
  trapExit(trap)
  let isHolding = hold
  for (;;) {
    const message = (yield* receive((m) => !isHolding || isCommand(m))) as Term
    if (!isCommand(message)) {
      book.log(name, { ev: 'recv', msg: message })
      continue
    }
    const [, ref, step] = message as unknown as readonly [string, Term, Command | Spawn]
    const outcome = yield* perform(book, step)
    if (outcome.type === 'result') {
      book.log(name, { ev: 'result', of: step.do, value: outcome.value })
    } else if (outcome.type === 'hold') isHolding = outcome.on
    send(book.pidOf('root'), ['done', ref])
    if (outcome.type === 'return') return
    if (outcome.type === 'end') {
      outcome.act()
      // It trapped its own exit signal.
      isHolding = false
    }
  }
}

function isCommand(message: Term): boolean {
  return isAbout(message, 'ctl') && message.length === 3
}

function* perform(book: Book, step: Command | Spawn): Waits<Outcome> {
  if (step.do !== 'spawn') return yield* doCommand(book, step)
  yield* spawnActor(book, step)
  return { type: 'nothing' }
}

/** The `spawn` step, by the driver or by a process of the scenario. */
export function* spawnActor(book: Book, step: Spawn): Waits<void> {
  const pid = start(book, step)
  book.setPid(step.as, pid)
  yield* watch(book, pid, step.as, null)
}

function start(book: Book, { as, how, ref, trap = false, hold = false }: Spawn): Pid {
  const first: Start = [module, 'actor', [as, trap, hold]]
  if (how === 'link') return spawnLink(first)
  if (how !== 'monitor') return spawn(first)
  const [pid, watching] = spawnMonitor(first)
  book.setRef(ref as string, watching)
  return pid
}
