/**
 * Short plots that chance alone would seldom play: a DOWN that waits while its monitor is taken
 * back, a timer whose receiver dies, a name that changes hands. Other steps come in between.
 */
import type { Json, Step } from '../scenario/language.ts'
import type { Dice } from './dice.ts'
import type { Sketch } from './sketch.ts'

/** Two processes at least are there. Read lazily: each step sees what has come before. */
export type Motif = (dice: Dice, sketch: Sketch, p: string, q: string) => Generator<Step>

export function newRef({ refs }: Sketch): string {
  return `m${refs.size + 1}`
}

export function newTimer({ timers }: Sketch): string {
  return `t${timers.size + 1}`
}

export const demonitorOptions = [[], ['flush'], ['info'], ['flush', 'info']] as const

const reasons: readonly Json[] = ['boom', 'normal', 'kill', ['shutdown', 'done']]

function die(dice: Dice, proc: string): Step {
  return { do: 'exit', proc, reason: dice.pick(reasons) }
}

function* takeBackLate(dice: Dice, sketch: Sketch, p: string, q: string): Generator<Step> {
  yield { do: 'hold', proc: p, on: true }
  const ref = newRef(sketch)
  yield { do: 'monitor', proc: p, to: q, ref }
  if (dice.chance(40)) yield { do: 'send', proc: q, to: p, msg: 'hi' }
  yield die(dice, q)
  yield { do: 'demonitor', proc: p, ref, opts: dice.pick(demonitorOptions) }
  yield* readAll(dice, p)
}

function* unlinkLate(dice: Dice, _: Sketch, p: string, q: string): Generator<Step> {
  yield { do: 'hold', proc: p, on: true }
  yield { do: 'trap', proc: p, on: true }
  yield { do: 'link', proc: p, to: q }
  yield die(dice, q)
  yield { do: 'unlink', proc: p, to: q }
  if (dice.chance(50)) yield { do: 'trap', proc: p, on: false }
  yield* readAll(dice, p)
}

function* readAll(dice: Dice, proc: string): Generator<Step> {
  yield dice.chance(50) ? { do: 'recv_any', proc } : { do: 'recv', proc, tag: 'DOWN' }
  yield dice.chance(50) ? { do: 'recv_any', proc } : { do: 'hold', proc, on: false }
}

function* selectMessages(dice: Dice, _: Sketch, p: string, q: string): Generator<Step> {
  yield { do: 'hold', proc: p, on: true }
  for (const tag of ['x', 'y', 'x']) yield { do: 'send', proc: q, to: p, msg: [tag, dice.upTo(9)] }
  yield { do: 'recv', proc: p, tag: dice.pick(['x', 'y', 'z']) }
  yield { do: 'recv_any', proc: p }
  yield* readAll(dice, p)
}

function* timerOfTheDead(dice: Dice, sketch: Sketch, p: string, q: string): Generator<Step> {
  const timer = newTimer(sketch)
  const isEarly = dice.chance(50)
  if (isEarly) yield die(dice, q)
  yield { do: 'send_after', proc: p, to: q, ms: 600, msg: 'late', timer }
  if (!isEarly) yield die(dice, q)
  yield { do: 'cancel_timer', proc: p, timer }
}

function* timerTwice(dice: Dice, sketch: Sketch, p: string, q: string): Generator<Step> {
  const timer = newTimer(sketch)
  yield { do: 'send_after', proc: p, to: q, ms: 400, msg: 'late', timer }
  if (dice.chance(50)) yield { do: 'wait', ms: 1_000 }
  yield { do: 'cancel_timer', proc: dice.chance(70) ? p : q, timer }
  yield { do: 'cancel_timer', proc: p, timer }
}

function* nameMoves(dice: Dice, sketch: Sketch, p: string, q: string): Generator<Step> {
  yield { do: 'register', proc: p, name: 'srv' }
  const ref = newRef(sketch)
  yield { do: 'monitor', proc: q, to_name: 'srv', ref }
  yield dice.chance(50) ? { do: 'unregister', proc: q, name: 'srv' } : die(dice, p)
  yield { do: 'register', proc: q, name: 'srv' }
  yield { do: 'send', proc: q, to_name: 'srv', msg: 'hi' }
  yield { do: 'whereis', proc: q, name: 'srv' }
  yield dice.chance(50) ? die(dice, p) : { do: 'demonitor', proc: q, ref, opts: ['info'] }
}

function* watchTwice(dice: Dice, sketch: Sketch, p: string, q: string): Generator<Step> {
  const first = newRef(sketch)
  yield { do: 'monitor', proc: p, to: q, ref: first }
  yield { do: 'monitor', proc: p, to: q, ref: newRef(sketch) }
  if (dice.chance(50)) yield { do: 'link', proc: p, to: q }
  if (dice.chance(50)) yield { do: 'trap', proc: p, on: true }
  if (dice.chance(60)) yield { do: 'demonitor', proc: p, ref: first }
  yield die(dice, q)
}

function* linkTwice(dice: Dice, _: Sketch, p: string, q: string): Generator<Step> {
  yield { do: 'link', proc: p, to: q }
  yield { do: 'link', proc: dice.pick([p, q]), to: dice.pick([p, q]) }
  yield { do: 'unlink', proc: dice.pick([p, q]), to: dice.pick([p, q]) }
  if (dice.chance(30)) yield { do: 'link', proc: q, to: p }
  yield { do: 'links', proc: p }
  yield die(dice, q)
}

function* trapInTime(dice: Dice, _: Sketch, p: string, q: string): Generator<Step> {
  yield { do: 'trap', proc: p, on: true }
  yield { do: 'link', proc: p, to: q }
  if (dice.chance(50)) yield { do: 'exit_signal', proc: q, to: p, reason: dice.pick(reasons) }
  yield { do: 'trap', proc: p, on: false }
  yield { do: 'exit_signal', proc: q, to: dice.pick([p, q]), reason: dice.pick(reasons) }
}

export const motifs: readonly Motif[] = [
  takeBackLate,
  unlinkLate,
  selectMessages,
  timerOfTheDead,
  timerTwice,
  nameMoves,
  watchTwice,
  linkTwice,
  trapInTime,
]
