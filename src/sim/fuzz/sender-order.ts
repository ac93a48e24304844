/**
 * Erlang promises the order of what one process sends another, and none between senders: when two
 * die in one step, whoever watches both may hear of either first. Traces are brought into one order
 * here before they are compared, so that only promised orders count.
 */
interface Line {
  readonly do?: string
  readonly events?: Readonly<Record<string, readonly Event[]>>
}

interface Event {
  readonly ev: string
  readonly msg?: unknown
}

/** The same trace; within a step, what a process hears of others' ends is sorted by sender. */
export function inSenderOrder(trace: readonly string[]): readonly string[] {
  return trace.map((text) => {
    const line = JSON.parse(text) as Line
    // What a held mailbox gives up has come in many steps, whose order counts.
    if (line.events === undefined || line.do === 'hold') return text
    const events = Object.entries(line.events).map(([who, list]) => [who, sorted(list)])
    return JSON.stringify({ ...line, events: Object.fromEntries(events) })
  })
}

/** Stable, and only within runs of messages: results and the end stay where they are. */
function sorted(events: readonly Event[]): readonly Event[] {
  const runs: Event[][] = []
  for (const event of events) {
    const run = runs.at(-1)
    if (run?.[0]?.ev === 'recv' && event.ev === 'recv') run.push(event)
    else runs.push([event])
  }
  const bySender = (a: Event, b: Event) => compare(senderOf(a.msg), senderOf(b.msg))
  return runs.flatMap((run) => run.sort(bySender))
}

/** Of an EXIT or a DOWN; '' for any other message: a step has one sender of those. */
function senderOf(message: unknown): string {
  if (!Array.isArray(message)) return ''
  if (message[0] === 'EXIT') return JSON.stringify(message[1])
  return message[0] === 'DOWN' ? JSON.stringify(message[3]) : ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
