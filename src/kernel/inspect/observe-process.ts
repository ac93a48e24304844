/**
 * One process as an inspector sees it: a row of a page, or whole, with its state, its mail and
 * those it is tied to (Erlang: process_info, as observer's process window asks for it).
 */

import type { Node } from '../node.ts'
import { messagesOf, queueLength } from '../process/mailbox.ts'
import { type Process, priorityOf } from '../process/process.ts'
import { Pid } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import { forTrace } from '../trace/trace-term.ts'
import { nameOf } from './field.ts'
import { initialCallOf } from './initial-call.ts'
import { sizeOf } from './sizes.ts'

export function rowOf(process: Process): { readonly [key: string]: Term } {
  const { pid, parent, entry, handler, reductions } = process
  const now = handler ?? entry
  return {
    pid,
    name: process.name,
    label: nameOf(process),
    initialCall: initialCallOf(process) ?? [entry.module, entry.func],
    currentFunction: [now.module, now.func],
    status: process.suspended ? 'suspended' : process.status,
    reductions,
    messages: queueLength(process),
    memory: sizeOf(process, false),
    parent,
  }
}

/** One process whole, or null when it is dead. Mailbox and dictionary only as far as one reads. */
export function wholeOf(node: Node, id: number): Term {
  const process = node.processes.get(id)
  if (process === undefined) return null
  const { bonds, parent } = process
  const dictionary = Object.fromEntries([...(bonds?.dictionary ?? [])].slice(0, mostShown))
  const links = (bonds?.links.values() ?? []).slice(0, mostShown).map(({ pid }) => pid)
  const targets = (bonds?.monitors.values() ?? []).slice(0, mostShown)
  const monitoredBy = (bonds?.watchers.values() ?? []).slice(0, mostShown)
  const monitors = targets.map(({ target, node: where }) =>
    target instanceof Pid ? target : [target, where],
  )
  const owners = monitoredBy.map(({ owner }) => owner)
  return {
    ...rowOf(process),
    memory: sizeOf(process, true),
    state: process.handler === null ? null : forTrace(process.state),
    mailbox: messagesOf(process)
      .slice(0, mostShown)
      .map((message) => forTrace(message)),
    dictionary: forTrace(dictionary),
    links,
    monitors,
    monitoredBy: owners,
    labels: labelsOf(node, [parent, ...links, ...monitors, ...owners]),
    linkCount: bonds?.links.size ?? 0,
    trapExit: process.trapExit,
    priority: priorityOf(process),
  }
}

const mostShown = 100

/** What those of them who live here are called, by their numbers. */
function labelsOf(node: Node, who: readonly Term[]): Term {
  const labels: Record<string, Term> = {}
  for (const pid of who) {
    const process = pid instanceof Pid ? node.processOf(pid) : null
    if (process !== null) labels[process.pid.id] = nameOf(process)
  }
  return labels
}
