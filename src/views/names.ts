/**
 * What people call a process: its registered name, else the module of its server, else what it
 * runs. Names before ids; a pid is what is left when nothing else is known.
 */
import { formatPid, type Pid, pidKey, type Term } from '../kernel/index.ts'
import { labelOf, type ProcessRecord, type System, type TraceEvent } from '../lab/index.ts'

/** A pid's name. */
export interface Names {
  (pid: Pid): string
  /** Whether processes of several nodes have that name. */
  readonly isShared?: (name: string) => boolean
}

export function namesFrom(known: ReadonlyMap<string, string>, system?: System): Names {
  const nameOf = (pid: Pid) => {
    const key = pidKey(pid)
    return system?.processes.get(key)?.label ?? known.get(key) ?? formatPid(pid)
  }
  return Object.assign(nameOf, { isShared: (name: string) => sharedIn(known).has(name) })
}

/** So many names are looked through; who has more has other worries. */
const mostNames = 5_000

const looked = new WeakMap<
  ReadonlyMap<string, string>,
  { readonly size: number; readonly shared: ReadonlySet<string> }
>()

/** Names, by pidKey, that there are on more than one simulated node; rooms move theirs about. */
function sharedIn(known: ReadonlyMap<string, string>): ReadonlySet<string> {
  const before = looked.get(known)
  if (before !== undefined && (before.size === known.size || before.size > mostNames)) {
    return before.shared
  }
  const nodes = new Map<string, string>()
  const shared = new Set<string>()
  for (const [key, name] of known) {
    const node = key.slice(0, key.indexOf('/'))
    if (node.includes('@')) continue
    const other = nodes.get(name)
    if (other === undefined) nodes.set(name, node)
    else if (other !== node) shared.add(name)
  }
  looked.set(known, { size: known.size, shared })
  return shared
}

/** The name that an event gives its subject, if it gives one. */
export function callName(event: TraceEvent): string | null {
  switch (event.kind) {
    case 'register':
      return event.term as string
    case 'spawn':
      return labelOf(event.term as unknown as ProcessRecord['start'])
    case 'alive': {
      const { name, start } = event.term as { name: Term; start: unknown }
      return typeof name === 'string' ? name : labelOf(start as ProcessRecord['start'])
    }
    default:
      return null
  }
}
