/**
 * What is known of a scenario's supervision trees while its steps are written: who can be named,
 * and how sure it is that the first supervisor still lives.
 */
import type { ChildJson, StepNamed, TreeJson } from '../scenario/language.ts'
import { Sketch } from './sketch.ts'
import { type NewId, shutdownMs } from './tree.ts'

export interface Forest {
  readonly sketch: Sketch
  readonly newId: NewId
  /** Names that a step may give as `sup`. */
  readonly supervisors: string[]
  /** Names of children that have been started at least once. */
  readonly children: string[]
  /** Restarts until the first supervisor may be gone: from then on new children may not be. */
  budget: number
  isSimple: boolean
  /** Workers of a one_for_one supervisor that may die together: each is restarted alone. */
  peers: readonly string[]
  /** ms that a shutdown takes at most. */
  patience: number
}

export function newForest(): Forest {
  const used = new Map<string, number>()
  const newId = (prefix: string) => {
    const next = (used.get(prefix) ?? 0) + 1
    used.set(prefix, next)
    return `${prefix}${next}`
  }
  const state = { budget: 0, isSimple: false, peers: [], patience: 0 }
  return { sketch: new Sketch(), newId, supervisors: [], children: [], ...state }
}

/** The supervisor surely has started. */
export function plant(forest: Forest, { as, ...tree }: StepNamed<'supervisor'>): void {
  forest.supervisors.push(as)
  forest.patience += patienceOf(tree)
  if (tree.strategy === 'simple_one_for_one') return
  for (const child of tree.children ?? []) adopt(forest, child)
}

/** The child surely has started, under a supervisor that lives. */
export function adopt(forest: Forest, { id, spec }: ChildJson): void {
  forest.children.push(id)
  if (spec === undefined) return
  forest.supervisors.push(id)
  for (const child of spec.children ?? []) adopt(forest, child)
}

export function workersOf({ children = [] }: TreeJson): readonly ChildJson[] {
  return children.flatMap((child) => (child.spec ? workersOf(child.spec) : [child]))
}

/** How long its stop may take. A failing restart may shut the same children down once more. */
export function patienceOf(tree: TreeJson): number {
  const workers = workersOf(tree)
  const stubborn = workers.filter(({ on_shutdown }) => on_shutdown === 'ignore').length
  const isFailing = workers.some(({ fail_start_from }) => fail_start_from !== undefined)
  return stubborn * shutdownMs * (isFailing ? 3 : 1)
}
