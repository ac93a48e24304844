/** Every bound of the lab, in one place. */
export const limits = {
  /** Events kept in one recording; beyond it the oldest quarter is let go. */
  traceEvents: 1_000_000,
  /** Events that become bytes together; a quarter of the above is a whole number of them. */
  chunkEvents: 500,
  /** A longer chunk isn't written: reading it could refuse it. */
  chunkBytes: 4_000_000,
  /** Chunks that stay read after somebody has looked. */
  chunksRead: 32,
  /** How long an event waits for its cause from another node, ms. */
  holdMs: 250,
  /** Letters of one mailbox that a picture holds; of the others it knows the number. */
  mailShown: 100,
  /** Dead processes that still show their post-mortem card. */
  deadShown: 12,
  /** Events between two pictures kept for going back. */
  snapshotEvery: 500,
  /** Characters of a fault script, steps in it, values in one step and how deep they are nested. */
  scriptCharacters: 10_000_000,
  scriptSteps: 100_000,
  stepValues: 30_000,
  stepDepth: 8,
  /** Times and rates that a fault may name. */
  faultNumber: 1_000_000_000_000,
  /** Faults that the storms of a script may draw; of one kind that one draws. */
  stormFaults: 10_000,
  /** Nodes named in all partitions of a storm, about. */
  stormNames: 300_000,
  /** Longest time that a message is held back for others to overtake it. */
  overtakenMs: 20,
  /** Characters of a recording in an address; a longer one is a file. */
  fragment: 8_000,
  /** Characters of a recording that is read, packed or not. */
  recordCharacters: 4_000_000,
  /** Nodes of a recorded run. */
  recordNodes: 10_000,
  /** Lanes of a ShiViz log: each event names all that it knows of. */
  shivizLanes: 1_000,
  /** Lanes, lines and characters of a Mermaid diagram, which refuses more than the last. */
  mermaidLanes: 40,
  mermaidLines: 500,
  mermaidCharacters: 50_000,
} as const
