/**
 * What the agenda holds, and a node that takes nothing in: a function and what it is about. Those
 * that a snapshot can keep have a name, and can tell their subject as data and find it again.
 */
import { type Loader, type Saver, Unsaveable } from '../kernel/index.ts'
import type { Severs } from './fabric.ts'
import type { Place } from './place.ts'

export interface Saving {
  readonly saver: Saver
  /** What closes ways now, in its order. */
  readonly severed: readonly Severs[]
}

export interface Loading {
  readonly loader: Loader
  readonly severed: readonly Severs[]
  readonly place: (name: string) => Place
}

export interface Deed {
  readonly act: (subject: unknown) => void
  readonly save: (subject: unknown, saving: Saving) => unknown
  readonly load: (data: unknown, loading: Loading) => unknown
}

/** By their names. */
export type Deeds = Readonly<Record<string, Deed>>

/** One kind of deed. */
export function deed<Subject, Data>(
  act: (subject: unknown) => void,
  save: (subject: Subject, saving: Saving) => Data,
  load: (data: Data, loading: Loading) => Subject,
): Deed {
  return { act, save, load } as Deed
}

/** One that is about a place. */
export function deedAt(act: Deed['act']): Deed {
  return deed<Place, string>(
    act,
    ({ name }) => name,
    (name, { place }) => place(name),
  )
}

/** One that is about plain data. */
export function deedOn(act: Deed['act']): Deed {
  return deed<unknown, unknown>(
    act,
    (data, { saver }) => saver.replica.of(data),
    (data, { loader }) => loader.replica.of(data),
  )
}

/** The deed of that name, and its subject as data. */
export type DeedRow = readonly [name: string, data: unknown]

export function deedRow(deeds: Deeds, act: Deed['act'], subject: unknown, saving: Saving): DeedRow {
  for (const name in deeds) {
    const known = deeds[name] as Deed
    if (known.act === act) return [name, known.save(subject, saving)]
  }
  throw new Unsaveable(null, 'something that World.at is to do, which is a function')
}

export function deedOf(deeds: Deeds, [name, data]: DeedRow, loading: Loading) {
  const { act, load } = deeds[name] as Deed
  return { act, subject: load(data, loading) }
}
