/** Every bound of the kernel, in one place. Counts unless the name says otherwise. */
export const limits = {
  /** Levels of nesting in one term; a term that contains itself ends here too. */
  termDepth: 100,
  /** Arrays, objects and byte strings in one term. */
  termParts: 1_000_000,
  /** Memory in bytes that what is read of one batch from another node or page may take, about. */
  readBytes: 64_000_000,
  /** Kinds of notes that one process may keep. */
  noteKinds: 50,
  /** Characters of one reason or state kept in a trace event. */
  traceTermSize: 2_000,
  /** Living children of one process from which on further ones are a crowd. */
  crowd: 500,
  /** A stamp of another node beyond that is not believed. */
  lamport: 2 ** 52,
  /** Events in the ring of a flight recorder. */
  keptEvents: 16_384,
  /** Characters of one note kept in a trace event: a supervisor's tells of two hundred children. */
  noteSize: 30_000,
  /** Processes of one node; spawn beyond it is an error `system_limit`. */
  processes: 1_200_000,
  /** Messages waiting in one mailbox; its owner exits with `system_limit` beyond it. */
  mailbox: 2_000_000,
  /** Reductions a process may use before another one gets its turn. */
  turnReductions: 2_000,
  /** Loop rounds and calls of guarded code that count as one reduction: about as long. */
  roundsPerReduction: 8,
  /** Loop rounds and calls of guarded code between two receives; beyond it it is killed. */
  guardRounds: 5_000_000,
  /** How long a node is given to agree to a connection (Erlang: net_setuptime). */
  connectMs: 7_000,
  /** Timers pending in one node. */
  timers: 1_000_000,
  /** Requests that a node's disk hasn't answered yet; beyond it they answer `eagain`. */
  diskRequests: 100_000,
  /** Messages of a node held back until writes are stable; who sends more exits, `system_limit`. */
  held: 100_000,
} as const
