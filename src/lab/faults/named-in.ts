/** Which nodes a fault is about. */
import type { Fault } from './script.ts'

/** Each place that it names, also those of what it undoes; `*` is none. */
export function namedIn(fault: Fault): readonly string[] {
  switch (fault.do) {
    case 'cut':
    case 'mend':
    case 'link':
      return [fault.from, fault.to].filter((name) => name !== '*')
    case 'partition':
      return fault.groups.flat()
    case 'undo':
      return namedIn(fault.fault)
    default:
      return 'node' in fault && fault.node !== undefined ? [fault.node] : []
  }
}
