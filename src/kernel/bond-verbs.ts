/**
 * Verbs that tie processes together or part them: links, monitors, exit signals, names, timers.
 * Used by the process that is running; see verbs.ts.
 */
import { address, type Destination, isReply } from './address.ts'
import { here } from './current.ts'
import { badarg, Doomed, Raised } from './exit.ts'
import { deliverMessage, unregisterName } from './signals.ts'
import { copyTerm, Pid, pidKey, Ref, refKey, samePid } from './term.ts'

export function link(pid: Pid): void {
  const { node, process } = here()
  requirePid(pid, 'link')
  if (samePid(pid, process.pid)) return
  const links = node.bonds(process).links
  const known = links.get(pidKey(pid))
  if (known !== undefined && known.unlinking === null) return
  if (pid.node === node.name && node.processOf(pid) === null && !process.trapExit) {
    throw new Raised('error', 'noproc')
  }
  links.set(pidKey(pid), { pid, unlinking: null })
  node.emit({ type: 'link', from: process.pid, to: pid }, null)
}

export function unlink(pid: Pid): void {
  const { node, process } = here()
  requirePid(pid, 'unlink')
  const known = process.bonds?.links.get(pidKey(pid))
  if (known === undefined) return
  const id = node.newRef().id
  known.unlinking = id
  node.emit({ type: 'unlink', from: process.pid, to: pid, id }, null)
}

/** Asks for one `['DOWN', ref, 'process', who, reason]` when the target ends (or isn't there). */
export function monitor(target: Destination): Ref {
  const { node, process } = here()
  const [to, where] = address(target, 'monitor')
  const ref = node.newRef()
  node.bonds(process).monitors.set(refKey(ref), { ref, target: to, node: where })
  if (!(to instanceof Pid && samePid(to, process.pid))) {
    node.emitTo(where, { type: 'monitor', from: process.pid, to, ref }, null)
  }
  return ref
}

/** Takes a monitor back; with `flush` also a DOWN that has already come. */
export function demonitor(ref: Ref, options: { readonly flush?: boolean } = {}): void {
  const { node, process } = here()
  if (!(ref instanceof Ref)) badarg('demonitor', 'ref', 'a reference')
  const known = process.bonds?.monitors.get(refKey(ref))
  if (known !== undefined) {
    process.bonds?.monitors.delete(refKey(ref))
    const { target } = known
    node.emitTo(known.node, { type: 'demonitor', from: process.pid, to: target, ref }, null)
  }
  if (options.flush === true) {
    process.mailbox.rewind()
    process.mailbox.take((m) => isReply(m, 'DOWN', ref))
    process.mailbox.rewind()
  }
}

/** exit/2: sends an exit signal. */
export function exitTo(pid: Pid, reason: unknown): void {
  const { node, process } = here()
  requirePid(pid, 'exitTo')
  const copy = copyTerm(reason, 'reason')
  const number = node.record('exit_sent', process.pid, pid, copy)
  node.emit({ type: 'exit2', from: process.pid, to: pid, reason: copy }, node.eventId(number))
  if (process.doom !== null) throw new Doomed('exit', process.doom.reason)
}

/** process_flag(trap_exit, On): exit signals become messages. Answers the old value. */
export function trapExit(on: boolean): boolean {
  const { node, process } = here()
  const before = process.trapExit
  if (before !== on) {
    process.trapExit = on
    node.record('trap_exit', process.pid, null, on)
  }
  return before
}

export function register(name: string, pid: Pid = here().process.pid): void {
  const { node } = here()
  if (typeof name !== 'string' || name === '' || name === 'undefined')
    badarg('register', 'name', 'a name')
  if (node.names.has(name)) badarg('register', 'name', `free; '${name}' is taken`)
  const process = node.processOf(pid)
  if (process === null) badarg('register', 'pid', 'a living process of this node')
  if (process.name !== null) badarg('register', 'pid', `without a name; it is '${process.name}'`)
  process.name = name
  node.names.set(name, process)
  node.record('register', process.pid, null, name)
}

export function unregister(name: string): void {
  const { node } = here()
  const process = node.names.get(name)
  if (process === undefined) badarg('unregister', 'name', `registered; nobody is called '${name}'`)
  unregisterName(node, process)
}

/** The pid registered here under that name, or null. */
export function whereis(name: string): Pid | null {
  return here().node.names.get(name)?.pid ?? null
}

export function isAlive(pid: Pid): boolean {
  return here().node.processOf(pid) !== null
}

/** Sends `message` after that many milliseconds. A timer to a pid ends with that process. */
export function sendAfter(delayMs: number, to: Pid | string, message: unknown): Ref {
  const { node, process } = here()
  if (!(delayMs >= 0 && delayMs < 2 ** 32)) badarg('sendAfter', 'delayMs', 'from 0 to 2^32 − 1')
  const copy = copyTerm(message)
  if (!(to instanceof Pid) && typeof to !== 'string') badarg('sendAfter', 'to', 'a pid or a name')
  if (to instanceof Pid && to.node !== node.name) badarg('sendAfter', 'to', 'of this node')
  const ref = node.newRef()
  const cause = process.cause === 0 ? null : node.eventId(process.cause)
  const key = refKey(ref)
  const owner = typeof to === 'string' ? null : node.processOf(to)
  const timer = node.startTimer(delayMs, () => {
    node.running.delete(key)
    owner?.bonds?.timers.delete(key)
    const target = typeof to === 'string' ? node.names.get(to) : node.processOf(to)
    if (target !== undefined && target !== null) deliverMessage(node, target, copy, null, cause)
  })
  node.running.set(key, timer)
  // A timer to a pid ends with that process; one to a name is for whoever has it then.
  if (owner !== null) node.bonds(owner).timers.add(key)
  return ref
}

/** Milliseconds that were left, or false when the timer had fired or never was. */
export function cancelTimer(ref: Ref): number | false {
  const { node } = here()
  if (!(ref instanceof Ref)) badarg('cancelTimer', 'ref', 'a reference')
  const timer = node.dropTimer(refKey(ref))
  return timer === null ? false : Math.max(0, timer.at - node.now())
}

/** `['nodeup', node]` and `['nodedown', node]` messages from now on, or no more. */
export function monitorNodes(on: boolean): void {
  const { node, process } = here()
  if (on) node.nodeWatchers.add(process)
  else node.nodeWatchers.delete(process)
}

function requirePid(pid: unknown, verb: string): asserts pid is Pid {
  if (!(pid instanceof Pid)) badarg(verb, 'pid', 'a pid')
}
