/**
 * Lanes: a place for each process that something happened to. Who comes after the other's end under
 * the same name stands in the same place, as a restarted server does, and a node that came back.
 */
import { formatPid, type Pid } from '../../kernel/index.ts'
import { machineOf } from '../../lab/index.ts'
import type { Names } from '../names.ts'
import type { Heading, Lane, Life } from './marks.ts'
import { nobody, type Reel } from './reel.ts'
import type { Stretch } from './stretch.ts'

/** `selected`: one lane for each node, and the selected process's own. */
export type Grouping = 'processes' | 'selected' | 'nodes'

/** A process of whom nothing is told in the window, but who is there: its key, pid and name. */
export interface Bystander {
  readonly key: string
  readonly node: string
  readonly creation: number
  readonly id: number
  readonly pid: string
  readonly who: Pid
}

export interface LaneOptions {
  readonly grouping: Grouping
  /** pidKey of the selected process. */
  readonly selected: string | null
  /** Those to whom nothing happened in the window, when they are to be shown as well. */
  readonly bystanders: readonly Bystander[]
  readonly names: Names
  /** Px across: of a node's heading, and from lane to lane when there are so many. */
  readonly heading: number
  gapFor(lanes: number, headings: number): number
}

export interface Lanes {
  readonly lanes: readonly Lane[]
  readonly headings: readonly Heading[]
  readonly depth: number
  readonly gap: number
  /** The lane of each of the reel's actors; undefined for who has none. */
  readonly laneOf: ReadonlyMap<number, Lane>
}

interface Sighting {
  readonly actor: number
  readonly key: string
  readonly node: string
  readonly creation: number
  readonly id: number
  readonly label: string
  readonly pid: string
  first: number
  last: number
  begins: boolean
  ends: Life['ends']
}

interface Row {
  readonly node: string
  readonly label: string | null
  readonly lives: Sighting[]
}

export function lanesOf(stretch: Stretch, reel: Reel, options: LaneOptions): Lanes {
  const seen = sightingsOf(stretch, reel, options)
  const rows = options.grouping === 'nodes' ? [] : rowsOf(seen.filter(isKept(options)))
  const rest = options.grouping === 'processes' ? [] : seen.filter((one) => !isKept(options)(one))
  const all = [...rows, ...nodeRows(rest)]
  all.sort((a, b) => compare(homeOf(a), homeOf(b)) || orderOf(a, b))
  return placed(all, stretch, options)
}

function isKept({ grouping, selected }: LaneOptions) {
  return ({ key }: Sighting) =>
    grouping === 'processes' || (grouping === 'selected' && key === selected)
}

function sightingsOf(stretch: Stretch, reel: Reel, options: LaneOptions): Sighting[] {
  const seen = new Map<number, Sighting>()
  for (const index of stretch.events) {
    const actor = reel.subjects[index - reel.first] as number
    if (actor === nobody) continue
    const kind = reel.kinds[index - reel.first]
    const one = seen.get(actor) ?? sightingOf(actor, index, reel, options)
    seen.set(actor, one)
    one.last = index
    if (kind === 'spawn') one.begins = true
    if (kind === 'exit') one.ends = 'exit'
  }
  for (const { index, node, creation } of reel.losses) {
    for (const one of seen.values()) {
      const isLost = one.node === node && one.creation === creation && one.ends === null
      if (!isLost || index < one.last || index > (stretch.events.at(-1) ?? -1)) continue
      one.ends = 'lost'
      one.last = index
    }
  }
  const known = new Set([...seen.values()].map(({ key }) => key))
  const idle = options.bystanders.filter(({ key }) => !known.has(key))
  return [...seen.values(), ...idle.map((one) => bystanding(one, stretch, options))]
}

function sightingOf(actor: number, index: number, reel: Reel, { names }: LaneOptions): Sighting {
  const { key, pid } = reel.actors[actor] as Reel['actors'][number]
  const { node, creation, id } = pid
  const who = { actor, key, node, creation, id, label: names(pid), pid: formatPid(pid) }
  return { ...who, first: index, last: index, begins: false, ends: null }
}

