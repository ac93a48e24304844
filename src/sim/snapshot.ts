/**
 * A world as data. What its future depends on is here and what only tells of its past isn't: the
 * trace, flight recorders, who reads. Code is a name: whoever loads the snapshot brings the same
 * programs, seed and network.
 */
import {
  CodeServer,
  type Environment,
  Loader,
  Node,
  type NodeRow,
  type Pid,
  Saver,
  type Stream,
  Unsaveable,
} from '../kernel/index.ts'
import { type DeedRow, type Deeds, deedOf, deedRow, type Loading, type Saving } from './deed.ts'
import { type DiskRow, diskRow, fillDisk } from './disk-rows.ts'
import type { Disks } from './disks.ts'
import { type Severs, severing } from './fabric.ts'
import type { Network } from './network.ts'
import type { Place } from './place.ts'
import type { Places } from './places.ts'
import type { Plugs } from './plugs.ts'
import type { Strikes } from './strikes.ts'

export interface Snapshot {
  readonly seed: number
  readonly now: number
  readonly turns: number
  readonly happened: number
  /** Events of the world itself, told so far. */
  readonly told: number
  readonly places: readonly PlaceRow[]
  /** To which of them something has happened. */
  readonly touched: readonly string[]
  readonly nodes: readonly NodeRow[]
  readonly severed: readonly Severs['fault'][]
  readonly plugs: readonly (readonly [key: string, severed: number])[]
  readonly links: readonly LinkRow[]
  readonly begun: Strikes['begun']
  /** Of faults in force what they have severed. */
  readonly closed: readonly (readonly [begun: number, severed: number])[]
  readonly disks: readonly DiskRow[]
  readonly agenda: readonly (readonly [at: number, deed: DeedRow])[]
  /** How many parts of programs' data it holds: what it costs, and weighs. */
  readonly size: number
}

type LinkRow = readonly [from: string, to: string, sent: number, lastArrival: number, cuts: number]

interface PlaceRow {
  readonly name: string
  readonly clock: readonly [rate: number, since: number, shown: number]
  readonly isAlive: boolean
  readonly creation: number
  readonly drawn: number
  readonly wanted: number
  readonly heldUntil: number
  readonly busyMs: number
  readonly waiting: readonly DeedRow[]
}

/** Why there is no snapshot now, and which process is the reason, if one is. */
export interface Unsaved {
  readonly cannot: Pid | null
  readonly why: string
}

/** What a world consists of. */
export interface Parts {
  readonly seed: number
  readonly places: Places
  readonly network: Network
  readonly strikes: Strikes
  readonly disks: Disks
  readonly plugs: Plugs
  readonly deeds: Deeds
  told: number
}

export function saveWorld(parts: Parts): Snapshot | Unsaved {
  try {
    return snapshotOf(parts)
  } catch (thrown) {
    if (!(thrown instanceof Unsaveable)) throw thrown
    return { cannot: thrown.pid, why: thrown.why }
  }
}

function snapshotOf(parts: Parts): Snapshot {
  const { seed, told, places, network, strikes, disks, plugs, deeds } = parts
  const { agenda } = places
  const saver = new Saver(places.alive.map(({ node }) => node))
  const severed = [...network.fabric.severed]
  const saving: Saving = { saver, severed }
  const { replica } = saver
  const row = (act: (subject: unknown) => void, subject: unknown) =>
    deedRow(deeds, act, subject, saving)
  const planned = agenda
    .waiting(() => true)
    .map(({ at, fire, subject }) => [at, row(fire, subject)] as const)
  return {
    seed,
    now: agenda.now,
    turns: agenda.turns,
    happened: places.happened,
    told,
    places: [...places.all()].map((place) => placeRow(place, row)),
    touched: places.touchedNames,
    severed: replica.of(severed.map(({ fault }) => fault)),
    plugs: [...plugs.pulled].map(([key, severs]) => [key, severed.indexOf(severs)]),
    links: [...network.fabric.allLinks()].map((link) => {
      return [link.from, link.to, link.sent, link.lastArrival, link.cuts]
    }),
    begun: replica.of(strikes.begun),
    closed: [...strikes.closed].map(([entry, severs]) => {
      return [strikes.begun.indexOf(entry), severed.indexOf(severs)]
    }),
    disks: [...disks.all.values()].map((disk) => diskRow(saver, disk)),
    agenda: planned,
    // Last: all that may hold a name is written down by then.
    nodes: saver.rows(),
    size: replica.size,
  }
}

