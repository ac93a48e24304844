/**
 * One question to the servers of one name on many nodes, and the same for casts (Erlang:
 * gen_server:multi_call/2–4, abcast/2,3; otp-semantics C10, C12).
 */
import {
  nodes as connected,
  Doomed,
  demonitor,
  node,
  now,
  type Ref,
  receiveSince,
  self,
  send,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { answers, ask, callServer } from '../gen/gen-call.ts'

/** `[[[node, answer], …], [bad node, …]]`, both in the order of the nodes. */
export type Answers = readonly [
  replies: readonly (readonly [string, Term])[],
  bad: readonly string[],
]

/** Asks on this and all connected nodes, or on those named first. Late answers reach nobody. */
export function multiCall(name: string, request: Term): Waits<Answers>
export function multiCall(
  nodes: readonly string[],
  name: string,
  request: Term,
  timeoutMs?: number,
): Waits<Answers>
export function multiCall(...args: readonly unknown[]): Waits<Answers> {
  const all = Array.isArray(args[0]) ? args : [[node(), ...connected()], ...args]
  const [nodes, name, request, timeoutMs = Number.POSITIVE_INFINITY] = all
  return askAll(nodes as string[], name as string, request as Term, timeoutMs as number)
}

function* askAll(
  nodes: readonly string[],
  name: string,
  request: Term,
  timeoutMs: number,
): Waits<Answers> {
  const forEver = timeoutMs === Number.POSITIVE_INFINITY
  if (forEver && nodes.length === 1 && nodes[0] === node()) return yield* askHere(name, request)
  const deadline = now() + timeoutMs
  const me = self()
  const asked = nodes.map((where) => [where, ask([name, where], me, '$gen_call', request)] as const)
  const replies: (readonly [string, Term])[] = []
  const bad: string[] = []
  for (const [where, ref] of asked) {
    const leftMs = forEver ? null : Math.max(0, deadline - now())
    const answer = yield* answerTo(ref, leftMs)
    if (answer === undefined || answer[0] === 'DOWN') bad.push(where)
    else replies.push([where, answer[1] as Term])
  }
  return [replies, bad]
}

/** The answer, the DOWN, or undefined; then nothing more can come. */
function* answerTo(ref: Ref, afterMs: number | null): Waits<readonly Term[] | undefined> {
  const answer = yield receiveSince(ref, (m) => answers(m, ref), afterMs)
  if (answer === undefined) demonitor(ref)
  return answer as readonly Term[] | undefined
}

/** One's own name is a bad node, as any call to oneself. */
function* askHere(name: string, request: Term): Waits<Answers> {
  const label = ['gen_server', 'call'] as const
  try {
    const answer = yield* callServer('$gen_call', name, request, Number.POSITIVE_INFINITY, label)
    return [[[node(), answer]], []]
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return [[], [node()]]
  }
}

/** Casts to that name on this and all connected nodes, or on those named first. */
export function abcast(name: string, message: Term): 'abcast'
export function abcast(nodes: readonly string[], name: string, message: Term): 'abcast'
export function abcast(...args: readonly unknown[]): 'abcast' {
  const all = Array.isArray(args[0]) ? args : [[node(), ...connected()], ...args]
  const [nodes, name, message] = all as readonly [readonly string[], string, Term]
  for (const where of nodes) send([name, where], ['$gen_cast', message])
  return 'abcast'
}
