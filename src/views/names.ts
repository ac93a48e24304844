/**
 * What people call a process: its registered name, else the module of its server, else what it
 * runs. Names before ids; a pid is what is left when nothing else is known.
 */
import { formatPid, type Pid, pidKey, type Term } from '../kernel/index.ts'
import { labelOf, type ProcessRecord, type System, type TraceEvent } from '../lab/index.ts'

/** A pid's name; `null` is somebody outside. */
export type Names = (pid: Pid) => string

export function namesFrom(known: ReadonlyMap<string, string>, system?: System): Names {
  return (pid) => {
    const key = pidKey(pid)
    return system?.processes.get(key)?.label ?? known.get(key) ?? formatPid(pid)
  }
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
