/**
 * Scenarios of up to five plain processes: every command of the language, with a liking for dead
 * targets, several bonds between the same two and processes that change their mind about trapping.
 */
import type { Json, Step } from '../scenario/language.ts'
import type { Dice } from './dice.ts'
import { demonitorOptions, motifs, newRef, newTimer } from './motifs.ts'
import { Sketch } from './sketch.ts'

const names = ['a', 'b', 'c', 'd', 'e'] as const
const registered = ['srv', 'db'] as const

/** Makes a step for a process, or null when there is nothing to make it of. */
type Maker = (dice: Dice, sketch: Sketch, proc: string) => Step | null

/** 6 to 14 steps. */
export function plainSteps(dice: Dice): Step[] {
  const sketch = new Sketch()
  const steps: Step[] = []
  const length = 6 + dice.upTo(9)
  let plot: Iterator<Step> | null = null
  for (let tries = 0; steps.length < length && tries < 200; tries++) {
    if (steps.length >= 2 && plot === null && dice.chance(15)) plot = newPlot(dice, sketch)
    const next: IteratorResult<Step> | null = plot && dice.chance(70) ? plot.next() : null
    if (next?.done) plot = null
    const planned = next?.value ?? null
    const step = planned ?? (steps.length < 2 ? spawn(dice, sketch) : nextStep(dice, sketch))
    if (step === null || !sketch.admits(step)) continue
    sketch.add(step)
    steps.push(step)
  }
  return steps
}

function newPlot(dice: Dice, sketch: Sketch): Iterator<Step> | null {
  const living = [...sketch.actors].filter(([, { lives }]) => lives).map(([name]) => name)
  if (living.length < 2) return null
  const p = dice.pick(living)
  const q = dice.pick(living.filter((name) => name !== p))
  return dice.pick(motifs)(dice, sketch, p, q)
}

function nextStep(dice: Dice, sketch: Sketch): Step | null {
  const all = [...sketch.actors.keys()]
  const living = all.filter((name) => sketch.actors.get(name)?.lives)
  if (living.length === 0) return spawn(dice, sketch)
  const proc = dice.pick(dice.chance(88) ? living : all)
  return dice.weigh(makers)(dice, sketch, proc)
}

const makers: readonly (readonly [number, Maker])[] = [
  [10, (dice, sketch) => spawn(dice, sketch)],
  [18, (dice, sketch, proc) => ({ do: 'link', proc, to: target(dice, sketch, proc) })],
  [6, (dice, sketch, proc) => ({ do: 'unlink', proc, to: target(dice, sketch, proc) })],
  [15, monitor],
  [8, demonitor],
  [8, (dice, _, proc) => ({ do: 'trap', proc, on: dice.chance(65) })],
  [9, send],
  [13, exitSignal],
  [13, ending],
  [6, (dice, _, proc) => ({ do: 'register', proc, name: nameIn(dice) })],
  [3, unregister],
  [4, (dice, _, proc) => ({ do: 'whereis', proc, name: nameIn(dice) })],
  [4, (dice, sketch, proc) => ({ do: 'alive', proc, to: target(dice, sketch, proc) })],
  [5, (_, __, proc) => ({ do: 'links', proc })],
  [6, (dice, _, proc) => ({ do: 'hold', proc, on: dice.chance(55) })],
  [8, recv],
  [6, (dice, sketch, proc) => ({ do: 'recv_any', proc: holder(dice, sketch, proc) })],
  [2, sendAfter],
  [2, cancelTimer],
  [2, (dice, sketch, proc) => ({ do: 'catch_exit', proc, reason: reason(dice, sketch) })],
  [4, (dice, sketch, proc) => ({ do: 'call', proc, to: target(dice, sketch, proc) })],
  [3, pause],
]

/** A new process, by the driver or by another one; null when all names are taken. */
export function spawn(dice: Dice, sketch: Sketch, free: readonly string[] = names): Step | null {
  const as = free.find((name) => !sketch.actors.has(name))
  if (as === undefined) return null
  const by = [...sketch.actors].filter(([, { lives }]) => lives).map(([name]) => name)
  const how = dice.weigh([
    [6, null],
    [3, 'link' as const],
    [3, 'monitor' as const],
  ])
  return {
    do: 'spawn',
    as,
    ...(by.length > 0 && dice.chance(50) ? { by: dice.pick(by) } : {}),
    ...(how === null ? {} : { how }),
    ...(how === 'monitor' ? { ref: newRef(sketch) } : {}),
    ...(dice.chance(40) ? { trap: true } : {}),
    ...(dice.chance(20) ? { hold: true } : {}),
  }
}

