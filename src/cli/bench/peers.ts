/**
 * Other actor libraries of JavaScript beside us: nact and XState do the same work where they can,
 * each in a fresh thread or worker, a round here, a round there. Where one can't, it is said why.
 */
import { createRequire } from 'node:module'
import type { Benchmark } from './catalogue.ts'
import { askPlace } from './figures.ts'
import type { PeerQuestion } from './peers/peer-main.ts'
import peerSource from './peers/peer-main.ts?bundled'
import type { Place, Places } from './places.ts'
import { type PeerFigure, type PeerName, peerNames, spread, versus } from './result.ts'

/** Which program does a benchmark's work, at which size; or why none can. */
type Ability = { readonly program: string; readonly size: number } | { readonly cannot: string }

const noQuestion = 'it has no question with an answer: an answer is one more event'

/** Rates don't depend on the size; theirs are small enough to end in a second or so. */
const abilities: Readonly<Record<string, Readonly<Record<PeerName, Ability>>>> = {
  'ping-pong': {
    nact: { program: 'ping-pong', size: 100_000 },
    xstate: { program: 'ping-pong', size: 500_000 },
  },
  ring: { nact: { program: 'ring', size: 200 }, xstate: { program: 'ring', size: 1_000 } },
  'fan-in': { nact: { program: 'fan-in', size: 4 }, xstate: { program: 'fan-in', size: 20 } },
  'spawn-reply': {
    nact: { program: 'spawn-reply', size: 50_000 },
    xstate: { program: 'spawn-reply', size: 50_000 },
  },
  'spawn-live-1e5': {
    nact: { program: 'live', size: 100_000 },
    xstate: { program: 'live', size: 100_000 },
  },
  'bytes-per-process': {
    nact: { program: 'live', size: 100_000 },
    xstate: { program: 'live', size: 100_000 },
  },
  'call-gen-server': { nact: { program: 'call', size: 50_000 }, xstate: { cannot: noQuestion } },
}

/** The benchmarks whose work at least one of them can do. */
export const peerWorks: readonly string[] = Object.keys(abilities)

/** One of them, beside a benchmark. */
export interface Peer {
  readonly name: PeerName
  /** Does the work once; the figure is kept when the round counts. */
  round(isCounted: boolean): Promise<void>
  /** Against our median. */
  figure(ours: number): PeerFigure
  close(): Promise<void>
}

/** None for a benchmark that isn't theirs. */
export function openPeers(benchmark: Benchmark, places: Places): Promise<readonly Peer[]> {
  const able = abilities[benchmark.name]
  if (able === undefined) return Promise.resolve([])
  return Promise.all(peerNames.map((name) => openPeer(name, able[name], benchmark, places)))
}

async function openPeer(
  name: PeerName,
  ability: Ability,
  benchmark: Benchmark,
  places: Places,
): Promise<Peer> {
  const figures: number[] = []
  let cannot = 'cannot' in ability ? ability.cannot : obstacle(name, places)
  const place: Place | null = cannot === null ? await places.open(scriptOf(name)) : null
  return {
    name,
    round: async (isCounted) => {
      if (place === null || cannot !== null || 'cannot' in ability) return
      const { program, size: whole } = ability
      const question = (size: number): PeerQuestion => ({ peer: name, program, size })
      try {
        const figure = await askPlace(benchmark, question, place, whole)
        if (isCounted) figures.push(figure)
      } catch (problem) {
        // Its failure is its own result, not ours.
        const [first] = String(problem instanceof Error ? problem.message : problem).split('\n')
        cannot = `it failed ${first}`
      }
    },
    figure: (ours) => {
      if (cannot !== null || figures.length === 0) return { cannot: cannot ?? 'it did not run' }
      const figure = spread(figures).ours
      return { figure, ratio: versus(benchmark.unit, ours, figure) }
    },
    close: async () => place?.close(),
  }
}

/** Why it can't be had in such a place; null when it can. */
function obstacle(name: PeerName, { where }: Places): string | null {
  if (name === 'xstate') return null
  if (where !== 'node') return 'it runs in Node only: it takes setImmediate and modules of Node'
  return pathOf(name) === null ? 'it isn’t installed here: only developing needs it' : null
}

function scriptOf(name: PeerName): string {
  if (name === 'xstate') return peerSource
  return `globalThis.nact = require(${JSON.stringify(pathOf(name))});\n${peerSource}`
}

function pathOf(name: PeerName): string | null {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    return null
  }
}
