/** Nodes, links and messages of a simulated world in words. */
import type { LastingFault, Rule } from '../../lab/index.ts'
import type { Selection } from '../action.ts'
import type { Sign } from '../icon.tsx'
import {
  type Aloft,
  conditionsOf,
  isTroubled,
  linkState,
  type NodeFault,
  type Pair,
  type SimSight,
  sideOf,
  type WayState,
} from '../lab/sight.ts'
import { formatCount, formatSpan } from '../words/time.ts'
import type { Say } from '../words/words.ts'

export const conditionSigns: Readonly<Record<NodeFault['do'], Sign>> = {
  crash: 'kill',
  pause: 'suspend',
  slow: 'slow',
  clock: 'clock',
  disk: 'warning',
}

/** "crashed", "clock too fast" */
export function conditionWords(fault: NodeFault, say: Say): string {
  switch (fault.do) {
    case 'crash':
    case 'pause':
      return say(`condition.${fault.do}`)
    case 'slow':
      return say('condition.slow', { factor: formatCount(fault.factor) })
    case 'clock':
      return say(fault.driftPpm > 0 ? 'condition.clock.fast' : 'condition.clock.slow')
    case 'disk':
      return say('condition.disk', { fault: say(`disk.${fault.fault}`) })
  }
}

/** All that is wrong with a node, its side of a partition too; '' when nothing is. */
export function nodeWords(node: string, { inForce }: SimSight, say: Say): string {
  const words = conditionsOf(node, inForce).map((fault) => conditionWords(fault, say))
  const side = sideOf(node, inForce)
  if (side !== null) words.push(say('condition.side', { side: side + 1 }))
  return words.join(', ')
}

/** "cut", "loses 30 %, +200 ms"; '' for a way that works as usual. */
export function wayWords({ closed, rule, others }: WayState, say: Say): string {
  if (closed !== null) return say(`way.${closed}`)
  const parts = rule === null ? [] : ruleWords(rule, say)
  if (others.length > 0) parts.push(...others.flatMap((other) => ruleWords(other, say)))
  return [...new Set(parts)].join(', ')
}

function ruleWords({ lossPercent, delayMs, ...rest }: Rule & Partial<LastingFault>, say: Say) {
  const parts: string[] = []
  if (lossPercent) parts.push(say('way.loss', { percent: lossPercent }))
  if (delayMs) parts.push(say('way.delay', { span: formatSpan(delayMs) }))
  const { jitterMs, duplicatePercent, reorderPercent, corruptPercent } = rest
  if (jitterMs || duplicatePercent || reorderPercent || corruptPercent) {
    parts.push(say('way.troubled'))
  }
  return parts
}

/** Both ways of a link: "cut", or "n1 → n2 cut" when they differ; '' when nothing is wrong. */
export function linkWords(pair: Pair, { inForce }: SimSight, say: Say): string {
  const ways = linkState(pair, inForce)
  const [forth, back] = ways.map((way) => wayWords(way, say))
  if (forth === back) return forth ?? ''
  return ways
    .filter(isTroubled)
    .map((way) => `${say('deeds.way', way)} ${wayWords(way, say)}`)
    .join(', ')
}

export function describeLink(pair: Pair, sight: SimSight, say: Say): string {
  const words = linkWords(pair, sight, say)
  return say('link.describe', { ...pair, state: words === '' ? say('link.well') : words })
}

export function describeMessage({ word, fromNode, toNode, meddled }: Aloft, say: Say): string {
  const text = say('message.describe', { word, from: fromNode, to: toNode })
  return meddled === null ? text : `${text}, ${say(`message.meddled.${meddled}`)}`
}

/** What a thing that only a simulated world has is called. */
export function simName(selection: Selection, sight: SimSight, say: Say): string | null {
  if (selection.thing === 'link') return say('link.name', selection)
  if (selection.thing !== 'message') return null
  const aloft = aloftOf(selection, sight)
  return aloft === undefined ? selection.sent.join('/') : say('message.name', { word: aloft.word })
}

export function aloftOf(
  { sent }: Selection & { readonly thing: 'message' },
  { aloft }: SimSight,
): Aloft | undefined {
  const id = sent.join('/')
  return aloft.find((each) => each.id === id)
}
