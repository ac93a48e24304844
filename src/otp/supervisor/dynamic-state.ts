/** The state of a dynamic supervisor at rest, as a plain term, and what is shown and told of it. */
import { Pid, self, type Term } from '../../kernel/index.ts'
import { entries, isRestarting, newPids, type Pids } from './child-pids.ts'
import {
  childOfEntry,
  type DynamicChild,
  type DynamicFlags,
  type Kind,
} from './dynamic-children.ts'
import { type Budget, newBudget } from './restart.ts'
import {
  type Context,
  idShown,
  isNoteDue,
  newVoice,
  ownName,
  type Picture,
  report,
  type Shown,
  summary,
  type Voice,
  writeNote,
} from './supervisor-report.ts'

/** The state of a dynamic supervisor at rest. */
export interface Crowd {
  readonly module: string | null
  readonly args: Term
  flags: DynamicFlags
  readonly pids: Pids
  readonly kinds: Kind[]
  readonly budget: Budget
  readonly voice: Voice
}

export function newCrowd(
  module: string | null,
  args: Term,
  flags: DynamicFlags,
  name: Term | null,
): Crowd {
  const home = self()
  const voice = newVoice(name ?? ownName(home, module ?? 'dynamic_supervisor'))
  return { module, args, flags, pids: newPids(home), kinds: [], budget: newBudget(), voice }
}

export function reportOf(
  { voice, flags }: Crowd,
  context: Context,
  reason: Term,
  pid: Term,
  { kind, args }: DynamicChild,
): void {
  report(voice, context, reason, () => ({
    pid,
    id: 'undefined',
    mfargs: [
      kind.module,
      kind.func,
      args === 'undefined' ? args : [...flags.extra_arguments, ...args],
    ],
    restart_type: kind.restart,
    shutdown: kind.shutdown,
    child_type: kind.type,
  }))
}

/** Tells the trace what has changed, when it is time; a supervisor that gives up tells at once. */
export function told(crowd: Crowd, atOnce = false): Term {
  const { voice, pids } = crowd
  if (atOnce || isNoteDue(voice, pids.size)) writeNote(voice, pictureOf(crowd))
  return crowd as unknown as Term
}

/** A small term that stands for the state where it is looked at. */
export function shown(raw: Term): Term {
  const crowd = raw as unknown as Crowd
  return summary(crowd.voice, pictureOf(crowd))
}

function pictureOf({ flags, budget, pids }: Crowd): Picture {
  const { strategy, intensity, period } = flags
  return { strategy, intensity, period, budget, size: pids.size, children: () => picturesOf(pids) }
}

function* picturesOf(pids: Pids): Generator<Shown> {
  for (const [pid, entry] of entries(pids)) {
    const isAlive = pid instanceof Pid && !isRestarting(entry)
    const { type } = childOfEntry(entry).kind
    yield { id: idShown('undefined', pid), type, pid: isAlive ? pid : null }
  }
}
