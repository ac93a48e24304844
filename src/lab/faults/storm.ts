/**
 * Storms: a `random` step as the list of steps that it stands for, drawn from the seed. Each kind
 * has dice of its own, so none moves when another is taken away; all is well again when the storm
 * ends. FoundationDB's swarm and TigerBeetle's budget of faults, in small.
 */
import { diceOf, die } from '../../kernel/index.ts'
import { limits } from '../limits.ts'
import { type DiskFault, diskDamage, type FaultStep, type Storm } from './script.ts'

export interface StormOptions {
  /** Nodes that are up at any time; 1 unless it says otherwise. */
  readonly keepUp?: number
}

type StormStep = { readonly atMs: number } & Storm

/** One kind of faults of one storm. */
interface Drawing {
  readonly atMs: number
  /** Whole ms from the storm's beginning to its end. */
  readonly spanMs: number
  readonly nodes: readonly string[]
  /** The die of the k-th fault, for one of its questions. */
  draw(k: number, question: number, below: number): number
}

/** A script in which concrete steps stand for each storm, in the order of time. */
export function withoutStorms(
  steps: readonly FaultStep[],
  seed: number,
  nodes: readonly string[],
  options: StormOptions = {},
): readonly FaultStep[] {
  const concrete = steps.flatMap((step) =>
    step.do === 'random' ? stormSteps(step, seed, nodes, options) : [step],
  )
  return concrete.sort((a, b) => a.atMs - b.atMs)
}

/** How many faults a storm asks for. */
export function stormSize(storm: Storm, atMs: number): number {
  const { crashPerMin = 0, pausePerMin = 0, partitionPerMin = 0, diskFaultPerMin = 0 } = storm
  const rates = [crashPerMin, pausePerMin, partitionPerMin, diskFaultPerMin]
  const count = (perMin: number) => Math.ceil((perMin * (storm.untilMs - atMs)) / 60_000)
  return rates.reduce((sum, perMin) => sum + count(perMin), 0)
}

/** As many faults as the storm says, rounded up, but no more than fit or than `limits` allow. */
export function stormSteps(
  storm: StormStep,
  seed: number,
  nodes: readonly string[],
  { keepUp = 1 }: StormOptions = {},
): readonly FaultStep[] {
  const spanMs = Math.floor(storm.untilMs - storm.atMs)
  const drawing = (kind: string): Drawing => {
    const start = diceOf(seed, `storm ${storm.atMs} ${storm.untilMs} ${kind}`)
    const draw = (k: number, question: number, below: number) =>
      die(start, k * questions + question) % below
    return { atMs: storm.atMs, spanMs, nodes, draw }
  }
  const count = (perMin = 0) =>
    Math.min(Math.ceil((perMin * spanMs) / 60_000), Math.floor(spanMs / 2), limits.stormFaults)
  if (spanMs < 2) return []
  const steps = [
    ...linkSteps(storm),
    ...(nodes.length > 0 ? crashes(drawing('crash'), count(storm.crashPerMin), keepUp) : []),
    ...(nodes.length > 0 ? pauses(drawing('pause'), count(storm.pausePerMin)) : []),
    ...(nodes.length > 1 ? partitions(drawing('partition'), count(storm.partitionPerMin)) : []),
    ...(nodes.length > 0 ? diskSteps(drawing('disk'), count(storm.diskFaultPerMin)) : []),
  ]
  const isEnd = ({ do: word }: FaultStep) => (word === 'restart' || word === 'undo' ? 0 : 1)
  return steps.sort((a, b) => a.atMs - b.atMs || isEnd(a) - isEnd(b))
}

const questions = 4
const when = 0
const howLong = 1
const who = 2
const what = 3

/** Nodes are down for 0.5 to 5 s, pauses take 0.1 to 3 s. */
const outageMs = [500, 4_500] as const
const pauseMs = [100, 2_900] as const

function linkSteps(storm: StormStep): readonly FaultStep[] {
  const { lossPercent, delayMs, jitterMs, duplicatePercent, reorderPercent, corruptPercent } = storm
  const all = { lossPercent, delayMs, jitterMs, duplicatePercent, reorderPercent, corruptPercent }
  const chances = Object.fromEntries(Object.entries(all).filter(([, amount]) => !!amount))
  if (Object.keys(chances).length === 0) return []
  const link = { do: 'link', from: '*', to: '*' } as const
  return [
    { atMs: storm.atMs, ...link, ...chances },
    { atMs: storm.untilMs, ...link },
  ]
}