/** Anybody, but partners and the dead more often than chance alone would have it. */
export function target(dice: Dice, sketch: Sketch, proc: string): string {
  const all = [...sketch.actors.keys()]
  const lost = all.filter((name) => !sketch.actors.get(name)?.lives)
  const others = all.filter((name) => name !== proc)
  const partners = sketch.partnersOf(proc)
  if (partners.length > 0 && dice.chance(40)) return dice.pick(partners)
  if (lost.length > 0 && dice.chance(25)) return dice.pick(lost)
  return others.length > 0 && dice.chance(85) ? dice.pick(others) : proc
}

function nameIn(dice: Dice): string {
  return dice.chance(2) ? 'undefined' : dice.pick(registered)
}

function monitor(dice: Dice, sketch: Sketch, proc: string): Step {
  const whom = dice.chance(25)
    ? { to_name: dice.pick(registered) }
    : { to: target(dice, sketch, proc) }
  return { do: 'monitor', proc, ...whom, ref: newRef(sketch) }
}

function demonitor(dice: Dice, sketch: Sketch, proc: string): Step | null {
  if (sketch.refs.size === 0) return null
  const opts = dice.pick(demonitorOptions)
  const [ref, owner] = dice.pick([...sketch.refs])
  const who = owner !== null && dice.chance(80) ? owner : proc
  return { do: 'demonitor', proc: who, ref, ...(opts.length > 0 ? { opts } : {}) }
}

function unregister(dice: Dice, sketch: Sketch, proc: string): Step {
  const taken = [...sketch.owners.keys()]
  return { do: 'unregister', proc, name: dice.pick(taken.length > 0 ? taken : registered) }
}

function send(dice: Dice, sketch: Sketch, proc: string): Step {
  const whom = dice.chance(25)
    ? { to_name: dice.pick(registered) }
    : { to: dice.chance(40) ? holder(dice, sketch, proc) : target(dice, sketch, proc) }
  return { do: 'send', proc, ...whom, msg: message(dice, sketch) }
}

function exitSignal(dice: Dice, sketch: Sketch, proc: string): Step {
  return {
    do: 'exit_signal',
    proc,
    to: target(dice, sketch, proc),
    reason: reason(dice, sketch),
  }
}

function ending(dice: Dice, sketch: Sketch, proc: string): Step {
  const kind = dice.weigh([
    [8, 'exit' as const],
    [2, 'error' as const],
    [2, 'throw' as const],
    [1, 'badmatch' as const],
    [3, 'return' as const],
  ])
  if (kind === 'badmatch' || kind === 'return') return { do: kind, proc }
  return { do: kind, proc, reason: reason(dice, sketch) }
}

/** One whose mailbox may be full; that process itself when there is none. */
function holder(dice: Dice, { actors }: Sketch, proc: string): string {
  const holding = [...actors].filter(([, { lives, holds }]) => lives && holds)
  return holding.length > 0 && dice.chance(75) ? dice.pick(holding)[0] : proc
}

function recv(dice: Dice, sketch: Sketch, by: string): Step {
  const proc = holder(dice, sketch, by)
  const tag = dice.pick(['x', 'y', 'hi', 'EXIT', 'DOWN', 'request', ['y', 2]])
  return { do: 'recv', proc, tag, ...(dice.chance(10) ? { after: 900 } : {}) }
}

function sendAfter(dice: Dice, sketch: Sketch, proc: string): Step {
  return {
    do: 'send_after',
    proc,
    to: target(dice, sketch, proc),
    ms: dice.pick([300, 450, 600]),
    msg: message(dice, sketch),
    timer: newTimer(sketch),
    ...(dice.chance(30) ? { settle: 800 } : {}),
  }
}

function cancelTimer(dice: Dice, sketch: Sketch, proc: string): Step | null {
  if (sketch.timers.size === 0) return null
  return { do: 'cancel_timer', proc, timer: dice.pick([...sketch.timers.keys()]) }
}

function pause(_: Dice, sketch: Sketch): Step | null {
  return sketch.timers.size === 0 ? null : { do: 'wait', ms: 1_100 }
}

export function reason(dice: Dice, sketch: Sketch): Json {
  return dice.weigh<Json>([
    [5, 'normal'],
    [5, 'kill'],
    [2, 'killed'],
    [3, 'shutdown'],
    [6, 'boom'],
    [1, 'noproc'],
    [1, ['shutdown', 'done']],
    [2, ['oops', 42]],
    [1, { list: [1, ['x', 2]] }],
    [1, ['lost', { pid: dice.pick([...sketch.actors.keys()]) }]],
  ])
}

function message(dice: Dice, sketch: Sketch): Json {
  return dice.weigh<Json>([
    [4, 'hi'],
    [4, ['x', dice.upTo(4)]],
    [4, ['y', 2]],
    [1, 7],
    [1, []],
    [1, { list: ['x', 1] }],
    [1, ['from', { pid: dice.pick([...sketch.actors.keys()]) }]],
    [1, ['EXIT', { pid: dice.pick([...sketch.actors.keys()]) }, 'false_alarm']],
  ])
}
