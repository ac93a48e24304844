/** A fault that does less, or in rounder numbers. */
import type { FaultStep } from '../../lab/index.ts'

/** Each a little plainer than the step, the plainest first. */
export function* plainerFault(step: FaultStep): IterableIterator<FaultStep> {
  const { atMs, do: word, ...fields } = step
  const isRule = word === 'link'
  for (const [key, value] of Object.entries(fields)) {
    if (typeof value !== 'number') continue
    if (isRule) yield without(step, key)
    for (const number of rounder(Math.abs(value))) {
      if (number > 0) yield { ...step, [key]: Math.sign(value) * number }
    }
  }
  if (step.do !== 'partition') return
  for (const groups of fewerNames(step.groups)) yield { ...step, groups }
}

/** Smaller than `number` and rounder, from 0 on. */
export function* rounder(number: number): IterableIterator<number> {
  if (number <= 0) return
  yield 0
  const half = oneDigit(number / 2)
  if (half >= 1) yield half
  for (let unit = unitOf(number); unit >= 1; unit /= 10) {
    const round = Math.floor(number / unit) * unit
    if (round < number && round !== half) yield round
  }
}

function oneDigit(number: number): number {
  const unit = unitOf(number)
  return Math.floor(number / unit) * unit
}

/** The greatest power of ten in it, at least 1. */
function unitOf(number: number): number {
  let unit = 1
  while (unit * 10 <= number) unit *= 10
  return unit
}

function without(step: FaultStep, key: string): FaultStep {
  return Object.fromEntries(Object.entries(step).filter(([name]) => name !== key)) as FaultStep & {}
}

type Groups = readonly (readonly string[])[]

/** With one group less, or one name less in one of them. */
function* fewerNames(groups: Groups): IterableIterator<Groups> {
  if (groups.length > 1) for (const at of groups.keys()) yield groups.toSpliced(at, 1)
  for (const [at, names] of groups.entries()) {
    if (names.length < 2) continue
    for (const which of names.keys()) yield groups.with(at, names.toSpliced(which, 1))
  }
}
