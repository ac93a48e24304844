/** Every bound of the views, in one place. */
export const limits = {
  /** Lines of the story kept for the log. */
  storyLines: 20_000,
  /** Signs kept for the fault lane. */
  marks: 5_000,
  /** Processes, dead ones too, whose names and histories are kept. */
  names: 20_000,
  /** Quarter seconds of which the strip's pen remembers the swing: an hour. */
  pulseBins: 14_400,
  /** Newest events listed when routine is shown. */
  routineLines: 10_000,
  /** Glyphs on the picture; above it crowds are counted. */
  glyphs: 150,
  /** Messages listed of one mailbox. */
  mailbox: 50,
  /** Events listed in one process's history. */
  history: 60,
} as const
