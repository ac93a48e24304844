/** Every bound of the compiler, in one place. A program beyond them gets an error as a value. */
export const limits = {
  /** Files of one program. */
  files: 50,
  /** Characters of one file. */
  fileSize: 100_000,
  /** Characters of a program, all files together: about a second's work. */
  programSize: 500_000,
  /** Characters of a file's name. */
  nameSize: 60,
  /** Mistakes told at once; more would help nobody. */
  errors: 50,
  /**
   * Characters that the type stripper may read for each character of the text. Ordinary files need
   * 3; a stripper that tries readings again and again inside each other needs 2 ^ depth.
   */
  readsPerCharacter: 40,
  /** Characters of a stack that `locate` reads, and frames that it tells. */
  stackSize: 20_000,
  stackFrames: 50,
} as const
