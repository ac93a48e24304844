/**
 * Supervisors as a scenario declares them: strategies, children of all kinds, one level of nesting.
 */
import type { ChildJson, StepNamed, TreeJson } from '../scenario/language.ts'
import type { Dice } from './dice.ts'

/** How long a child that ignores its shutdown is waited for; then it's killed. */
export const shutdownMs = 200

/** Hands out ids that no other supervisor of the scenario uses. */
export type NewId = (prefix: string) => string

export function supervisor(dice: Dice, as: string, newId: NewId): StepNamed<'supervisor'> {
  if (dice.chance(12)) return simpleSupervisor(dice, as, newId)
  const tree = treeOf(dice, newId, 3, true)
  return { do: 'supervisor', as, ...tree }
}

/** A supervisor that most often refuses to start. */
export function strangeSupervisor(dice: Dice, as: string, newId: NewId): StepNamed<'supervisor'> {
  const plain = supervisor(dice, as, newId)
  const [first, ...rest] = plain.children ?? []
  if (first === undefined) return { ...plain, strategy: 'one_for_some' }
  switch (dice.upTo(6)) {
    case 0:
      return { ...plain, children: [first, ...rest, { ...first, shutdown: 'brutal_kill' }] }
    case 1:
      return { ...plain, auto_shutdown: 'never', children: [{ ...first, significant: true }] }
    case 2:
      return { ...plain, intensity: -1 }
    case 3:
      return { ...plain, strategy: 'one_for_some' }
    case 4:
      return {
        ...plain,
        children: [first, ...rest, { ...first, id: newId('x'), restart: 'maybe' }],
      }
    default: {
      const failing = { ...first, id: newId('x'), fail_start_from: 1 }
      return { ...plain, children: dice.chance(50) ? [...rest, failing] : [failing, ...rest] }
    }
  }
}

function simpleSupervisor(dice: Dice, as: string, newId: NewId): StepNamed<'supervisor'> {
  const { fail_start_from, ...template } = worker(dice, newId('w'), false)
  const failing = dice.chance(10) ? { fail_start_from: 2 } : {}
  return {
    do: 'supervisor',
    as,
    strategy: 'simple_one_for_one',
    ...limits(dice),
    children: [{ ...template, ...failing }],
  }
}

function treeOf(dice: Dice, newId: NewId, most: number, mayNest: boolean): TreeJson {
  const isAuto = dice.chance(20)
  const count = dice.chance(4) ? 0 : 1 + dice.upTo(most)
  const children = Array.from({ length: count }, () =>
    mayNest && dice.chance(14) ? nested(dice, newId) : worker(dice, newId('c'), isAuto),
  )
  return {
    strategy: dice.weigh([
      [4, 'one_for_one'],
      [4, 'one_for_all'],
      [4, 'rest_for_one'],
    ]),
    ...limits(dice),
    ...(isAuto ? { auto_shutdown: dice.pick(['any_significant', 'all_significant']) } : {}),
    children,
  }
}

function limits(dice: Dice): TreeJson {
  const intensity = dice.pick([null, 0, 1, 2, 3, 5, 10, 10])
  return {
    ...(intensity === null ? {} : { intensity }),
    ...(dice.chance(10) ? { period: dice.pick([10, 60]) } : {}),
  }
}

export function nested(dice: Dice, newId: NewId): ChildJson {
  return {
    id: newId('n'),
    type: 'supervisor',
    ...restart(dice),
    ...(dice.chance(60) ? { shutdown: 'infinity' } : {}),
    spec: treeOf(dice, newId, 2, false),
  }
}

/** One that may be added later as well: then nobody counts on its significance. */
export function worker(dice: Dice, id: string, mayBeSignificant: boolean): ChildJson {
  const kind = restart(dice)
  const isSignificant = mayBeSignificant && 'restart' in kind && kind.restart !== 'permanent'
  return {
    id,
    ...kind,
    ...(isSignificant && dice.chance(65) ? { significant: true } : {}),
    ...ending(dice),
    ...(dice.chance(7) ? { fail_start_from: 2 + dice.upTo(2) } : {}),
  }
}

function restart(dice: Dice): { readonly restart?: string } {
  const kind = dice.pick([null, null, 'permanent', 'transient', 'transient', 'temporary'])
  return kind === null ? {} : { restart: kind }
}

type Ending = Pick<ChildJson, 'shutdown' | 'trap' | 'on_shutdown'>

function ending(dice: Dice): Ending {
  if (dice.chance(3)) return { shutdown: shutdownMs, trap: true, on_shutdown: 'ignore' }
  const shutdown = dice.pick([null, null, null, 'brutal_kill', 'infinity', 500])
  const atShutdown = dice.pick([null, null, 'exit', 'normal', 'crash'] as const)
  return {
    ...(shutdown === null ? {} : { shutdown }),
    ...(dice.chance(55)
      ? { trap: true, ...(atShutdown === null ? {} : { on_shutdown: atShutdown }) }
      : {}),
  }
}
