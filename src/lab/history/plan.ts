/**
 * The history of one key made ready for the search: what each operation does to a register, the
 * order of calls and returns, and what may take effect for ever. Operations that can't matter are
 * left out: failed ones, gets of unknown outcome, what nobody can have seen.
 */

import type { Operation } from './operation.ts'
import { byReturn, byTime } from './order.ts'
import { type Observed, States, unseen } from './states.ts'

/** `see` and `miss` only compare; a cas that changes nothing is a `see`. */
export type Step =
  | { readonly does: 'see' | 'miss'; readonly state: number }
  | { readonly does: 'write'; readonly state: number }
  | { readonly does: 'append'; readonly text: string }
  | { readonly does: 'swap'; readonly from: number; readonly to: number }

export interface Entry {
  readonly step: Step
  /** The operation's index in the whole history. */
  readonly index: number
  /** It may as well not have happened. */
  readonly optional: boolean
  /** The entry of the same client that ended on the tick on which this one began, or -1. */
  readonly after: number
  /** Of unknown outcome: its place among the loose ones, where it belongs once `after` is over. */
  readonly sort: number
}

/** Of equal operations of unknown outcome, the first called is always as good as any. */
export interface Loose {
  readonly step: Step
}

/** `entry` or `loose` is the place in the plan's list. */
export type PlanEvent =
  | { readonly is: 'call'; readonly entry: number }
  /** `rank`: how many operations of the key returned before. */
  | { readonly is: 'ret'; readonly entry: number; readonly rank: number }
  | { readonly is: 'loose'; readonly loose: number }

export interface Plan {
  readonly states: States
  readonly entries: readonly Entry[]
  readonly loose: readonly Loose[]
  /** In the order of time; on one tick calls come before returns. */
  readonly events: readonly PlanEvent[]
}

/**
 * `chosen` are the indices of one key's operations. Those for which `isOptional` holds may as well
 * not have happened, which only makes more orders possible.
 */
export function planOf(
  operations: readonly Operation[],
  chosen: readonly number[],
  isOptional: (index: number) => boolean = () => false,
): Plan {
  const matter = chosen.filter((index) => matters(operations[index]!, isOptional(index)))
  const ends = endsOf(operations, matter)
  const states = new States(observedBy(operations, matter, ends, isOptional))
  const sorted = [...matter].sort(byTime(operations))
  const draft = new Draft()
  const hasMiss = matter.some((index) => isMiss(operations[index]!))
  for (const index of sorted) {
    const operation = operations[index]!
    const step = stepOf(operation, states)
    const isSure = operation.status === 'ok' && !isOptional(index)
    if (!isSure && !hasMiss && leadsTo(step) === unseen) continue
    draft.add(step, index, operation, isOptional(index), ends.get(index) ?? Infinity)
  }
  return { states, entries: draft.entries, loose: draft.loose, events: draft.events() }
}

class Draft {
  readonly entries: Entry[] = []
  readonly loose: Loose[] = []
  private readonly calls: { readonly at: number; readonly event: PlanEvent }[] = []
  private readonly rets: { readonly at: number; readonly entry: number; readonly rank: number }[] =
    []
  private readonly looseByStep = new Map<string, number>()
  private readonly newest = new Map<number, readonly [entry: number, ret: number]>()

  add(step: Step, index: number, operation: Operation, isOptional: boolean, rank: number): void {
    const { client, call, ret } = operation
    const [before, end] = this.newest.get(client) ?? [-1, -1]
    const after = before >= 0 && end === call ? before : -1
    const sort = ret === undefined ? this.sortOf(step) : -1
    if (sort >= 0 && after < 0) {
      this.calls.push({ at: call, event: { is: 'loose', loose: sort } })
      return
    }
    const optional = isOptional || sort >= 0
    const entry = this.entries.push({ step, index, optional, after, sort }) - 1
    this.calls.push({ at: call, event: { is: 'call', entry } })
    if (ret === undefined) return
    this.newest.set(client, [entry, ret])
    this.rets.push({ at: ret, entry, rank })
  }

  private sortOf(step: Step): number {
    const name = JSON.stringify(step)
    const known = this.looseByStep.get(name)
    if (known !== undefined) return known
    const sort = this.loose.push({ step }) - 1
    this.looseByStep.set(name, sort)
    return sort
  }

  /** Operations were added by call. What is called after all returns is moot. */
  events(): readonly PlanEvent[] {
    const events: PlanEvent[] = []
    let next = 0
    for (const { at, entry, rank } of this.rets.sort((a, b) => a.rank - b.rank)) {
      while (next < this.calls.length && this.calls[next]!.at <= at) {
        events.push(this.calls[next++]!.event)
      }
      events.push({ is: 'ret', entry, rank })
    }
    return events
  }
}

/** The order in which operations return, from 0. */
function endsOf(operations: readonly Operation[], chosen: readonly number[]) {
  const returned = chosen.filter((index) => operations[index]!.ret !== undefined)
  return new Map(returned.sort(byReturn(operations)).map((index, at) => [index, at]))
}

function observedBy(
  operations: readonly Operation[],
  chosen: readonly number[],
  ends: ReadonlyMap<number, number>,
  isOptional: (index: number) => boolean,
): readonly Observed[] {
  return chosen.flatMap((index) => {
    const operation = operations[index]!
    const value = comparedBy(operation)
    if (value === undefined) return []
    // What only may happen observes as long as anything does.
    return [{ value, until: isOptional(index) ? Infinity : (ends.get(index) ?? Infinity) }]
  })
}

/** What an operation compares the key with; undefined for one that doesn't. */
function comparedBy(operation: Operation): string | null | undefined {
  if (operation.op === 'get') return operation.result
  return operation.op === 'cas' ? operation.expect : undefined
}

function isMiss(operation: Operation): boolean {
  return operation.op === 'cas' && operation.status === 'ok' && operation.result === false
}

/** Whether it only compares, whatever its outcome. */
function isReading(operation: Operation): boolean {
  if (operation.op === 'get' || isMiss(operation)) return true
  return operation.op === 'cas' && operation.expect === operation.value
}

function matters(operation: Operation, optional: boolean): boolean {
  if (operation.status === 'fail') return false
  return !((optional || operation.status === 'unknown') && isReading(operation))
}

function stepOf(operation: Operation, states: States): Step {
  switch (operation.op) {
    case 'get':
      return { does: 'see', state: states.of(operation.result ?? null) }
    case 'put':
      return { does: 'write', state: states.of(operation.value) }
    case 'delete':
      return { does: 'write', state: states.of(null) }
    case 'append':
      return { does: 'append', text: operation.value }
    case 'cas': {
      const from = states.of(operation.expect)
      if (isMiss(operation)) return { does: 'miss', state: from }
      if (operation.expect === operation.value) return { does: 'see', state: from }
      return { does: 'swap', from, to: states.of(operation.value) }
    }
  }
}

/** The state that a step always leads to, if there is one. */
export function leadsTo(step: Step): number | null {
  if (step.does === 'write') return step.state
  return step.does === 'swap' ? step.to : null
}