function placeRow(
  place: Place,
  row: (act: (subject: unknown) => void, subject: unknown) => DeedRow,
): PlaceRow {
  const { name, isAlive, creation, drawn, wanted, heldUntil, busyMs, clock } = place
  return {
    name,
    clock: [clock.rate, clock.since, clock.shown],
    isAlive,
    creation,
    drawn,
    wanted,
    heldUntil,
    busyMs,
    waiting: place.waiting.map(({ act, subject }) => row(act, subject)),
  }
}

/** What a node needs to live at a place. */
export interface Home {
  readonly dice: Stream
  readonly environment: Environment
  readonly code: () => CodeServer
}

/**
 * Makes a new world what the snapshot tells.
 * @throws when the world has another seed
 */
export function loadWorld(
  parts: Parts,
  snapshot: Snapshot,
  home: (place: Place, creation: number, drawn: number) => Home,
): void {
  const { places, network, strikes, plugs, deeds, seed } = parts
  if (seed !== snapshot.seed) throw new Error(`seed ${snapshot.seed}, and not ${seed}`)
  parts.told = snapshot.told
  places.agenda.now = snapshot.now
  places.agenda.turns = snapshot.turns
  places.happened = snapshot.happened
  const loader = new Loader()
  const { replica } = loader
  loadPlaces(places, snapshot, loader, home)
  const severed = replica.of(snapshot.severed).map(severing)
  for (const each of severed) network.fabric.severed.add(each)
  for (const [key, at] of snapshot.plugs) plugs.pulled.set(key, severed[at] as Severs)
  strikes.goOn(replica.of(snapshot.begun))
  for (const [entry, at] of snapshot.closed) {
    strikes.closed.set(strikes.begun[entry] as Strikes['begun'][number], severed[at] as Severs)
  }
  for (const [from, to, sent, lastArrival, cuts] of snapshot.links) {
    Object.assign(network.fabric.link(from, to), { sent, lastArrival, cuts })
  }
  for (const row of snapshot.disks) fillDisk(loader, parts.disks.of(row.name), row)
  const loading: Loading = { loader, severed, place: (name) => places.at(name) }
  for (const [at, row] of snapshot.agenda) {
    const { act, subject } = deedOf(deeds, row, loading)
    places.plan(at, act, subject)
  }
  for (const { name, waiting } of snapshot.places) {
    places.at(name).waiting = waiting.map((row) => deedOf(deeds, row, loading))
  }
}

function loadPlaces(
  places: Places,
  { places: rows, nodes, touched }: Snapshot,
  loader: Loader,
  home: (place: Place, creation: number, drawn: number) => Home,
): void {
  const homes = new Map<string, Home>()
  for (const row of rows) {
    const { name, isAlive, creation, drawn, wanted, heldUntil, busyMs } = row
    const place = places.open(name)
    const [rate, since, shown] = row.clock
    Object.assign(place.clock, { rate, since, shown })
    Object.assign(place, { wanted, heldUntil, busyMs })
    if (creation === 0) continue
    const own = home(place, creation, drawn)
    homes.set(name, own)
    if (isAlive) continue
    const { environment } = own
    const dead = new Node({ name, creation, environment, code: new CodeServer(), goesOn: true })
    place.begin(dead, own.dice)
    place.isAlive = false
  }
  const living = loader.nodes(nodes, ({ name }) => {
    const { environment, code } = homes.get(name) as Home
    return { environment, code: code() }
  })
  for (const node of living) places.at(node.name).begin(node, (homes.get(node.name) as Home).dice)
  for (const name of touched) places.touch(places.at(name))
}