function bystanding(one: Bystander, { events }: Stretch, { names }: LaneOptions): Sighting {
  const label = names(one.who)
  const first = events[0] ?? 0
  return { ...one, actor: nobody, label, first, last: first, begins: false, ends: null }
}

/** Who comes after an end, with the same name on the same node, stands in the same place. */
function rowsOf(seen: readonly Sighting[]): Row[] {
  const rows = new Map<string, Row[]>()
  for (const one of [...seen].sort((a, b) => a.first - b.first)) {
    const place = `${one.node} ${one.label}`
    const same = rows.get(place) ?? []
    rows.set(place, same)
    const free = same.find(({ lives }) => {
      const before = lives.at(-1) as Sighting
      return before.ends !== null && before.last <= one.first
    })
    if (free === undefined) same.push({ node: one.node, label: one.label, lives: [one] })
    else free.lives.push(one)
  }
  return [...rows.values()].flat()
}

function nodeRows(seen: readonly Sighting[]): Row[] {
  const rows = new Map<string, Row>()
  for (const one of seen) {
    const row = rows.get(one.node)
    if (row === undefined) rows.set(one.node, { node: one.node, label: null, lives: [one] })
    else row.lives.push(one)
  }
  return [...rows.values()]
}

/** Older processes first; a node's own lane after the one that is picked out of it. */
function orderOf(a: Row, b: Row): number {
  if ((a.label === null) !== (b.label === null)) return a.label === null ? 1 : -1
  const [one, other] = [a.lives[0] as Sighting, b.lives[0] as Sighting]
  return one.creation - other.creation || one.id - other.id
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Nodes of one machine stand together. */
function homeOf({ node }: Row): string {
  return `${machineOf(node)} ${node}`
}

function placed(rows: readonly Row[], stretch: Stretch, options: LaneOptions): Lanes {
  const { heading, selected } = options
  const nodes = new Set(rows.filter(({ label }) => label !== null).map(({ node }) => node))
  const gap = options.gapFor(rows.length, nodes.size)
  const laneOf = new Map<number, Lane>()
  const headings: Heading[] = []
  const lanes: Lane[] = []
  let across = 0
  for (const [at, row] of rows.entries()) {
    const { node, label, lives } = row
    if (label !== null && (at === 0 || rows[at - 1]?.node !== node)) {
      const life = Math.max(...rows.filter((r) => r.node === node).flatMap(creationsOf))
      headings.push({ node, life, across: across + heading / 2 })
      across += heading
    }
    const processes = lives.map(({ key }) => key)
    const newest = lives.at(-1) as Sighting
    const lane: Lane = {
      key: `${node} ${label ?? ''} ${lives[0]?.key}`,
      node,
      label,
      pid: label === null ? null : newest.pid,
      processes,
      lives: label === null ? [nodeLife(stretch)] : lives.map((life) => lifeOf(life, row, stretch)),
      across: across + gap / 2,
      selected: selected !== null && processes.includes(selected),
    }
    across += gap
    lanes.push(lane)
    for (const { actor } of lives) if (actor !== nobody) laneOf.set(actor, lane)
  }
  return { lanes, headings, depth: across, gap, laneOf }
}

function creationsOf({ lives }: Row): number[] {
  return lives.map(({ creation }) => creation)
}

function nodeLife({ length }: Stretch): Life {
  return { process: null, from: 0, to: length, begins: false, ends: null, pid: null }
}

function lifeOf(one: Sighting, { lives }: Row, stretch: Stretch): Life {
  const { begins, ends, key } = one
  const from = begins ? Math.max(0, stretch.alongOf(one.first)) : 0
  const to = ends === null ? stretch.length : Math.min(stretch.length, stretch.alongOf(one.last))
  return {
    process: key,
    from,
    to,
    begins,
    ends,
    pid: lives.length > 1 ? one.pid.replace(/@[^.]*/, '') : null,
  }
}
