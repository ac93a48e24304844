/**
 * The trace's schema: what can happen in a node. What is told, checked and replayed is a reading
 * of these events and of nothing else. `term` is told for each kind; `subject` and `other` are pids.
 */
export const eventKinds = [
  /** subject started. other: its parent. term: [module, function, args]. */
  'spawn',
  /** subject ended. term: the exit reason. */
  'exit',
  /**
   * subject sent a message. other: to whom, as far as known. term: [to, message]; to: a name, that
   * and the node (`['counter', 'n2@heron']`) when it is another one's, or null.
   */
  'sent',
  /**
   * a message entered subject's mailbox. other: its sender or null (a timer). term: the message.
   */
  'delivered',
  /** subject took a message out of its mailbox; cause: its `delivered`. term: the message. */
  'received',
  /** subject came to rest. term: its state (only when it changed). */
  'state',
  /** subject and other are linked / no longer linked. term: null. */
  'link',
  'unlink',
  /** subject watches other. term: the ref / subject watches no longer. */
  'monitor',
  'demonitor',
  /** an exit signal left subject for other. term: the reason. */
  'exit_sent',
  /** an exit signal reached subject from other. term: [reason, 'ignored' | 'trapped' | 'died']. */
  'exit_arrived',
  /** subject's monitor of other fired. term: [ref, reason]. */
  'down',
  /** subject got / lost a registered name. term: the name. */
  'register',
  'unregister',
  /** subject will be suspended / runs on. term: null. */
  'suspend',
  'resume',
  /** subject started or stopped trapping exits. term: boolean. */
  'trap_exit',
  /**
   * a message could not be delivered: no such process or name. term: [to name or null, message].
   */
  'dropped',
  /** a program's own remark. term: [kind, term]. */
  'note',
  /** a module was loaded. term: [module, version]. */
  'code',
  /** the node started. term: { creation }. */
  'boot',
  /** another node connected / was lost. term: { node, creation } / { node, creation, reason }. */
  'nodeup',
  'nodedown',
  /** a machine's host reports, to its own page: see MachineRecord.report. term: [what, details]. */
  'host',
  /** a person did something. term: the operation as data. */
  'op',
  /** subject is alive as a recording begins (a census). term: see ../inspect/census.ts. */
  'alive',
  /** nothing more is told of subject: it is one of a crowd, and isn't watched any more. */
  'untraced',
  /** the disk has answered what subject asked of it. term: { do, file, …, answer }. */
  'disk',
  /**
   * subject's message waits until its writes are stable, or behind one that does; `sent` when it
   * leaves. other: to whom, as far as known. term: [to name or null, message].
   */
  'held',
] as const

export type EventKind = (typeof eventKinds)[number]

/** The place of each among them: what stands for it in bytes, and in a flight recorder's rows. */
export const numberOf = Object.fromEntries(eventKinds.map((kind, place) => [kind, place])) as {
  readonly [kind in EventKind]: number
}

/** Some kinds. Each event asks about them: the most frequent ones are found without a search. */
export class Kinds {
  private readonly rows: readonly boolean[]

  constructor(kinds: Iterable<EventKind>) {
    const all = new Set(kinds)
    this.rows = eventKinds.map((kind) => all.has(kind))
  }

  has(kind: EventKind): boolean {
    return this.rows[placeOf(kind)] as boolean
  }
}

/** As `numberOf`, quicker for the most frequent ones. */
export function placeOf(kind: EventKind): number {
  switch (kind) {
    case 'sent':
      return numberOf.sent
    case 'delivered':
      return numberOf.delivered
    case 'received':
      return numberOf.received
    case 'state':
      return numberOf.state
    default:
      return numberOf[kind]
  }
}

/** What happens at each message. */
export const messageKinds: ReadonlySet<EventKind> = new Set<EventKind>([
  'sent',
  'delivered',
  'received',
  'state',
  'held',
])
