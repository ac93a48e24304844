/** The state of a supervisor at rest, as a plain term, and what is shown and told of it. */
import { Pid, self, type Term } from '../../kernel/index.ts'
import type { Flags } from './child-spec.ts'
import { bareOf, type Child, type Children, eachChild, newChildren, sizeOf } from './children.ts'
import { type Budget, newBudget } from './restart.ts'
import {
  type Context,
  idShown,
  isNoteDue,
  newVoice,
  ownName,
  type Picture,
  report,
  reportProgress,
  type Shown,
  summary,
  type Voice,
  writeNote,
} from './supervisor-report.ts'

export interface State {
  /** The callback module, and what its init gets: asked again at a code change. */
  readonly module: string
  readonly args: Term
  flags: Flags
  readonly children: Children
  readonly budget: Budget
  readonly voice: Voice
}

export function newState(module: string, args: Term, flags: Flags, name: Term | null): State {
  const home = self()
  const voice = newVoice(name ?? ownName(home, module))
  return { module, args, flags, children: newChildren(home), budget: newBudget(), voice }
}

/** Something changed that the tree is drawn from. */
export function changed({ voice }: State): void {
  voice.untold++
}

/** Tells the trace what has changed, when it is time; a supervisor that gives up tells at once. */
export function told(state: State, atOnce = false): Term {
  const { voice, children } = state
  if (atOnce || isNoteDue(voice, sizeOf(children))) writeNote(voice, pictureOf(state))
  return state as unknown as Term
}

/** A small term that stands for the state where it is looked at. */
export function shown(raw: Term): Term {
  const state = raw as unknown as State
  return summary(state.voice, pictureOf(state))
}

export function reportOf(
  { voice }: State,
  context: Context,
  reason: Term,
  child: Child,
  pid: Term = child.pid,
): void {
  report(voice, context, reason, () => offender(child, { pid }))
}

export function progressOf({ voice }: State, child: Child, pid: Pid): void {
  reportProgress(voice, () => offender(child, { pid }))
}

/** The child as reports tell of it; `first` is its pid, or how many they are. */
export function offender({ spec, args }: Child, first: { readonly [key: string]: Term }): Term {
  const [module, func] = spec.start
  return {
    ...first,
    id: spec.id,
    mfargs: [module, func, args],
    restart_type: spec.restart,
    significant: spec.significant,
    shutdown: spec.shutdown,
    child_type: spec.type,
  }
}

function pictureOf({ flags, budget, children }: State): Picture {
  const { strategy, intensity, period } = flags
  const list = () => picturesOf(children)
  return { strategy, intensity, period, budget, size: sizeOf(children), children: list }
}

function* picturesOf(children: Children): Generator<Shown> {
  const isCrowd = children.template !== null
  for (const { spec, pid } of eachChild(children)) {
    const id = idShown(isCrowd ? 'undefined' : spec.id, bareOf(pid))
    yield { id, type: spec.type, pid: pid instanceof Pid ? pid : null }
  }
}