function crashes(drawing: Drawing, count: number, keepUp: number): readonly FaultStep[] {
  const { atMs, spanMs, nodes, draw } = drawing
  const outages = Array.from({ length: count }, (_, k) => {
    const start = draw(k, when, spanMs)
    const end = Math.min(spanMs, start + outageMs[0] + draw(k, howLong, outageMs[1]))
    return { start, end, place: draw(k, who, nodes.length) }
  }).sort((a, b) => a.start - b.start)
  const downUntil = new Map<string, number>()
  return outages.flatMap(({ start, end, place }): readonly FaultStep[] => {
    for (const [node, until] of downUntil) if (until <= start) downUntil.delete(node)
    if (nodes.length - downUntil.size <= keepUp) return []
    let at = place
    while (downUntil.has(nodes[at] as string)) at = (at + 1) % nodes.length
    const node = nodes[at] as string
    downUntil.set(node, end)
    return [
      { atMs: atMs + start, do: 'crash', node },
      { atMs: atMs + end, do: 'restart', node },
    ]
  })
}

function pauses({ atMs, spanMs, nodes, draw }: Drawing, count: number): readonly FaultStep[] {
  return Array.from({ length: count }, (_, k) => {
    const start = draw(k, when, spanMs)
    const forMs = Math.min(spanMs - start, pauseMs[0] + draw(k, howLong, pauseMs[1]))
    return { atMs: atMs + start, do: 'pause', node: nodes[draw(k, who, nodes.length)] ?? '', forMs }
  })
}

/** One after the other, each in a stretch of its own: there is one partition at a time. */
function spells(drawing: Drawing, count: number) {
  const slotMs = Math.floor(drawing.spanMs / count)
  const half = Math.floor(slotMs / 2)
  return Array.from({ length: count }, (_, k) => {
    const startMs = drawing.atMs + k * slotMs + drawing.draw(k, when, half)
    return { k, startMs, endMs: startMs + 1 + drawing.draw(k, howLong, half) }
  })
}

function partitions(drawing: Drawing, count: number): readonly FaultStep[] {
  const most = Math.floor(limits.stormNames / drawing.nodes.length)
  return spells(drawing, Math.min(count, most)).flatMap(({ k, startMs, endMs }): FaultStep[] => {
    const fault = { do: 'partition', groups: [someOf(drawing, k)] } as const
    return [
      { atMs: startMs, ...fault },
      { atMs: endMs, do: 'undo', fault },
    ]
  })
}

/** At most half of the nodes, the others being the other side. */
function someOf({ nodes, draw }: Drawing, k: number): readonly string[] {
  const size = 1 + draw(k, what, nodes.length >> 1)
  const start = diceOf(draw(k, who, 2 ** 32), 'side')
  const left = [...nodes]
  return Array.from({ length: size }, (_, i) => {
    const at = i + (die(start, i) % (left.length - i))
    const chosen = left[at] as string
    left[at] = left[i] as string
    return chosen
  })
}

/** What a good log survives, on any node. */
const passing: readonly DiskFault[] = [
  'torn_write',
  'lost_writes',
  'failed_flush',
  'read_error',
  'bit_flip_on_read',
  'misdirected_read',
  'full',
  'slow',
]

/** What only another node's copy survives: all of it on one node, so that a copy stays good. */
const lasting: readonly DiskFault[] = [
  'bit_flip_on_write',
  'bit_flip_at_rest',
  'misdirected_write',
  'stale_sector',
  'lying_flush',
  'lost',
  'rolled_back',
]

/** What waits for a crash may wait for the storm's last. */
const atCrash: readonly DiskFault[] = ['torn_write', 'lost_writes']

function diskSteps(drawing: Drawing, count: number): readonly FaultStep[] {
  const { nodes, draw } = drawing
  const victim = draw(count, who, nodes.length)
  return spells(drawing, count).flatMap(({ k, startMs, endMs }): readonly FaultStep[] => {
    const place = draw(k, who, nodes.length)
    const faults = place === victim ? [...passing, ...lasting] : passing
    const fault = faults[draw(k, what, faults.length)] as DiskFault
    const node = nodes[place] as string
    const step: FaultStep = { atMs: startMs, do: 'disk', node, fault }
    if (diskDamage.includes(fault)) return [step]
    const overMs = atCrash.includes(fault) ? drawing.atMs + drawing.spanMs : endMs
    return [step, { ...step, atMs: overMs, on: false }]
  })
}
