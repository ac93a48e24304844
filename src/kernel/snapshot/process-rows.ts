/** A process at rest as data, and back. */
import type { Node } from '../node.ts'
import { Bonds, keyOfPid, keyOfRef } from '../process/bonds.ts'
import { Letter, none } from '../process/letter.ts'
import { putLetter, putMessage } from '../process/mailbox.ts'
import { type HandlerName, Hibernate, Process } from '../process/process.ts'
import type { Term } from '../terms/term.ts'
import type { Loader } from './loader.ts'
import { Unsaveable } from './replica.ts'
import type { BondsRow, GhostRow, MailRow, ProcessRow } from './rows.ts'
import type { Saver } from './saver.ts'

/** What it is doing at rest. @throws {Unsaveable} when it is in the middle of something */
export function restOf(process: Process): ProcessRow['status'] {
  const { given: pid, status } = process
  if (status === 'running' || status === 'dead') throw new Unsaveable(pid, 'it is running')
  if (process.body !== null) throw new Unsaveable(pid, whyNot(process))
  return status
}

/** @throws {Unsaveable} when it isn't at rest, or its state is no data */
export function processRow(saver: Saver, process: Process): ProcessRow {
  const { given: pid, entry, handler, wanted } = process
  const status = restOf(process)
  try {
    return {
      id: process.id,
      given: saver.replica.of(process.given),
      entry: [entry.module, entry.func],
      quiet: process.quiet,
      cause: process.cause,
      status,
      reductions: process.reductions,
      parent: saver.replica.of(process.parent),
      handler: handler === null ? null : [handler.module, handler.func],
      asleep: wanted instanceof Hibernate ? saver.replica.of(wanted.start) : null,
      state: saver.replica.of(process.state),
      mail: mailOf(process).map((row) => saver.replica.of(row)),
      bonds: process.bonds === null ? null : bondsRow(saver, process.bonds),
    }
  } catch (thrown) {
    if (!(thrown instanceof Unsaveable) || thrown.pid !== null) throw thrown
    throw new Unsaveable(pid, `it holds ${thrown.why}`)
  }
}

function whyNot({ handler, entry }: Process): string {
  if (handler === null) return `it is in the middle of ${entry.module}:${entry.func}`
  return `it is in the middle of a callback of ${handler.module}:${handler.func}`
}

function mailOf({ first, rest }: Process): MailRow[] {
  if (first === none) return []
  return [first, ...(rest?.items() ?? [])].map((item) => {
    if (!(item instanceof Letter)) return [item as Term]
    return [item.message, item.from, item.number, item.shown]
  })
}

function bondsRow(saver: Saver, bonds: Bonds): BondsRow {
  const { replica } = saver
  const { dictionary, notes, suspenders, suspending, tracedState } = bonds
  return {
    name: bonds.name,
    trapExit: bonds.trapExit,
    priority: bonds.priority,
    links: replica.of(bonds.links.values()),
    monitors: replica.of(bonds.monitors.values()),
    watchers: replica.of(bonds.watchers.values()),
    children: bonds.children,
    dictionary: dictionary === null ? null : replica.of([...dictionary]),
    notes: notes === null ? null : replica.of([...notes]),
    suspenders:
      suspenders === null
        ? null
        : [...suspenders].map(([by, times]) => [by === null ? null : saver.idOf(by), times]),
    suspending: suspending === null ? null : [...suspending].map((held) => saver.idOf(held)),
    timedOut: bonds.timedOut,
    newestRef: replica.of(bonds.newestRef),
    mark: bonds.mark,
    leader: replica.of(bonds.leader),
    tracedState: tracedState === undefined ? null : [replica.of(tracedState)],
  }
}

/** The process, of which nothing but its names is there yet. */
export function newProcess(node: Node, row: GhostRow, given: Process['given']): Process {
  const process = new Process(node, row.id, given, entryOf(node, row.entry), null, null)
  process.quiet = row.quiet
  process.cause = row.cause
  process.status = 'dead'
  return process
}

/** It is as it was. */
export function fillProcess(loader: Loader, process: Process, row: ProcessRow): void {
  const { node } = process
  const { replica } = loader
  process.status = row.status
  process.reductions = row.reductions
  process.parent = replica.of(row.parent)
  process.handler = row.handler === null ? null : entryOf(node, row.handler)
  process.wanted = row.asleep === null ? null : new Hibernate(replica.of(row.asleep))
  process.state = replica.of(row.state)
  for (const mail of replica.of(row.mail)) {
    if (mail.length === 1) putMessage(process, mail[0])
    else putLetter(process, new Letter(...mail))
  }
  if (row.bonds !== null) process.bonds = fillBonds(loader, node, row.bonds)
}

function fillBonds(loader: Loader, node: Node, row: BondsRow): Bonds {
  const { replica } = loader
  const bonds = new Bonds()
  const who = (id: number) => loader.process(node, id)
  const { name, trapExit, priority, children, timedOut, mark, suspenders, suspending } = row
  Object.assign(bonds, { name, trapExit, priority, children, timedOut, mark })
  for (const link of replica.of(row.links)) bonds.links.set(keyOfPid(node, link.pid), link)
  for (const each of replica.of(row.monitors)) bonds.monitors.set(keyOfRef(node, each.ref), each)
  for (const each of replica.of(row.watchers)) bonds.watchers.set(keyOfRef(node, each.ref), each)
  if (row.dictionary !== null) bonds.dictionary = new Map(replica.of(row.dictionary))
  if (row.notes !== null) bonds.notes = new Map(replica.of(row.notes))
  if (suspenders !== null) {
    const by = suspenders.map(([id, times]) => [id === null ? null : who(id), times] as const)
    bonds.suspenders = new Map(by)
  }
  if (suspending !== null) bonds.suspending = new Set(suspending.map(who))
  bonds.newestRef = replica.of(row.newestRef)
  bonds.leader = replica.of(row.leader)
  bonds.tracedState = replica.of(row.tracedState)?.[0]
  return bonds
}

function entryOf(node: Node, [module, func]: HandlerName): Process['entry'] {
  return node.code.entry(module, func)
}
