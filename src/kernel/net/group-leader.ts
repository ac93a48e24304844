/**
 * Group leaders (Erlang: group_leader/0): whom a process belongs to besides its links, inherited by
 * all that it starts. Without any it is the node's process 0, so that nothing is kept for the many.
 */

import { bondsOf, type Process } from '../process/process.ts'
import { Pid } from '../terms/names.ts'

export function leaderOf(process: Process): Pid {
  return ownLeader(process) ?? process.node.console
}

export function setLeader(process: Process, leader: Pid): void {
  bondsOf(process).leader = leader
}

/** A child here has its parent's. */
export function inheritLeader(child: Process, parent: Process): void {
  const leader = ownLeader(parent)
  if (leader !== null) setLeader(child, leader)
}

/** A child of another node's process has that one's: the other node's process 0 if not told. */
export function adoptLeader(child: Process, parent: Pid, leader: Pid | null | undefined): void {
  setLeader(child, leader instanceof Pid ? leader : new Pid(parent.node, parent.creation, 0))
}

/** What is to be told of it to another node, where a child is started. */
export function ownLeader({ bonds }: Process): Pid | null {
  return bonds === null ? null : bonds.leader
}
