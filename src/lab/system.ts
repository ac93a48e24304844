/**
 * What a trace says about the system at one moment: a fold of its events. Every picture is drawn
 * from a System and from nothing else. Records are replaced, never changed, so that a copy of the
 * maps is a picture of the past.
 */
import type { Pid, Term } from '../kernel/index.ts'

export interface System {
  /** By pidKey; the dead stay for their post-mortem card until they are swept. */
  readonly processes: ReadonlyMap<string, ProcessRecord>
  /** By node name. */
  readonly nodes: ReadonlyMap<string, NodeRecord>
  /** By machine name: the part of a node's name after `@`. */
  readonly machines: ReadonlyMap<string, MachineRecord>
  /** Index after the last event read. */
  readonly cursor: number
  /** Time of the last event read, ms. */
  readonly at: number
}

export interface ProcessRecord {
  readonly key: string
  readonly pid: Pid
  /** What people call it: registered name, else its child id, else the function it runs. */
  readonly label: string
  readonly name: string | null
  readonly start: readonly [module: string, func: string, args: Term]
  readonly parent: string | null
  readonly status: 'alive' | 'suspended' | 'dead' | 'lost'
  readonly trapsExit: boolean
  readonly startedAt: number
  readonly spawnedBy: number
  /** pidKeys of the processes it is linked with. */
  readonly links: readonly string[]
  /** pidKeys of the processes it watches. */
  readonly monitors: readonly string[]
  /** How many messages wait. */
  readonly waiting: number
  /** The oldest of them, as far as they are kept: `mailShown` in limits.ts. */
  readonly mailbox: readonly Waiting[]
  readonly received: number
  readonly lastMessage: Term | undefined
  readonly state: Term | undefined
  /** Present when the process called itself a supervisor (a note of kind `supervisor`). */
  readonly supervisor: SupervisorRecord | null
  readonly exit: ExitRecord | null
}

export interface Waiting {
  /** Event number of its `delivered` in the process's node. */
  readonly number: number
  readonly message: Term
  readonly from: Pid | null
}

export interface ExitRecord {
  readonly reason: Term
  readonly at: number
  /** Trace index of the exit. */
  readonly event: number
}

export interface SupervisorRecord {
  readonly strategy: string
  readonly intensity: number
  readonly periodMs: number
  readonly children: readonly ChildRecord[]
  /** Times (ms of its node) of the restarts that still count against the budget. */
  readonly restarts: readonly number[]
}

export interface ChildRecord {
  readonly id: string
  /** pidKey, or null while it doesn't run. */
  readonly process: string | null
  readonly type: 'worker' | 'supervisor'
}

export interface NodeRecord {
  readonly name: string
  readonly machine: string
  readonly creation: number
  readonly status: 'up' | 'down'
  readonly since: number
  /** Why it is down, as the host or a neighbour reported it. */
  readonly reason: Term
}

export interface MachineRecord {
  readonly name: string
  readonly here: boolean
  /** What this machine believes. */
  readonly status: 'up' | 'suspected' | 'down'
  /** A person has pulled the plug between it and this machine (verb: put it back). */
  readonly cut: boolean
  readonly since: number
  /**
   * The host's last report about it, `[what, details]`: how it was noticed, after how long. what:
   * linked {how, tookMs, again}, heard_again, suspected {silentMs}, down {how, lastHeardMs,
   * tookMs}.
   */
  readonly report: Term
}
