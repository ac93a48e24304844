/**
 * Starting a process that first has something to prepare (Erlang: proc_lib). The starter waits
 * until the new process acknowledges or dies, so a supervisor never believes in a child that isn't
 * there.
 */
import {
  get,
  node,
  Pid,
  put,
  receive,
  type Start,
  samePid,
  self,
  send,
  spawnOn,
  type Term,
  type Waits,
} from '../kernel/index.ts'

/** `['ok', pid]`, `'ignore'` or `['error', reason]`. */
export type StartResult = readonly ['ok', Pid] | 'ignore' | readonly ['error', Term]

/** Starts `start` linked, here or on another node, and waits for its `initAck`. */
export function* startLinked(start: Start, where: string = node()): Waits<StartResult> {
  let pid: Pid
  try {
    pid = yield* spawnOn(where, start, { link: true })
  } catch (lost) {
    return ['error', (lost as { reason?: Term }).reason ?? 'noconnection']
  }
  const answer = (yield* receive((m) => isAnswerOf(pid, m))) as readonly Term[]
  return answer[0] === 'EXIT' ? ['error', answer[2] as Term] : (answer[2] as unknown as StartResult)
}

/**
 * The started process says how its preparation went. The console (process 0) doesn't wait for it.
 */
export function initAck(starter: Pid, result: StartResult): void {
  if (starter.id !== 0) send(starter, ['ack', self(), result])
}

/** `$ancestors` and `$initial_call`, as every OTP process carries them. */
export function rememberOrigin(ancestors: readonly Pid[], module: string): void {
  put('$ancestors', ancestors)
  put('$initial_call', [module, 'init', 1])
}

function isAnswerOf(pid: Pid, message: Term): boolean {
  if (!Array.isArray(message) || !(message[1] instanceof Pid)) return false
  return (message[0] === 'ack' || message[0] === 'EXIT') && samePid(message[1], pid)
}

/** What a process that this one starts will have as its ancestors: this one, then its own. */
export function ancestorsOfChild(): Pid[] {
  return [self(), ...((get('$ancestors') as Pid[] | undefined) ?? [])]
}
