/**
 * What a command is: a module with these three exports, named in the table of main.ts. Results go
 * to stdout, everything else to stderr; what went wrong fits in one line.
 */
export interface Command {
  /** One line for the list of commands, without a full stop. */
  readonly summary: string
  /** What `--help` prints: the arguments first, then what they mean. */
  readonly usage: string
  run(args: readonly string[], io: Io): Promise<number>
}

export interface Io {
  /** A line for stdout. */
  out(line: string): void
  /** A line for stderr. */
  err(line: string): void
  /** The built app: `dist` of the project. */
  readonly app: string
  /** Aborted when the person at the keyboard, or the system, wants an end. */
  readonly interrupted: AbortSignal
}

export const exitCode = {
  done: 0,
  /** The verdict is negative. */
  negative: 1,
  /** Bad usage or bad input; one line said what and where. */
  usage: 2,
  /** A checker's limit of time or memory. */
  undecided: 3,
  /** Our own fault: a number that no verdict has (sysexits: EX_SOFTWARE). */
  bug: 70,
  /** The result could not be written: a full disk (EX_IOERR). */
  unwritten: 74,
} as const
