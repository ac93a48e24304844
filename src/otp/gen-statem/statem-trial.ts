/**
 * A state machine under observation, for the tests of gen_statem: its rules are a table, and what
 * it meets is written down as text, one entry for each callback, in the very form in which the same
 * trials were run on OTP 25.
 */
import {
  type CodeServer,
  isReply,
  isWaiting,
  monitor,
  Pid,
  processInfo,
  receive,
  self,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import type { ServerOptions } from '../gen/gen.ts'
import { procLibModule } from '../gen/proc-lib.ts'
import { wait } from '../gen/scripted.ts'
import * as genStatem from './gen-statem.ts'
import { type Known, type NewStage, play, type Tell, text } from './statem-trial-log.ts'

export { caught } from './statem-trial-log.ts'

/** An answer, or what gives it. */
export type Rule = Term | ((data: Term, from: genStatem.From) => unknown)

export interface Trial {
  /** Answers by `state content`, `* content` or `state enter`; all else keeps state and data. */
  readonly on?: Readonly<Record<string, Rule>>
  readonly init?: Rule
  readonly mode?: Term
  readonly options?: ServerOptions
  /** Its terminate, and its codeChange. */
  readonly end?: Rule
  readonly upgrade?: (state: Term, data: Term) => unknown
  /** What it is told, all before it looks at the first of them. */
  readonly casts?: readonly Term[]
  /** What else is done to it. */
  drive?(server: Pid, tell: Tell): Waits<void> | void
  readonly settleMs?: number
  /** The starter traps exits; the result of the start and the starter's mailbox are told. */
  readonly how?: 'startLink' | 'startMonitor'
  /** What else the module exports. */
  readonly exports?: Readonly<Record<string, unknown>>
}

/** Runs a trial in a world of its own and tells what happened. */
export function transcript(newStage: NewStage, trial: Trial): string {
  return play(newStage, (code, known, tell) => loadTrial(code, trial, known, tell))
}

function loadTrial(code: CodeServer, trial: Trial, known: Known, tell: Tell): void {
  const module = {
    callbackMode: () => trial.mode ?? 'handle_event_function',
    init: () => answerOf(trial.init ?? ['ok', 'a', 0], null, [self(), null] as never),
    *handleEvent(type: Term, content: Term, state: Term, data: Term): Waits<unknown> {
      const isCall = Array.isArray(type) && type[0] === 'call'
      tell([state, isCall ? 'call' : type, content])
      const where = text(state, known)
      const what = type === 'enter' ? 'enter' : text(content, known)
      const rule = trial.on?.[`${where} ${what}`] ?? trial.on?.[`* ${what}`]
      const from = (isCall ? type[1] : null) as genStatem.From
      const answer = rule === undefined ? 'keep_state_and_data' : answerOf(rule, data, from)
      return isWaiting(answer) ? yield* answer : answer
    },
    terminate: (reason: Term, state: Term, data: Term) => {
      tell(['terminate', reason, state, data])
      return trial.end === undefined ? 'ok' : answerOf(trial.end, data, null as never)
    },
    codeChange: (old: Term, state: Term, data: Term, extra: Term) => {
      tell(['code_change', old, state, data, extra])
      return trial.upgrade?.(state, data) ?? ['ok', state, data]
    },
    main: () => run(trial, known, tell),
    ...trial.exports,
  }
  code.load('gen_statem', 'otp', genStatem.genStatemModule)
  code.load('proc_lib', 'otp', procLibModule)
  code.load('h', '1', module)
  code.load('h2', '1', secondModule(tell))
}

/** For trials that change their callback module. */
function secondModule(tell: Tell) {
  return {
    callbackMode: () => 'state_functions',
    a: (type: Term, content: Term, data: Term) => {
      tell(['h2', type, content, data])
      if (content === 'pop') return ['keep_state_and_data', 'pop_callback_module']
      return content === 'stop' ? 'stop' : 'keep_state_and_data'
    },
    terminate: (reason: Term, state: Term, data: Term) =>
      tell(['h2_terminate', reason, state, data]),
  }
}

const { start, startLink, startMonitor } = genStatem
const ways = { start, startLink, startMonitor }

function* run(trial: Trial, known: Known, tell: Tell) {
  known.me = self()
  const { how = 'start' } = trial
  if (how !== 'start') trapExit(true)
  const started = (yield* ways[how]('h', null, trial.options)) as Term
  const [, found] = Array.isArray(started) ? started : []
  const server = Array.isArray(found) && found.length === 2 ? found[0] : found
  if (how === 'start' && !(server instanceof Pid)) return tell(['start', started])
  if (server instanceof Pid) known.server = server
  if (how !== 'start') tell(['started', started])
  if (server instanceof Pid) yield* observe(trial, server, tell)
  else yield* wait(5)
  if (how !== 'start') tell(['mail', processInfo(self(), 'messages') as Term])
}

function* observe(trial: Trial, server: Pid, tell: Tell): Waits<void> {
  const ref = monitor(server)
  for (const message of trial.casts ?? []) genStatem.cast(server, message)
  const driving = trial.drive?.(server, tell)
  if (isWaiting(driving)) yield* driving
  yield* wait(trial.settleMs ?? 50)
  const end = (yield receive((m) => isReply(m, 'DOWN', ref), 0)) as readonly Term[] | undefined
  if (end !== undefined) tell(['down', end[4] as Term])
}

function answerOf(rule: Rule, data: Term, from: genStatem.From): unknown {
  return typeof rule === 'function' ? rule(data, from) : rule
}
