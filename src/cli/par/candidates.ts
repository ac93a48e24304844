/** Faults that a hand can do on the stage: one thing to each node, process, link and message. */
import type { Recorded } from '../../kernel/index.ts'
import { type Fault, type FaultStep, nodeNames } from '../../lab/index.ts'
import { type Run, simulate } from '../../sim/index.ts'

/** Plainest first: what ends something, what parts nodes, what holds something up. */
export function candidates(nodes: number, names: readonly Named[]): readonly Fault[] {
  const all = nodeNames(nodes)
  const pairs = all.flatMap((from, at) => all.slice(at + 1).map((to) => ({ from, to })))
  const ways = pairs.flatMap(({ from, to }) => [
    { from, to },
    { from: to, to: from },
  ])
  return [
    ...all.map((node): Fault => ({ do: 'crash', node })),
    ...names.map(({ process, node }): Fault => ({ do: 'kill', process, node })),
    ...all.map((node): Fault => ({ do: 'restart', node })),
    ...(nodes < 3 ? [] : all.map((node): Fault => ({ do: 'partition', groups: [[node]] }))),
    ...pairs.map((pair): Fault => ({ do: 'cut', ...pair })),
    ...ways.map((way): Fault => ({ do: 'cut', ...way, oneWay: true })),
    ...all.map((node): Fault => ({ do: 'pause', node, forMs: 2_000 })),
    ...all.map((node): Fault => ({ do: 'slow', node, factor: 10 })),
    ...ways.map((way): Fault => ({ do: 'link', ...way, delayMs: 200 })),
    ...ways.map((way): Fault => ({ do: 'link', ...way, lossPercent: 30 })),
    ...all.map((node): Fault => ({ do: 'clock', node, driftPpm: 100_000 })),
    ...all.map((node): Fault => ({ do: 'clock', node, driftPpm: -100_000 })),
  ]
}

export interface Named {
  readonly process: string
  readonly node: string
}

const mostNames = 24
const listenMs = 2_000

/** Registered processes of the run's beginning. */
export function namesIn(run: Run): readonly Named[] {
  const found = new Map<string, Named>()
  const read = ({ kind, node, term }: Recorded) => {
    if (kind !== 'register' || typeof term !== 'string') return
    found.set(`${term} ${node}`, { process: term, node })
  }
  simulate({ ...run, untilMs: listenMs, read })
  return [...found.values()].slice(0, mostNames)
}

const mostMessages = 150
/** After it left, and before it can arrive. */
const inFlightMs = 20

/** Something done to one message on its way to another node: for each word, to many of them. */
export function onMessages(run: Run, fromMs: number, toMs: number): readonly FaultStep[][] {
  const sent: FaultStep[] = []
  const read = ({ kind, at, node, creation, number, other }: Recorded) => {
    if (kind !== 'sent' || at < fromMs || other === null || other.node === node) return
    sent.push({ atMs: Math.ceil(at) + inFlightMs, do: 'drop', sent: [node, creation, number] })
  }
  simulate({ ...run, untilMs: toMs, read })
  const every = Math.max(1, Math.ceil(sent.length / mostMessages))
  const some = sent.filter((_, at) => at % every === 0)
  const each = (fault: object) => some.map((step) => ({ ...step, ...fault }) as FaultStep)
  return [
    some,
    each({ do: 'delay', delayMs: 1_000 }),
    each({ do: 'duplicate' }),
    each({ do: 'reorder' }),
    each({ do: 'corrupt' }),
  ]
}
