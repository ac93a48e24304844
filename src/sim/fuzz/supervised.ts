/**
 * Scenarios over a supervision tree, with up to two plain processes that watch it and strike at it.
 */
import type { Json, Step } from '../scenario/language.ts'
import { bystand } from './bystander.ts'
import type { Dice } from './dice.ts'
import { adopt, type Forest, newForest, patienceOf, plant, workersOf } from './forest.ts'
import { spawn } from './plain.ts'
import { nested, strangeSupervisor, supervisor, worker } from './tree.ts'

const bystanders = ['a', 'b'] as const

type Maker = (dice: Dice, forest: Forest) => Step | null

/** 6 to 14 steps, the first of them a supervisor. */
export function supervisedSteps(dice: Dice): Step[] {
  if (dice.chance(3)) return forgetfulSteps(dice)
  const forest = newForest()
  const steps: Step[] = []
  const length = 6 + dice.upTo(9)
  for (let tries = 0; steps.length < length && tries < 200; tries++) {
    const made = steps.length === 0 ? first(dice, forest) : dice.weigh(makers)(dice, forest)
    if (made === null) continue
    const step = withSettle(made, forest)
    if (!forest.sketch.admits(step)) continue
    forest.sketch.add(step)
    steps.push(step)
  }
  return steps
}

/** As many restarts as it allows, a pause in which they are forgotten, and some more. */
function forgetfulSteps(dice: Dice): Step[] {
  const intensity = 1 + dice.upTo(2)
  const crash = (): Step => ({ do: 'child_exit', child: 'c1', reason: 'boom' })
  const burst = Array.from({ length: intensity }, crash)
  const rest = Array.from({ length: dice.upTo(3) }, crash)
  // Whole seconds count: a second and the part of another may still be one period.
  const pause: Step = { do: 'wait', ms: 2_300 }
  const children = [{ id: 'c1', trap: dice.chance(50) }, { id: 'c2' }]
  const limits = { strategy: 'one_for_one', intensity, period: 1 }
  const tree: Step = { do: 'supervisor', as: 's', ...limits, children }
  return [tree, ...burst, pause, ...burst, ...rest, { do: 'which_children', sup: 's' }]
}

const makers: readonly (readonly [number, Maker])[] = [
  [26, childExit],
  [3, childrenExit],
  [9, (dice, forest) => onChild(dice, forest, (child) => ({ do: 'kill_child', child }))],
  [11, (dice, forest) => byId(dice, forest, 'terminate_child')],
  [9, (dice, forest) => byId(dice, forest, 'restart_child')],
  [7, (dice, forest) => byId(dice, forest, 'delete_child')],
  [10, startChild],
  [9, (dice, { supervisors }) => ({ do: 'which_children', sup: dice.pick(supervisors) })],
  [6, (dice, { supervisors }) => ({ do: 'count_children', sup: dice.pick(supervisors) })],
  [5, stopSupervisor],
  [2, secondSupervisor],
  [7, (dice, { sketch }) => spawn(dice, sketch, bystanders)],
  [16, bystand],
]

function first(dice: Dice, forest: Forest): Step {
  const step = supervisor(dice, 's', forest.newId)
  plant(forest, step)
  forest.budget = typeof step.intensity === 'number' ? step.intensity : 1
  forest.isSimple = step.strategy === 'simple_one_for_one'
  if (step.strategy === 'one_for_one') {
    forest.peers = (step.children ?? []).filter(({ spec }) => !spec).map(({ id }) => id)
  }
  if (step.auto_shutdown !== undefined) forest.budget = 0
  if (workersOf(step).some(({ fail_start_from }) => fail_start_from !== undefined)) {
    forest.budget = 0
  }
  return step
}

/** What ends processes without the driver waiting for it; the other steps are answered calls. */
const striking: ReadonlySet<string> = new Set([
  'child_exit',
  'children_exit',
  'kill_child',
  'stop_sup',
  'exit_signal',
  'exit',
])

