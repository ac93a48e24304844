/**
 * Rules for what travels one way between two places: which of them apply to a way between two
 * nodes, taken together. What they do to a frame is said by verdict.ts.
 */
import { diceOf } from '../../kernel/index.ts'
import { machineOf } from '../fold.ts'
import type { LastingFault } from './script.ts'

/** From and to a node, all nodes of a machine, or `*`: anybody. */
export interface Rule {
  readonly from: string
  readonly to: string
  /** Messages that get lost, of a hundred. */
  readonly lossPercent?: number
  /** All signals take so much longer, in order. */
  readonly delayMs?: number
  /** And up to so much longer, drawn for each, still in order. */
  readonly jitterMs?: number
  /** Messages that arrive twice. */
  readonly duplicatePercent?: number
  /** Messages that later ones overtake. */
  readonly reorderPercent?: number
  /** Messages of which one part arrives changed. */
  readonly corruptPercent?: number
}

/** All rules of one way taken together: chances in millionths, times in whole microseconds. */
export interface Way {
  readonly loss: number
  readonly duplicate: number
  readonly reorder: number
  readonly corrupt: number
  readonly delayUs: number
  readonly jitterUs: number
  /** Where this way's dice begin. */
  readonly dice: number
}

/** Whether that node is meant by the name of a node or machine, or by `*`. */
export function isOf(place: string, node: string): boolean {
  return place === '*' || place === node || place === machineOf(node)
}

/**
 * The rules that apply from one node to another, as one; null when nothing happens there. Chances
 * add up as those of independent causes do, delays as such. No die depends on a rule: less of one
 * fault changes the fate of fewer messages and of no others.
 */
export function wayOf(rules: readonly Rule[], from: string, to: string, seed: number): Way | null {
  const these = rules.filter((rule) => isOf(rule.from, from) && isOf(rule.to, to))
  const chance = (of: (rule: Rule) => number | undefined) =>
    these.reduce((all, rule) => either(all, Math.round((of(rule) ?? 0) * 10_000)), 0)
  const time = (of: (rule: Rule) => number | undefined) =>
    these.reduce((all, rule) => all + Math.round((of(rule) ?? 0) * 1_000), 0)
  const way = {
    loss: chance((rule) => rule.lossPercent),
    duplicate: chance((rule) => rule.duplicatePercent),
    reorder: chance((rule) => rule.reorderPercent),
    corrupt: chance((rule) => rule.corruptPercent),
    delayUs: time((rule) => rule.delayMs),
    jitterUs: time((rule) => rule.jitterMs),
  }
  if (Object.values(way).every((amount) => amount === 0)) return null
  return { ...way, dice: diceOf(seed, `verdict ${from}>${to}`) }
}

/** Which ways between two nodes a cut or a partition closes. */
export function closedBy(
  fault: LastingFault & { readonly do: 'cut' | 'partition' },
): (from: string, to: string) => boolean {
  if (fault.do === 'cut') {
    const isCut = (a: string, b: string) => isOf(fault.from, a) && isOf(fault.to, b)
    return (from, to) => isCut(from, to) || (fault.oneWay !== true && isCut(to, from))
  }
  const groups = new Map(fault.groups.flatMap((group, i) => group.map((place) => [place, i])))
  const groupOf = (node: string) => groups.get(node) ?? groups.get(machineOf(node)) ?? -1
  return (from, to) => groupOf(from) !== groupOf(to)
}

/** One of two independent causes, in millionths: a product of two stays a whole number. */
function either(a: number, b: number): number {
  return a + b - Math.floor((a * b) / 1_000_000)
}
