/**
 * Crowds on this tab's nodes: compiled once, opened quietly, counted from the node's own totals,
 * ended by telling their opener to shut down.
 */
import { limits, pidKey } from '../kernel/index.ts'
import { crowd as program } from '../lab/index.ts'
import type { CrowdFacts, ObserverState } from '../views/index.ts'
import { loadCompiler } from '../web/index.ts'
import type { Experiment } from './experiment.ts'

/** The opener's registered name. */
const opener = 'crowd_opener'
/** How long it may take until the opener is seen after a start, ms. */
const beginMs = 5_000
/** Places left on the node for whatever else lives there. */
const spare = 200

interface Crowd {
  readonly wanted: number
  /** As many as the node has room for. */
  readonly fits: number
  /** Processes that were there before, and the crowd's own supervisors. */
  readonly others: number
  readonly startedAt: number
  seen: boolean
}

export class CrowdDesk {
  private readonly crowds = new Map<string, Crowd>()
  private loaded: Promise<void> | null = null

  constructor(private readonly experiment: Experiment) {}

  /** False when the crowd's program can't be had: there is no network, and it was never loaded. */
  async start(node: string, wanted: number, there: number): Promise<boolean> {
    const flocks = flocksFor(wanted)
    const others = there + flocks + 2
    const fits = Math.max(0, Math.min(wanted, limits.processes - others - spare))
    const startedAt = performance.now()
    this.crowds.set(node, { wanted, fits, others, startedAt, seen: false })
    this.loaded ??= this.load()
    try {
      await this.loaded
    } catch {
      // The compiler couldn't be had; the next try asks for it again.
      this.loaded = null
      this.crowds.delete(node)
      return false
    }
    this.experiment.machine.start(node, ['crowd', 'open', [fits, flocks]], true)
    return true
  }

  /** The opener ends with the reason of a parent that shuts down, and all end with it. */
  end({ names }: ObserverState): void {
    const found = names?.find(([name]) => name === opener)
    if (found === undefined) return
    const target = { pid: pidKey(found[1]) }
    this.experiment.machine.apply({ do: 'crash', target, reason: 'shutdown' })
  }

  on(node: string): CrowdFacts | null {
    const crowd = this.crowds.get(node)
    return crowd === undefined ? null : factsOf(crowd, 0)
  }

  /** As the node's last answers have it; null when there is none, or none any more. */
  facts({ node, names, samples }: ObserverState): CrowdFacts | null {
    const crowd = this.crowds.get(node)
    if (crowd === undefined) return null
    const isThere = names?.some(([name]) => name === opener || name === 'crowd') ?? false
    if (isThere) crowd.seen = true
    const late = performance.now() - crowd.startedAt > beginMs
    if (!isThere && (crowd.seen || late)) {
      this.crowds.delete(node)
      return null
    }
    return factsOf(crowd, (samples.at(-1)?.processes ?? 0) - crowd.others)
  }

  private async load(): Promise<void> {
    const { compileProgram } = await loadCompiler()
    const made = compileProgram(program.files)
    if (!made.ok) throw new Error(`the crowd doesn't compile: ${JSON.stringify(made.errors)}`)
    this.experiment.machine.load(made.modules)
  }
}

function factsOf({ wanted, fits }: Crowd, alive: number): CrowdFacts {
  const made = Math.max(0, Math.min(fits, alive))
  return { wanted, made, full: fits < wanted && made >= fits }
}

function flocksFor(size: number): number {
  return size >= 1_000_000 ? 16 : size >= 100_000 ? 8 : 4
}