function withSettle(step: Step, { patience }: Forest): Step {
  return patience > 0 && striking.has(step.do) ? { ...step, settle: patience + 150 } : step
}

function onChild(dice: Dice, forest: Forest, make: (child: string) => Step): Step | null {
  if (forest.children.length === 0) return null
  forest.budget -= 1
  return make(dice.pick(forest.children))
}

const ends: readonly (readonly [number, Json])[] = [
  [4, 'normal'],
  [3, 'shutdown'],
  [2, ['shutdown', 'done']],
  [7, 'boom'],
  [1, 'kill'],
  [1, 'killed'],
  [1, ['oops', 42]],
]

function childExit(dice: Dice, forest: Forest): Step | null {
  const why = dice.weigh(ends)
  return onChild(dice, forest, (child) => ({ do: 'child_exit', child, reason: why }))
}

/** Two at once, while both may be restarted: a supervisor that gives up meets one of them dying. */
function childrenExit(dice: Dice, forest: Forest): Step | null {
  const { peers, budget } = forest
  if (peers.length < 2 || budget < 2) return null
  forest.budget -= 2
  const children = dice.chance(50) ? peers.slice(0, 2) : peers.slice(-2).toReversed()
  return { do: 'children_exit', children, reason: dice.weigh(ends) }
}

type ById = 'terminate_child' | 'restart_child' | 'delete_child'

function byId(dice: Dice, { supervisors, children, isSimple }: Forest, what: ById): Step {
  const sup = dice.pick(supervisors)
  if (children.length === 0 || dice.chance(6)) return { do: what, sup, id: 'nobody' }
  const child = dice.pick(children)
  const isPid = dice.chance(isSimple && what === 'terminate_child' ? 80 : 2)
  return isPid ? { do: what, sup, pid_of: child } : { do: what, sup, id: child }
}

function startChild(dice: Dice, forest: Forest): Step {
  const { supervisors, children, budget, isSimple, newId } = forest
  const sup = dice.chance(80) ? 's' : dice.pick(supervisors)
  const isSure = sup === 's' && budget >= 0
  if (isSimple && sup === 's') {
    const id = newId('d')
    if (isSure) children.push(id)
    return { do: 'start_child', sup, id }
  }
  // A worker with the id of a deleted supervisor would be asked as one, and never answer.
  const workers = children.filter((child) => !supervisors.includes(child))
  const isKnown = workers.length > 0 && dice.chance(35)
  const id = isKnown ? dice.pick(workers) : newId('c')
  const isTree = !isKnown && dice.chance(8)
  const spec = isTree ? nested(dice, newId) : worker(dice, id, dice.chance(5))
  const failing = dice.chance(8) ? { fail_start_from: 1 } : {}
  forest.patience += patienceOf({ children: [spec] })
  if (spec.fail_start_from !== undefined) forest.budget = -1
  if (isSure && !isKnown && spec.significant !== true && !('fail_start_from' in failing)) {
    adopt(forest, spec)
  }
  return { do: 'start_child', sup, spec: { ...spec, ...failing } }
}

function stopSupervisor(dice: Dice, forest: Forest): Step {
  forest.budget = -1
  const why = dice.pick([null, null, 'shutdown', 'normal', 'boom', ['shutdown', 'done'], 'kill'])
  const sup = dice.chance(75) ? 's' : dice.pick(forest.supervisors)
  return { do: 'stop_sup', sup, ...(why === null ? {} : { reason: why }) }
}

/** Its names are only used when it surely has started. */
function secondSupervisor(dice: Dice, forest: Forest): Step | null {
  if (forest.supervisors.includes('z')) return null
  if (dice.chance(60)) return strangeSupervisor(dice, forest.newId('y'), forest.newId)
  const step = supervisor(dice, 'z', forest.newId)
  plant(forest, step)
  return step
}
