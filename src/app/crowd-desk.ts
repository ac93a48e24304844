/**
 * Crowds on this tab's nodes: compiled once, opened quietly, counted as the application that they
 * are, ended by telling their opener to shut down.
 */
import { limits, pidKey } from '../kernel/index.ts'
import { crowd as program } from '../lab/index.ts'
import type { CrowdFacts, NoCompiler, ObserverState } from '../views/index.ts'
import { compileOwn, NotCompiled } from './compiling.ts'
import type { Experiment } from './experiment.ts'

/** The opener's registered name, and the application's. */
const opener = 'crowd_opener'
const application = 'crowd'
/** How long it may take until the opener is seen after a start, ms. */
const beginMs = 5_000
/** Places left on the node for whatever else lives there. */
const spare = 200

interface Crowd {
  readonly wanted: number
  /** As many as the node has room for. */
  readonly fits: number
  readonly flocks: number
  readonly startedAt: number
  /** Since when this opener has been seen; and whether it was told to end. */
  seen: boolean
  ending: boolean
}

export class CrowdDesk {
  private readonly crowds = new Map<string, Crowd>()
  private loaded: Promise<void> | null = null

  constructor(private readonly experiment: Experiment) {}

  /** Why the crowd's program can't be had; null when it starts. */
  async start(node: string, wanted: number, there: number): Promise<NoCompiler | null> {
    const flocks = flocksFor(wanted)
    const fits = Math.max(0, Math.min(wanted, limits.processes - there - flocks - spare))
    const startedAt = performance.now()
    this.crowds.set(node, { wanted, fits, flocks, startedAt, seen: false, ending: false })
    this.loaded ??= this.load()
    try {
      await this.loaded
    } catch (problem) {
      // The next try asks for the compiler again.
      this.loaded = null
      this.crowds.delete(node)
      if (problem instanceof NotCompiled) return problem.failure
      throw problem
    }
    this.experiment.machine.start(node, ['crowd', 'open', [fits, flocks]], true)
    return null
  }

  /** The opener traps the reason of a parent that shuts down, stops the application and ends. */
  end({ node, names }: ObserverState): void {
    const found = names?.find(([name]) => name === opener)
    const crowd = this.crowds.get(node)
    if (found === undefined || crowd === undefined) return
    crowd.ending = true
    const target = { pid: pidKey(found[1]) }
    this.experiment.machine.apply({ do: 'crash', target, reason: 'shutdown' })
  }

  /** As the node's last answers have it; null when there is none, or none any more. */
  facts({ node, names, apps }: ObserverState): CrowdFacts | null {
    const crowd = this.crowds.get(node)
    if (crowd === undefined) return null
    const isThere = names?.some(([name]) => name === opener) ?? false
    if (isThere) crowd.seen = true
    const late = performance.now() - crowd.startedAt > beginMs
    if (names !== null && !isThere && (crowd.seen || late)) {
      this.crowds.delete(node)
      return null
    }
    return factsOf(crowd, apps)
  }

  private async load(): Promise<void> {
    this.experiment.machine.load(await compileOwn(program.files))
  }
}

function factsOf(crowd: Crowd, apps: ObserverState['apps']): CrowdFacts {
  const { wanted, fits, flocks } = crowd
  const app = apps?.find(({ name }) => name === application)
  const made = Math.max(0, Math.min(fits, (app?.root?.below ?? 0) - flocks))
  return { wanted, made, phase: phaseOf(crowd, made, app?.state) }
}

type AppState = NonNullable<ObserverState['apps']>[number]['state']

function phaseOf(crowd: Crowd, made: number, state: AppState | undefined): CrowdFacts['phase'] {
  if (crowd.ending) return 'ending'
  if (crowd.seen && (state === 'loaded' || state === 'ended')) return 'stopped'
  if (made < crowd.fits) return 'starting'
  return crowd.fits < crowd.wanted ? 'full' : 'runs'
}

function flocksFor(size: number): number {
  return size >= 1_000_000 ? 16 : size >= 100_000 ? 8 : 4
}
