/** English for recordings and exports: why one can't be read or written. Nothing changes then. */
export const share = {
  'share.title': 'Share',
  'share.link': 'This link opens the same run at this very moment.',
  'share.copied': 'This link opens the same run at this very moment. It has been copied.',
  'share.link.label': 'Link to this run',
  'share.tooLong': 'This run is too long for a link: it has been saved as a file.',
  'share.save': 'Save as a file',
  'share.open': 'Open a file …',
  'share.problem.empty': 'There is no recording here.',
  'share.problem.foreign': 'This is no recording of Let It Crash.',
  'share.problem.truncated': 'This link is cut off: its end is missing. Copy it whole.',
  'share.problem.damaged': 'This recording is damaged: what it holds isn’t what was written.',
  'share.problem.newer':
    'This recording is of a newer version (format {version}). Reload this page, then open it again.',
  'share.problem.too_large': 'This recording is too large: more than {limit} characters.',
  'share.problem.wrong_field': 'This recording can’t be run: `{field}` isn’t what it should be.',
  'export.problem.too_many_lanes':
    'More than {limit} processes and nodes are in this window. Choose a shorter one.',
  'export.problem.too_many_events':
    'More than {limit} messages and notes are in this window. Choose a shorter one.',
  'export.problem.too_long':
    'The diagram would have more than {limit} characters. Choose a shorter window.',
} as const
