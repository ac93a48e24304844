/**
 * Agent (Elixir): a gen_server around a state, which others read and change with functions. A
 * function can't travel from process to process, so it is named: `[module, func, args]` is called
 * with the state before its arguments, as Agent.get/5 and its like do.
 */
import { put, type Term, type Waits } from '../../kernel/index.ts'
import { perform, shown } from '../gen/callback.ts'
import type { KeptName, NearRef } from '../gen/names.ts'
import type { StartResult } from '../gen/proc-lib.ts'
import * as genServer from './gen-server.ts'

/** A function by name, with its arguments after the state. */
export type AgentFunction = readonly [module: string, func: string, args?: readonly Term[]]

/** Starts an agent linked to the caller; its state is what `[module, func, args]` answers. */
export function startLink(
  func: AgentFunction,
  options: genServer.ServerOptions = {},
): Waits<StartResult> {
  return genServer.startLink('agent', whole(func), options)
}

/** As startLink; nobody is linked to it. */
export function start(
  func: AgentFunction,
  options: genServer.ServerOptions = {},
): Waits<StartResult> {
  return genServer.start('agent', whole(func), options)
}

/** What the function answers for the state, which stays. */
export function get(
  agent: genServer.ServerRef,
  func: AgentFunction,
  timeoutMs = 5_000,
): Waits<Term> {
  return genServer.call(agent, ['get', whole(func)], timeoutMs)
}

/** The function's answer is the new state. */
export function update(
  agent: genServer.ServerRef,
  func: AgentFunction,
  timeoutMs = 5_000,
): Waits<Term> {
  return genServer.call(agent, ['update', whole(func)], timeoutMs)
}

/** The function answers `[answer, new state]`; anything else ends the agent. */
export function getAndUpdate(
  agent: genServer.ServerRef,
  func: AgentFunction,
  timeoutMs = 5_000,
): Waits<Term> {
  return genServer.call(agent, ['get_and_update', whole(func)], timeoutMs)
}

/** As update, and doesn't wait; nobody needs to be there. */
export function cast(agent: NearRef, func: AgentFunction): 'ok'
export function cast(agent: KeptName, func: AgentFunction): Waits<'ok'>
export function cast(agent: genServer.ServerRef, func: AgentFunction): 'ok' | Waits<'ok'> {
  return genServer.cast(agent, ['cast', whole(func)])
}

/** Ends an agent and waits for its end. */
export function stop(
  agent: genServer.ServerRef,
  reason: Term = 'normal',
  timeoutMs = Number.POSITIVE_INFINITY,
): Waits<'ok'> {
  return genServer.stop(agent, reason, timeoutMs)
}

/** What the code server loads as agent: the callback module of its gen_server. */
export const agentModule = {
  start,
  startLink,
  *init(func: AgentFunction): Waits<Term> {
    const [module, name, args = []] = func
    put('$initial_call', [module, name, args.length])
    return ['ok', shown(yield* perform(module, name, args))]
  },
  *handleCall([what, func]: Request, _from: unknown, state: Term): Waits<Term> {
    const answer = yield* run(func, state)
    if (what === 'get') return ['reply', answer, state]
    if (what === 'update') return ['reply', 'ok', answer]
    const isPair = Array.isArray(answer) && answer.length === 2
    if (!isPair) return ['stop', ['bad_return_value', answer], state]
    return ['reply', answer[0] as Term, answer[1] as Term]
  },
  *handleCast([, func]: Request, state: Term): Waits<Term> {
    return ['noreply', yield* run(func, state)]
  },
  handleInfo: (_message: Term, state: Term) => ['noreply', state],
  *codeChange(_oldVersion: Term, state: Term, func: AgentFunction): Waits<Term> {
    return ['ok', yield* run(func, state)]
  },
} as const

type Request = readonly [what: 'get' | 'update' | 'get_and_update' | 'cast', func: AgentFunction]

function* run([module, name, args = []]: AgentFunction, state: Term): Waits<Term> {
  return shown(yield* perform(module, name, [state, ...args]))
}

/** The arguments are always told, so that exit reasons and traces show Erlang's MFA. */
function whole([module, name, args = []]: AgentFunction): Term {
  return [module, name, args]
}
