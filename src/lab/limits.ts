/** Every bound of the lab, in one place. */
export const limits = {
  /** Events kept in one recording; beyond it the oldest quarter is let go. */
  traceEvents: 200_000,
  /** How long an event waits for its cause from another node, ms. */
  holdMs: 250,
  /** Letters of one mailbox that a picture holds; of the others it knows the number. */
  mailShown: 100,
  /** Dead processes that still show their post-mortem card. */
  deadShown: 12,
  /** Events between two pictures kept for going back. */
  snapshotEvery: 500,
} as const
