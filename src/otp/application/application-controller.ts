/**
 * The application controller of a node: which applications are loaded, started and running. It
 * never waits for an application; masters report to it. When one ends whose end is the node's, the
 * controller stops all others and the node (Erlang: application_controller; otp-semantics E5).
 */
import {
  exitTo,
  halt,
  isReply,
  monitor,
  note,
  Pid,
  receive,
  samePid,
  self,
  send,
  spawnLink,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import * as genServer from '../gen-server/gen-server.ts'
import type { Application } from './application-spec.ts'
import {
  answer,
  type Env,
  type Held,
  loadedAs,
  newState,
  type RestartType,
  type State,
} from './application-table.ts'

/** What the node's own settings are, and the applications that it starts with. */
export type ControllerArgs = readonly [config: Record<string, Env>, boot: readonly Application[]]

export function init(args: Term): Term {
  const [config, boot] = args as unknown as ControllerArgs
  trapExit(true)
  const state = newState(
    config,
    boot.map(({ name }) => name),
  )
  for (const app of boot) answer(state, 'load_application', [app.name, app as unknown as Term])
  return ['ok', state as unknown as Term, ['continue', 'boot']]
}

export function handleContinue(_boot: Term, raw: Term): Term {
  bootOn(raw as unknown as State)
  return ['noreply', raw]
}

export function handleCall(request: Term, from: Term, raw: Term): Term {
  const state = raw as unknown as State
  const [what, ...args] = (Array.isArray(request) ? request : [request]) as [string, ...Term[]]
  let reply: Term
  if (what === 'start_application') reply = startLater(state, [from, ...args] as unknown as Held)
  else if (what === 'stop_application') reply = stop(state, from, args[0] as string)
  else reply = answer(state, what, args)
  return reply === null ? ['noreply', raw] : ['reply', reply, raw]
}

export function handleCast(_message: Term, raw: Term): Term {
  return ['noreply', raw]
}

export function handleInfo(message: Term, raw: Term): Term {
  const state = raw as unknown as State
  const [what, who, result] = Array.isArray(message) ? (message as readonly Term[]) : []
  if (what === 'application_started') return has(state, who as string, result as readonly Term[])
  if (what === 'EXIT' && who instanceof Pid) return masterEnded(state, who, result as Term)
  return ['noreply', raw]
}

/** All applications stop, the newest first; meanwhile they may still read what is set for them. */
export function* terminate(reason: Term, raw: Term): Waits<void> {
  const state = raw as unknown as State
  for (const [, master] of state.running) {
    if (!(master instanceof Pid)) continue
    const ref = monitor(master)
    exitTo(master, 'shutdown')
    const isNews = (m: Term) => isReply(m, 'DOWN', ref) || isQuestion(m)
    for (;;) {
      const news = (yield receive(isNews)) as readonly Term[]
      if (news[0] === 'DOWN') break
      const [, from, [what, ...args]] = news as readonly [Term, Term, [string, ...Term[]]]
      genServer.reply(from as unknown as genServer.From, answer(state, what, args))
    }
  }
  const [why] = Array.isArray(reason) ? reason : []
  if (why === 'application_terminated' || why === 'application_start_failure') halt(reason)
}

function isQuestion(message: Term): boolean {
  if (!Array.isArray(message) || message[0] !== '$gen_call') return false
  const [what] = Array.isArray(message[2]) ? message[2] : []
  return typeof what === 'string' && what.startsWith('get_')
}

/** As start, after the node's own applications. Null: the reply is sent when it is known. */
function startLater(state: State, request: Held): Term {
  if (state.boot.length === 0) return start(state, request)
  state.held.push(request)
  return null
}

function start(state: State, [from, name, type]: Held): Term {
  const inStart = state.starting.find((each) => each.name === name)
  const inStop = state.stopping.find((each) => each.name === name)
  if (inStart !== undefined) inStart.froms.push(from)
  else if (inStop !== undefined) inStop.next.push([from, name, type])
  if (inStart !== undefined || inStop !== undefined) return null
  if (!['permanent', 'transient', 'temporary'].includes(type)) {
    return ['error', ['invalid_restart_type', type]]
  }
  const app = loadedAs(state, name)
  if (app === undefined) return ['error', ['not_loaded', name]]
  if (state.running.some(([each]) => each === name)) return ['error', ['already_started', name]]
  const isStarted = (other: string) => state.started.some(([each]) => each === other)
  const missing = app.applications.find(
    (other) => !isStarted(other) && !app.optionalApplications.includes(other),
  )
  if (missing !== undefined) return ['error', ['not_started', missing]]
  if (app.mod.length === 0) {
    run(state, name, type, 'undefined')
    return 'ok'
  }
  const begins: Term[] = [self(), app as unknown as Term, 'normal']
  const master = spawnLink(['application_master', 'begin', begins])
  state.starting.push({ name, type, master, froms: [from] })
  return null
}

function run(state: State, name: string, type: RestartType, master: Pid | 'undefined'): void {
  forget(state.started, name)
  state.started.unshift([name, type])
  state.running.unshift([name, master])
  note('progress_report', { application: name })
}

/** A master says how its start went. */
function has(state: State, name: string, [kind, what]: readonly Term[]): Term {
  const raw = state as unknown as Term
  const at = state.starting.findIndex((each) => each.name === name)
  const [started] = at < 0 ? [] : state.starting.splice(at, 1)
  if (started === undefined) return ['noreply', raw]
  const { type, froms } = started
  if (kind === 'ok') {
    run(state, name, type, what as Pid)
    replyAll(froms, 'ok')
    bootOn(state)
    return ['noreply', raw]
  }
  const reason = what as Term
  replyAll(froms, ['error', reason])
  noteEnd(name, reason, type)
  const [why] = Array.isArray(reason) ? reason : []
  const isNormal = Array.isArray(why) && why[0] === 'EXIT' && why[1] === 'normal'
  if (type === 'temporary' || (type === 'transient' && isNormal)) return ['noreply', raw]
  return ['stop', ['application_start_failure', name, reason], raw]
}

function stop(state: State, from: Term, name: string): Term {
  const inStop = state.stopping.find((each) => each.name === name)
  if (inStop !== undefined) {
    inStop.froms.push(from)
    return null
  }
  const running = state.running.find(([each]) => each === name)
  const type = forget(state.started, name)?.[1]
  if (type === undefined) return ['error', ['not_started', name]]
  forget(state.running, name)
  if (running === undefined || running[1] === 'undefined') return 'ok'
  noteEnd(name, 'stopped', type)
  state.stopping.push({ name, master: running[1], froms: [from], next: [] })
  send(running[1], ['stop', self()])
  return null
}

/** A master has ended: it was stopped, it couldn't start, or its application is over. */
function masterEnded(state: State, master: Pid, reason: Term): Term {
  const raw = state as unknown as Term
  const at = state.stopping.findIndex((each) => samePid(each.master, master))
  const [stopped] = at < 0 ? [] : state.stopping.splice(at, 1)
  if (stopped !== undefined) {
    replyAll(stopped.froms, 'ok')
    startAll(state, stopped.next)
    return ['noreply', raw]
  }
  const starting = state.starting.find((each) => samePid(each.master, master))
  if (starting !== undefined) return has(state, starting.name, ['error', reason])
  const isIts = ([, each]: State['running'][number]) => each instanceof Pid && samePid(each, master)
  const name = state.running.find(isIts)?.[0]
  if (name === undefined) return ['noreply', raw]
  forget(state.running, name)
  const type = state.started.find(([each]) => each === name)?.[1] ?? 'temporary'
  noteEnd(name, reason, type)
  const isOver = type === 'permanent' || (type === 'transient' && reason !== 'normal')
  return isOver ? ['stop', ['application_terminated', name, reason], raw] : ['noreply', raw]
}

/** The node's own applications one after the other; then whoever had to wait for them. */
function bootOn(state: State): void {
  while (state.boot.length > 0) {
    const name = state.boot[0] as string
    if (!state.running.some(([each]) => each === name)) {
      if (start(state, [null, name, 'permanent']) === null) return
    }
    state.boot.shift()
  }
  startAll(state, state.held.splice(0))
}

function startAll(state: State, requests: readonly Held[]): void {
  for (const request of requests) {
    const reply = start(state, request)
    if (reply !== null) replyAll([request[0]], reply)
  }
}

function replyAll(froms: readonly Term[], reply: Term): void {
  for (const from of froms) if (from !== null) genServer.reply(from as genServer.From, reply)
}

function noteEnd(application: string, exited: Term, type: RestartType): void {
  note('application_report', { application, exited, type })
}

/** Takes an application out of a list; what stood there. */
function forget<T extends readonly [string, unknown]>(list: T[], name: string): T | undefined {
  const at = list.findIndex(([each]) => each === name)
  return at < 0 ? undefined : list.splice(at, 1)[0]
}

/** What a node's code server knows as `application_controller`. */
export const applicationControllerModule = {
  init,
  handleContinue,
  handleCall,
  handleCast,
  handleInfo,
  terminate,
}
