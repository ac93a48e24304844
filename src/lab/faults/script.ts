/**
 * Faults as data. A fault script is a list of them, each with its time; what a hand does on the
 * stage is the same fault as an op. Steps stand for themselves, so that any may be left out.
 */
import type { EventId } from '../../kernel/index.ts'
import type { Rule } from './rule.ts'

/**
 * What a simulated disk can do wrong. `lying_flush`, `full` and `slow` last, those of `diskDamage`
 * happen at once, `torn_write` and `lost_writes` at the next crash, others at the next request that
 * they can spoil; `none` takes back all that is to come.
 */
export const diskFaults = [
  'none',
  'torn_write',
  'lost_writes',
  'lying_flush',
  'failed_flush',
  'bit_flip_on_write',
  'bit_flip_at_rest',
  'bit_flip_on_read',
  'misdirected_write',
  'misdirected_read',
  'stale_sector',
  'read_error',
  'full',
  'slow',
  'lost',
  'rolled_back',
] as const

/** Faults that are over when they begin. */
export const diskDamage: readonly DiskFault[] = ['lost', 'rolled_back', 'bit_flip_at_rest']

export type DiskFault = (typeof diskFaults)[number]

/** A storm: faults drawn from the world's seed until that time; chances as in a rule. */
export interface Storm extends Omit<Rule, 'from' | 'to'> {
  readonly do: 'random'
  readonly untilMs: number
  readonly crashPerMin?: number
  readonly pausePerMin?: number
  readonly partitionPerMin?: number
  readonly diskFaultPerMin?: number
}

/** A fault of one message on its way, named by the event of its `sent`. */
export type MessageFault =
  | { readonly do: 'drop' | 'duplicate' | 'reorder' | 'corrupt'; readonly sent: EventId }
  | { readonly do: 'delay'; readonly sent: EventId; readonly delayMs: number }

/** A fault that stays until something ends it; of a disk's, some don't. */
export type LastingFault =
  | { readonly do: 'crash'; readonly node: string }
  /** Nodes or machines; who isn't named is in one more group. No groups: the net is whole again. */
  | { readonly do: 'partition'; readonly groups: readonly (readonly string[])[] }
  /** All that holds for those ways from now on; without any fault they work as usual. */
  | ({ readonly do: 'link' } & Rule)
  /** Between two nodes or machines, both ways unless it says otherwise. */
  | { readonly do: 'cut'; readonly from: string; readonly to: string; readonly oneWay?: boolean }
  /** So many times slower; 1 is as usual. */
  | { readonly do: 'slow'; readonly node: string; readonly factor: number }
  /** The node stands still, 0: no longer. */
  | { readonly do: 'pause'; readonly node: string; readonly forMs: number }
  /** So many millionths too fast, or too slow. */
  | { readonly do: 'clock'; readonly node: string; readonly driftPpm: number }
  /** `on` false takes that one fault back. */
  | {
      readonly do: 'disk'
      readonly node: string
      readonly fault: DiskFault
      readonly on?: boolean
    }

export type Fault =
  | LastingFault
  | MessageFault
  | Storm
  | { readonly do: 'restart'; readonly node: string }
  /** exit(Pid, kill) of a registered name, or of a pid as `pidKey` writes it. */
  | { readonly do: 'kill'; readonly process: string; readonly node?: string }
  | { readonly do: 'mend'; readonly from: string; readonly to: string; readonly oneWay?: boolean }
  /** Ends partitions and cuts; `all`: every fault in force. */
  | { readonly do: 'heal'; readonly all?: boolean }
  /** Takes back a fault in force, named by what it is. */
  | { readonly do: 'undo'; readonly fault: LastingFault }

/** A fault and when it happens, in ms of virtual time. */
export type FaultStep = { readonly atMs: number } & Fault

/** What a field of a step holds; `?` when it may be left out. */
export type Kind =
  | 'node'
  | 'place'
  | 'end'
  | 'name'
  | 'groups'
  | 'flag'
  | 'percent'
  | 'ms'
  | 'perMin'
  | 'factor'
  | 'ppm'
  | 'disk'
  | 'event'
  | 'fault'

export type Fields = Readonly<Record<string, Kind | `${Kind}?`>>

const chances = {
  lossPercent: 'percent?',
  delayMs: 'ms?',
  jitterMs: 'ms?',
  duplicatePercent: 'percent?',
  reorderPercent: 'percent?',
  corruptPercent: 'percent?',
} as const satisfies Fields

const plug = { from: 'place', to: 'place', oneWay: 'flag?' } as const satisfies Fields

/** Every word of a script and its fields, beside `atMs` and `do`. */
export const faultWords: Readonly<Record<Fault['do'], Fields>> = {
  crash: { node: 'node' },
  restart: { node: 'node' },
  kill: { process: 'name', node: 'node?' },
  partition: { groups: 'groups' },
  heal: { all: 'flag?' },
  link: { from: 'end', to: 'end', ...chances },
  cut: plug,
  mend: plug,
  slow: { node: 'node', factor: 'factor' },
  pause: { node: 'node', forMs: 'ms' },
  clock: { node: 'node', driftPpm: 'ppm' },
  disk: { node: 'node', fault: 'disk', on: 'flag?' },
  drop: { sent: 'event' },
  delay: { sent: 'event', delayMs: 'ms' },
  duplicate: { sent: 'event' },
  reorder: { sent: 'event' },
  corrupt: { sent: 'event' },
  undo: { fault: 'fault' },
  random: {
    untilMs: 'ms',
    ...chances,
    crashPerMin: 'perMin?',
    pausePerMin: 'perMin?',
    partitionPerMin: 'perMin?',
    diskFaultPerMin: 'perMin?',
  },
}

const lasting = ['crash', 'partition', 'link', 'cut', 'slow', 'pause', 'clock', 'disk'] as const

export function isLasting(fault: Fault): fault is LastingFault {
  if (fault.do === 'disk' && diskDamage.includes(fault.fault)) return false
  return (lasting as readonly string[]).includes(fault.do)
}
