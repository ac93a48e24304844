/** What a fault does, in words: for logs, cards and screen readers. */
import type { Fault, FaultStep, Rule } from '../../lab/index.ts'
import { formatCount, formatSpan } from '../words/time.ts'
import type { Say } from '../words/words.ts'

/** A step of a script with its time: "at 2.3 s, n1@heron crashes". */
export function stepSentence(step: FaultStep, say: Say): string {
  return say('fault.at', { moment: formatSpan(step.atMs), what: faultSentence(step, say) })
}

/** "n1@heron crashes" */
export function faultSentence(fault: Fault, say: Say): string {
  switch (fault.do) {
    case 'crash':
    case 'restart':
      return say(`fault.${fault.do}`, { node: fault.node })
    case 'kill': {
      const { process, node } = fault
      return node === undefined
        ? say('fault.kill', { process })
        : say('fault.kill.on', { process, node })
    }
    case 'partition':
      return partitionWords(fault.groups, say)
    case 'heal':
      return say(fault.all ? 'fault.heal.all' : 'fault.heal')
    case 'cut':
    case 'mend':
      return say(`fault.${fault.do}${fault.oneWay ? '.oneWay' : ''}`, fault)
    case 'link':
      return linkWords(fault, say)
    case 'random':
      return stormWords(fault, say)
    case 'undo':
      return say('fault.undo', { what: faultSentence(fault.fault, say) })
    case 'slow':
    case 'pause':
    case 'clock':
    case 'disk':
      return nodeWords(fault, say)
    default:
      return messageWords(fault, say)
  }
}

type Of<Word extends Fault['do']> = Fault & { readonly do: Word }

function nodeWords(fault: Of<'slow' | 'pause' | 'clock' | 'disk'>, say: Say): string {
  const { node } = fault
  switch (fault.do) {
    case 'slow':
      if (fault.factor === 1) return say('fault.slow.usual', { node })
      return say('fault.slow', { node, factor: amount(fault.factor) })
    case 'pause':
      if (fault.forMs === 0) return say('fault.pause.over', { node })
      return say('fault.pause', { node, span: formatSpan(fault.forMs) })
    case 'clock': {
      if (fault.driftPpm === 0) return say('fault.clock.right', { node })
      const key = fault.driftPpm > 0 ? 'fault.clock.fast' : 'fault.clock.slow'
      return say(key, { node, ppm: amount(Math.abs(fault.driftPpm)) })
    }
    case 'disk':
      return say(fault.on === false ? 'fault.disk.off' : 'fault.disk', {
        node,
        fault: say(`disk.${fault.fault}`),
      })
  }
}

function messageWords(
  fault: Of<'drop' | 'delay' | 'duplicate' | 'reorder' | 'corrupt'>,
  say: Say,
): string {
  const [node, creation, number] = fault.sent
  const message = `${node}${creation > 1 ? `/${creation}` : ''} #${number}`
  if (fault.do !== 'delay') return say(`fault.${fault.do}.one`, { message })
  return say('fault.delay.one', { message, span: formatSpan(fault.delayMs) })
}

function partitionWords(groups: readonly (readonly string[])[], say: Say): string {
  if (groups.length === 0) return say('fault.partition.whole')
  const sides = groups.map(nodesWords)
  return say('fault.partition', { groups: sides.join(' | ') })
}

/** A sentence names no hundreds of nodes. */
const named = 6

function nodesWords(nodes: readonly string[]): string {
  const rest = nodes.length - named
  return rest > 0 ? `${nodes.slice(0, named).join(', ')} … +${rest}` : nodes.join(', ')
}

function linkWords(rule: Rule, say: Say): string {
  const effects = effectsOf(rule, say)
  const way = wayWords(rule, say)
  if (effects.length === 0) return say('fault.link.usual', { way })
  return say('fault.link', { way, effects: effects.join(', ') })
}

function wayWords({ from, to }: Rule, say: Say): string {
  if (from === '*' && to === '*') return say('fault.way.all')
  if (to === '*') return say('fault.way.from', { from })
  return from === '*' ? say('fault.way.to', { to }) : say('fault.way', { from, to })
}

function stormWords(storm: Of<'random'>, say: Say): string {
  const moment = formatSpan(storm.untilMs)
  const counts = [
    ['fault.storm.crash', storm.crashPerMin],
    ['fault.storm.pause', storm.pausePerMin],
    ['fault.storm.partition', storm.partitionPerMin],
    ['fault.storm.disk', storm.diskFaultPerMin],
  ] as const
  const parts = counts.flatMap(([key, count]) =>
    count ? [say(key, { count: amount(count) })] : [],
  )
  const effects = effectsOf(storm, say)
  if (effects.length > 0) parts.push(`${say('fault.way.all')} ${effects.join(', ')}`)
  if (parts.length === 0) return say('fault.storm.calm', { moment })
  return say('fault.storm', { moment, parts: parts.join(', ') })
}

function effectsOf(rule: Omit<Rule, 'from' | 'to'>, say: Say): readonly string[] {
  const chances = [
    ['fault.loss', rule.lossPercent],
    ['fault.duplicate', rule.duplicatePercent],
    ['fault.reorder', rule.reorderPercent],
    ['fault.corrupt', rule.corruptPercent],
  ] as const
  const times = [
    ['fault.delay', rule.delayMs],
    ['fault.jitter', rule.jitterMs],
  ] as const
  return [
    ...chances.flatMap(([key, part]) => (part ? [say(key, { percent: amount(part) })] : [])),
    ...times.flatMap(([key, ms]) => (ms ? [say(key, { span: formatSpan(ms) })] : [])),
  ]
}

/** 0.5, 20, 12 000. */
function amount(number: number): string {
  return number < 1_000 ? String(Number(number.toFixed(2))) : formatCount(number)
}
