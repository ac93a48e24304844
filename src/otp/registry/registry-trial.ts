/** For tests of registries: one to start, and other processes that use it. */
import {
  exitTo,
  isReply,
  monitor,
  Pid,
  processInfo,
  receive,
  self,
  send,
  spawn,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { caught } from '../task/task-trial.ts'
import * as registry from './registry.ts'

const verbs: Readonly<Record<string, unknown>> = { ...registry }

/** Functions of the module `m`. */
export const others = {
  /** Does what it is told and answers, until somebody ends it. */
  *other(to: Pid): Waits<void> {
    for (;;) {
      const [func, args] = (yield* receive()) as readonly [string, Term[]]
      const call = verbs[func] as (...all: Term[]) => Waits<unknown>
      send(to, [self(), yield* caught(call(...args))])
    }
  },
}

/** Starts the registry `r`. */
export function* unique(more: Partial<registry.RegistryOptions> = {}): Waits<Pid> {
  const started = yield* registry.startLink({ keys: 'unique', name: 'r', ...more })
  return started[1] as Pid
}

export function duplicate(more: Partial<registry.RegistryOptions> = {}): Waits<Pid> {
  return unique({ ...more, keys: 'duplicate' })
}

/** A new process that does this, and what it was answered. */
export function* asOther(
  func: keyof typeof registry,
  ...args: Term[]
): Waits<readonly [Pid, Term]> {
  const pid = spawn(['m', 'other', [self()]])
  send(pid, [func, args])
  const isAnswer = (m: Term) => Array.isArray(m) && m[0] instanceof Pid
  return [pid, ((yield* receive(isAnswer)) as Term[])[1] as Term]
}

/** Kills a process and waits for its end. */
export function* end(pid: Pid): Waits<void> {
  const ref = monitor(pid)
  exitTo(pid, 'kill')
  yield* receive((m) => isReply(m, 'DOWN', ref))
}

export const linkCount = () => processInfo(self(), 'links')?.length ?? 0
