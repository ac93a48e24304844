/**
 * The same work in nact's actors: `spawn`, `dispatch`, and `query` for a question with an answer.
 * It takes Node's own modules and setImmediate, so it comes into a thread of Node from outside.
 */
import type * as Nact from 'nact'
import type { Ref } from 'nact'
import type { PeerProgram } from './peer-main.ts'

declare global {
  /** Required by the thread's first line; see places.ts. */
  var nact: typeof Nact
}

/** Runs in a system of its own, which nobody can find afterwards. */
async function inSystem(
  run: (system: Ref<never>, done: (operations: number) => void) => void,
): Promise<number> {
  const system = globalThis.nact.start()
  const operations = await new Promise<number>((done) => run(system, done))
  globalThis.nact.stop(system)
  return operations
}

/** Size: round trips. */
const pingPong: PeerProgram = (rounds) =>
  inSystem((system, done) => {
    const { spawn, dispatch } = globalThis.nact
    const answer = (_: unknown, { from }: { readonly from: Ref<string> }) => dispatch(from, 'pong')
    const pong = spawn(system, answer, 'pong')
    const ping = spawn(
      system,
      (left: number, _: string, { self }) => {
        if (left === 0) done(2 * rounds)
        else dispatch(pong, { from: self })
        return left - 1
      },
      'ping',
      { initialState: rounds },
    )
    dispatch(ping, 'begin')
  })

const ringSize = 1_000

/** Size: laps. */
const ring: PeerProgram = (laps) =>
  inSystem((system, done) => {
    const { spawn, dispatch } = globalThis.nact
    let next: Ref<string>
    const first = spawn(
      system,
      (left: number, token: string) => {
        if (left === 0) done(ringSize * laps)
        else dispatch(next, token)
        return left - 1
      },
      'first',
      { initialState: laps },
    )
    next = first
    for (let left = ringSize - 1; left > 0; left--) {
      const to = next
      next = spawn(system, (_: unknown, token: string) => dispatch(to, token), `node-${left}`)
    }
    dispatch(first, 'token')
  })

const senders = 100
const messagesOfEach = 500
const wave = senders * messagesOfEach

type Inc = readonly [tag: 'inc', id: number, left: number]

/** Size: waves. */
const fanIn: PeerProgram = (waves) =>
  inSystem((system, done) => {
    const { spawn, dispatch, stop } = globalThis.nact
    const total = waves * wave
    const startSenders = (of: number) => {
      for (let id = 1; id <= senders; id++) {
        const send = (_: unknown, to: Ref<Inc>, { self }: { readonly self: Ref<Ref<Inc>> }) => {
          for (let left = messagesOfEach; left > 0; left--) dispatch(to, ['inc', id, left] as const)
          stop(self)
        }
        dispatch(spawn(system, send, `sender-${of}-${id}`), sink)
      }
    }
    const sink = spawn(
      system,
      (count: number, _: Inc) => {
        if (count + 1 === total) done(total)
        else if ((count + 1) % wave === 0) startSenders(count)
        return count + 1
      },
      'sink',
      { initialState: 0 },
    )
    startSenders(0)
  })

/** Size: actors that are started, answer one message and are stopped. */
const spawnReply: PeerProgram = (count) =>
  inSystem((system, done) => {
    const { spawn, dispatch, stop } = globalThis.nact
    const reply = (_: unknown, to: Ref<string>, { self }: { readonly self: Ref<Ref<string>> }) => {
      dispatch(to, 'done')
      stop(self)
    }
    const main = spawn(
      system,
      (left: number, _: string, { self }) => {
        if (left === 0) done(count)
        else dispatch(spawn(system, reply, `child-${left}`), self)
        return left - 1
      },
      'main',
      { initialState: count },
    )
    dispatch(main, 'begin')
  })

/** What keeps the last ones in memory; their system is forgotten. */
export const held: { actors: readonly unknown[] } = { actors: [] }

/** Size: actors that live on after one message each. */
const live: PeerProgram = async (count) => {
  const { start, spawn, dispatch } = globalThis.nact
  const system = start()
  let handled = 0
  await new Promise<void>((resolve) => {
    const add = (sum: number, value: number) => {
      if (++handled === count) resolve()
      return sum + value
    }
    const all = Array.from({ length: count }, (_, at) =>
      spawn(system, add, `actor-${at}`, { initialState: 0 }),
    )
    for (const actor of all) dispatch(actor, 1)
    held.actors = all
  })
  return handled
}

/** Size: questions, one after the other, each with a timeout as a gen_server's call has one. */
const call: PeerProgram = (count) =>
  inSystem(async (system, done) => {
    const { spawn, dispatch, query } = globalThis.nact
    const serve = (state: number, { from }: { readonly from: Ref<number> }) => {
      dispatch(from, state + 1)
      return state + 1
    }
    const server = spawn(system, serve, 'server', { initialState: 0 })
    for (let left = count; left > 0; left--) {
      await query(server, (from: Ref<number>) => ({ from }), 5_000)
    }
    done(count)
  })

export const nactPrograms: Readonly<Record<string, PeerProgram>> = {
  'ping-pong': pingPong,
  ring,
  'fan-in': fanIn,
  'spawn-reply': spawnReply,
  live,
  call,
}
