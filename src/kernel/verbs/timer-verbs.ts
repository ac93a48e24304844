/** Verbs about time: messages that come later (Erlang: send_after/3, start_timer/3). */

import { deliver } from '../net/delivery.ts'
import type { Node } from '../node.ts'
import { dropTimer } from '../process/bonds.ts'
import { here } from '../process/current.ts'
import { copyTerm } from '../terms/copy.ts'
import { badarg } from '../terms/exit.ts'
import { copyRef, type Pid, type Ref } from '../terms/names.ts'
import { givesPid, givesRef } from './address.ts'
import { type Keys, readOptions } from './options.ts'
import { keepReminder, type Reminder, remind } from './reminder.ts'

export interface TimerOptions {
  /** The time is one of this node's clock (`now()`), not one from now on. */
  readonly abs?: boolean
}

/** Sends `message` after that many milliseconds. A timer to a pid ends with that process. */
export function sendAfter(
  delayMs: number,
  to: Pid | string,
  message: unknown,
  options?: TimerOptions,
): Ref {
  return start('sendAfter', delayMs, to, message, options)
}

/** As sendAfter, but what arrives is `['timeout', ref, message]`. */
export function startTimer(
  delayMs: number,
  to: Pid | string,
  message: unknown,
  options?: TimerOptions,
): Ref {
  return start('startTimer', delayMs, to, message, options)
}

export interface TimerAnswer {
  /** Answered by `['cancel_timer' or 'read_timer', ref, answer]` (Erlang: {async, true}). */
  readonly asMessage?: boolean
  /** With false there is none. */
  readonly info?: boolean
}

/**
 * Milliseconds that were left, or false when the timer had fired or never was; `'ok'` with an
 * option by which it isn't answered.
 */
export function cancelTimer(ref: Ref): number | false
export function cancelTimer(ref: Ref, options: TimerAnswer): number | false | 'ok'
export function cancelTimer(ref: Ref, options?: TimerAnswer): number | false | 'ok' {
  const { node } = here()
  if (!givesRef(ref)) badarg('cancelTimer', 'ref', 'a reference')
  const read = readOptions('cancelTimer', options, cancelKeys)
  const timer = dropTimer(node, idOf(node, ref))
  const left = timer === null ? false : Math.max(0, timer.at - node.now())
  return answer('cancel_timer', ref, left, read)
}

/** Milliseconds that are left, or false as cancelTimer. */
export function readTimer(ref: Ref): number | false
export function readTimer(ref: Ref, options: AsMessage): number | false | 'ok'
export function readTimer(ref: Ref, options?: AsMessage): number | false | 'ok' {
  const { node } = here()
  if (!givesRef(ref)) badarg('readTimer', 'ref', 'a reference')
  const read = readOptions('readTimer', options, readKeys)
  const timer = node.running.get(idOf(node, ref))
  const left = timer === undefined ? false : Math.max(0, timer.at - node.now())
  return answer('read_timer', ref, left, read)
}

type AsMessage = Pick<TimerAnswer, 'asMessage'>
const timerKeys: Keys<TimerOptions> = { abs: 'flag' }
const readKeys: Keys<AsMessage> = { asMessage: 'flag' }
const cancelKeys: Keys<TimerAnswer> = { asMessage: 'flag', info: 'flag' }

function answer(
  what: string,
  ref: Ref,
  left: number | false,
  { asMessage = false, info = true }: TimerAnswer,
): number | false | 'ok' {
  if (!asMessage && info) return left
  const process = here()
  if (info) deliver(process.node, process, [what, copyRef(ref), left], null, null)
  return 'ok'
}

function start(
  verb: 'sendAfter' | 'startTimer',
  timeMs: number,
  to: Pid | string,
  message: unknown,
  options: TimerOptions | undefined,
): Ref {
  const copy = copyTerm(message)
  const process = here()
  const { node } = process
  const { abs = false } = readOptions(verb, options, timerKeys)
  const delayMs = abs ? Math.max(0, timeMs - node.now()) : timeMs
  if (!(typeof timeMs === 'number' && delayMs >= 0 && delayMs <= mostMs)) {
    badarg(verb, 'delayMs', '0 or more milliseconds')
  }
  if (typeof to !== 'string') {
    if (!givesPid(to)) badarg(verb, 'to', 'a pid or a name')
    if (to.node !== node.name) badarg(verb, 'to', 'of this node')
  }
  const ref = node.newRef()
  const owner = typeof to === 'string' ? null : node.processOf(to)
  // Nobody to remind: there is no timer (erlang:send_after/3 on a dead pid).
  if (owner === null && typeof to !== 'string') return ref
  const { cause } = process
  const isNamed = verb === 'startTimer'
  const reminder: Reminder = { node, ref, to, owner, message: copy, isNamed, cause }
  keepReminder(reminder, node.startTimer(delayMs, remind, reminder))
  return ref
}

const mostMs = Number.MAX_SAFE_INTEGER

/** The number of a reference of this node; no timer has any other. */
function idOf(node: Node, ref: Ref): number {
  return ref.node === node.name && ref.creation === node.creation ? ref.id : 0
}
