/**
 * A supervisor's children in the order of their specs, found by id or by pid; a simple_one_for_one
 * supervisor's in no order, by pid alone. The only code that changes this part of its state.
 */
import { Pid, type Term } from '../../kernel/index.ts'
import type { MaybePid, Pids } from './child-pids.ts'
import { entries, entryOf, isRestarting, newPids, putEntry, removeEntry } from './child-pids.ts'
import { type ChildSpec, idKey } from './child-spec.ts'

/** A pid; `undefined`: it doesn't run; `['restarting', …]`: it died and another try is due. */
export type ChildPid = MaybePid | readonly ['restarting', MaybePid]

export interface Child {
  readonly spec: ChildSpec
  /** What its start gets; a temporary child's is forgotten once it runs. */
  readonly args: readonly Term[] | 'undefined'
  readonly pid: ChildPid
}

export interface Children {
  /** The one spec of all children under simple_one_for_one, else null. */
  template: ChildSpec | null
  /** By idKey, in start order; under simple_one_for_one the template alone. */
  byId: Record<string, Child>
  /** The number of them. */
  specs: number
  /** By pid: the idKey, or under simple_one_for_one the start's arguments. */
  pids: Pids
}

export function newChildren(home: Pid): Children {
  return { template: null, byId: {}, specs: 0, pids: newPids(home) }
}

export function setTemplate(children: Children, spec: ChildSpec): void {
  children.template = spec
  children.byId = { [idKey(spec.id)]: childOf(spec) }
}

export function childOf(spec: ChildSpec): Child {
  return { spec, args: spec.start[2], pid: 'undefined' }
}

export function sizeOf({ template, specs, pids }: Children): number {
  return template === null ? specs : pids.size
}

export function childWithId({ byId }: Children, id: Term): Child | null {
  return byId[idKey(id)] ?? null
}

/** The child that runs as `pid`. */
export function childWithPid(children: Children, pid: Pid): Child | null {
  const entry = entryOf(children.pids, pid)
  if (entry === null || isRestarting(entry)) return null
  if (children.template === null) return children.byId[entry as string] ?? null
  return { spec: children.template, args: entry as Child['args'], pid }
}

/** Under simple_one_for_one: the child that was `pid` and waits for another try. */
export function restartingChild({ template, pids }: Children, pid: MaybePid): Child | null {
  const entry = entryOf(pids, pid)
  if (template === null || entry === null || !isRestarting(entry)) return null
  return { spec: template, args: entry.restarting as Child['args'], pid: ['restarting', pid] }
}

/** In start order; under simple_one_for_one oldest first. */
export function* eachChild({ template, byId, pids }: Children): Generator<Child> {
  if (template === null) yield* Object.values(byId)
  else {
    for (const [pid, entry] of entries(pids)) {
      if (!isRestarting(entry)) yield { spec: template, args: entry as Child['args'], pid }
      else
        yield { spec: template, args: entry.restarting as Child['args'], pid: ['restarting', pid] }
    }
  }
}

/** Adds a child at the end, or gives one that is there another pid. */
export function place(children: Children, child: Child, pid: ChildPid): void {
  const { template, byId, pids } = children
  if (template !== null) {
    if (child.pid !== 'undefined') removeEntry(pids, bareOf(child.pid))
    const args = child.spec.restart === 'temporary' ? 'undefined' : child.args
    putEntry(pids, bareOf(pid), isPid(pid) ? args : { restarting: args })
    return
  }
  const key = idKey(child.spec.id)
  const before = byId[key]
  if (before === undefined) children.specs++
  else if (before.pid instanceof Pid) removeEntry(pids, before.pid)
  byId[key] = { spec: child.spec, args: child.args, pid }
  if (pid instanceof Pid) putEntry(pids, pid, key)
}

/** A child that runs no more: its spec stays unless it was temporary (otp-semantics D6). */
export function forget(children: Children, child: Child): void {
  if (children.template !== null) removeEntry(children.pids, bareOf(child.pid))
  else if (child.spec.restart === 'temporary') discard(children, child)
  else place(children, child, 'undefined')
}

/** Spec and all. */
export function discard(children: Children, child: Child): void {
  const key = idKey(child.spec.id)
  const before = children.byId[key]
  if (before === undefined) return
  if (before.pid instanceof Pid) removeEntry(children.pids, before.pid)
  delete children.byId[key]
  children.specs--
}

/** New specs under running children: a spec that is gone stays, behind the others. */
export function respecify(children: Children, specs: readonly ChildSpec[]): void {
  const old = children.byId
  children.byId = {}
  for (const spec of specs) {
    const key = idKey(spec.id)
    const pid = old[key]?.pid ?? 'undefined'
    children.byId[key] = { spec, args: spec.start[2], pid }
  }
  for (const [key, child] of Object.entries(old)) children.byId[key] ??= child
  children.specs = Object.keys(children.byId).length
}

function isPid(pid: ChildPid): pid is MaybePid {
  return !Array.isArray(pid)
}

export function bareOf(pid: ChildPid): MaybePid {
  return isPid(pid) ? pid : pid[1]
}
