/**
 * Who keeps a name that two processes have when partitions meet. Each function answers the pid that
 * keeps it, or `'none'`; it runs on the node of one of the two.
 */
import {
  exitTo,
  note,
  Pid,
  random,
  samePid,
  send,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { perform } from '../gen/callback.ts'
import type { Resolve } from './global-table.ts'

/** The name's default: one of the two, by chance, is killed. */
export function randomExitName(name: Term, pid1: Pid, pid2: Pid): Pid {
  const [kept, lost] = atRandom(pid1, pid2)
  note('info_report', ['name_conflict_terminating', name, lost])
  exitTo(lost, 'kill')
  return kept
}

/** One of the two, by chance, loses the name and hears `['global_name_conflict', name]`. */
export function randomNotifyName(name: Term, pid1: Pid, pid2: Pid): Pid {
  const [kept, lost] = atRandom(pid1, pid2)
  send(lost, ['global_name_conflict', name])
  return kept
}

/** Both lose it and hear `['global_name_conflict', name, other]`. */
export function notifyAllName(name: Term, pid1: Pid, pid2: Pid): 'none' {
  send(pid1, ['global_name_conflict', name, pid2])
  send(pid2, ['global_name_conflict', name, pid1])
  return 'none'
}

/** The function that a registration named. */
export function functionOf(resolve: Resolve): readonly [module: string, func: string] {
  if (resolve === 'random_exit_name') return ['global', 'randomExitName']
  if (resolve === 'random_notify_name') return ['global', 'randomNotifyName']
  return resolve === 'notify_all_name' ? ['global', 'notifyAllName'] : resolve
}

/** Runs a resolve function, on the node of `pid2`. */
export function* resolveIt(resolve: Resolve, name: Term, pid1: Pid, pid2: Pid): Waits<Term> {
  const [module, func] = functionOf(resolve)
  const kept = yield* perform(module, func, [name, pid1, pid2])
  const isOne = kept instanceof Pid && (samePid(kept, pid1) || samePid(kept, pid2))
  return isOne ? kept : 'none'
}

function atRandom(pid1: Pid, pid2: Pid): readonly [kept: Pid, lost: Pid] {
  return random(2) === 0 ? [pid1, pid2] : [pid2, pid1]
}
