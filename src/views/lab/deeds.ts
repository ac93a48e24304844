/**
 * Deeds: the faults that a hand can do to a node, a link or a message of a simulated world, and
 * what takes each back. The same list serves the picture, the inspector and the list.
 */
import { type DiskFault, diskFaults, type Fault, type Rule } from '../../lab/index.ts'
import type { Selection } from '../action.ts'
import type { Sign } from '../icon.tsx'
import { conditionsOf, linkState, pairOf, type SimSight, type WayState } from './sight.ts'

export type DeedName =
  | 'crash'
  | 'restart'
  | 'pause'
  | 'goOn'
  | 'slow'
  | 'asUsual'
  | 'clockFast'
  | 'clockSlow'
  | 'clockRight'
  | 'diskRight'
  | 'cut'
  | 'mend'
  | 'lossy'
  | 'lossless'
  | 'slowLink'
  | 'quickLink'
  | 'drop'
  | 'delay'
  | 'duplicate'
  | 'reorder'
  | 'corrupt'

export interface Deed {
  readonly name: DeedName
  readonly fault: Fault
  /** Of a link: which way; null: both. */
  readonly way?: Pick<WayState, 'from' | 'to'> | null
}

/** How much of each a hand does. */
export const amounts = {
  pauseMs: 2_000,
  slower: 10,
  driftPpm: 100_000,
  lossPercent: 30,
  linkMs: 200,
  delayMs: 1_000,
} as const

export const deedSigns: Readonly<Record<DeedName, Sign>> = {
  crash: 'kill',
  restart: 'restart',
  pause: 'suspend',
  goOn: 'resume',
  slow: 'slow',
  asUsual: 'check',
  clockFast: 'clock',
  clockSlow: 'clock',
  clockRight: 'check',
  diskRight: 'check',
  cut: 'lost',
  mend: 'plug',
  lossy: 'lossy',
  lossless: 'check',
  slowLink: 'slow',
  quickLink: 'check',
  drop: 'kill',
  delay: 'clock',
  duplicate: 'duplicate',
  reorder: 'reorder',
  corrupt: 'crash',
}

export const deedKeys: Partial<Record<DeedName, string>> = { crash: 'K', restart: 'R', drop: 'D' }

/** Disk faults that a hand can do; `none` is the deed that takes all back. */
export const handDiskFaults: readonly DiskFault[] = diskFaults.filter((fault) => fault !== 'none')

/** What can be done to that now; nothing to a process, whose verbs are those of every world. */
export function deedsFor(selection: Selection, sight: SimSight): readonly Deed[] {
  switch (selection.thing) {
    case 'node':
      return nodeDeeds(selection.name, sight)
    case 'link':
      return linkDeeds(selection.from, selection.to, sight)
    case 'message':
      return messageDeeds(selection, sight)
    default:
      return []
  }
}

function nodeDeeds(node: string, { inForce }: SimSight): readonly Deed[] {
  const wrong = new Set<string>(conditionsOf(node, inForce).map((fault) => fault.do))
  if (wrong.has('crash')) return [{ name: 'restart', fault: { do: 'restart', node } }]
  const { pauseMs, slower, driftPpm } = amounts
  const pause = (forMs: number): Fault => ({ do: 'pause', node, forMs })
  const slow = (factor: number): Fault => ({ do: 'slow', node, factor })
  const clock = (ppm: number): Fault => ({ do: 'clock', node, driftPpm: ppm })
  return [
    { name: 'crash', fault: { do: 'crash', node } },
    { name: 'restart', fault: { do: 'restart', node } },
    wrong.has('pause')
      ? { name: 'goOn', fault: pause(0) }
      : { name: 'pause', fault: pause(pauseMs) },
    wrong.has('slow') ? { name: 'asUsual', fault: slow(1) } : { name: 'slow', fault: slow(slower) },
    ...(wrong.has('clock')
      ? ([{ name: 'clockRight', fault: clock(0) }] as const)
      : ([
          { name: 'clockFast', fault: clock(driftPpm) },
          { name: 'clockSlow', fault: clock(-driftPpm) },
        ] as const)),
    ...(wrong.has('disk')
      ? ([{ name: 'diskRight', fault: { do: 'disk', node, fault: 'none' } }] as const)
      : []),
  ]
}

function linkDeeds(a: string, b: string, { inForce }: SimSight): readonly Deed[] {
  const { from, to } = pairOf(a, b)
  const [forth, back] = linkState({ from, to }, inForce)
  const isCut = forth.closed === 'cut' || back.closed === 'cut'
  const whole: Deed = isCut
    ? { name: 'mend', way: null, fault: { do: 'mend', from, to } }
    : { name: 'cut', way: null, fault: { do: 'cut', from, to } }
  return [whole, ...wayDeeds(forth), ...wayDeeds(back)]
}

function wayDeeds(way: WayState): readonly Deed[] {
  const { from, to, closed, rule } = way
  const oneWay = { from, to, oneWay: true } as const
  const { lossPercent, linkMs } = amounts
  return [
    closed === 'cut'
      ? { name: 'mend', way, fault: { do: 'mend', ...oneWay } }
      : { name: 'cut', way, fault: { do: 'cut', ...oneWay } },
    rule?.lossPercent
      ? { name: 'lossless', way, fault: ruled(way, { lossPercent: 0 }) }
      : { name: 'lossy', way, fault: ruled(way, { lossPercent }) },
    rule?.delayMs
      ? { name: 'quickLink', way, fault: ruled(way, { delayMs: 0 }) }
      : { name: 'slowLink', way, fault: ruled(way, { delayMs: linkMs }) },
  ]
}

/** The newer rule of a way says all that holds: what was wrong with it before stays so. */
function ruled({ from, to, rule }: WayState, change: Partial<Rule>): Fault {
  const chances = Object.entries({ ...rule, ...change }).filter(([, amount]) => amount)
  return { ...Object.fromEntries(chances), do: 'link', from, to }
}

function messageDeeds(
  { sent }: Selection & { readonly thing: 'message' },
  { aloft }: SimSight,
): readonly Deed[] {
  const isHere = aloft.some((each) => each.kind === 'message' && each.id === sent.join('/'))
  if (!isHere) return []
  return [
    { name: 'drop', fault: { do: 'drop', sent } },
    { name: 'delay', fault: { do: 'delay', sent, delayMs: amounts.delayMs } },
    { name: 'duplicate', fault: { do: 'duplicate', sent } },
    { name: 'reorder', fault: { do: 'reorder', sent } },
    { name: 'corrupt', fault: { do: 'corrupt', sent } },
  ]
}

/** A disk's fault by a hand. */
export function diskDeed(node: string, fault: DiskFault): Fault {
  return { do: 'disk', node, fault }
}
