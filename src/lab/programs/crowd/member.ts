import { receive, spawnLink } from 'let-it-crash'

export function startLink() {
  return ['ok', spawnLink(['member', 'live', []])]
}

// Waits for messages, as nearly all processes do nearly all the time.
export function* live() {
  for (;;) yield* receive()
}
