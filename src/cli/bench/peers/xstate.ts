/**
 * The same work in XState's actors: `createActor`, transition functions, and `send` to the actor an
 * event came from. A send runs its receiver at once, inside, unless that one is busy. It has no
 * question with an answer, so `call` isn't here.
 */
import { type AnyActor, createActor, fromTransition } from 'xstate'
import type { PeerProgram } from './peer-main.ts'

/** Somebody who can be sent such events. */
interface To<Event> {
  send(event: Event): void
}

type Ping = { readonly type: 'ping'; readonly from: To<Pong> }
type Pong = { readonly type: 'pong' }

const pong = fromTransition((state: number, { from }: Ping) => {
  from.send({ type: 'pong' })
  return state
}, 0)

/** Size: round trips. */
const pingPong: PeerProgram = (rounds) =>
  ending((done) => {
    const other = createActor(pong).start()
    const ping = fromTransition((left: number, _: Pong, { self }) => {
      if (left === 0) done(2 * rounds)
      else other.send({ type: 'ping', from: self })
      return left - 1
    }, rounds)
    createActor(ping).start().send({ type: 'pong' })
  })

type Token = { readonly type: 'token' }

const ringSize = 1_000

/** Size: laps. A whole lap is one stack of sends, and not every engine's stack is so high. */
const ring: PeerProgram = (laps) => {
  const actors: AnyActor[] = []
  const turn = (done: (operations: number) => void) => {
    let next: To<Token> = { send: () => {} }
    const passOn = fromTransition((left: number, token: Token) => {
      if (left === 0) done(ringSize * laps)
      else next.send(token)
      return left - 1
    }, laps)
    const first = createActor(passOn).start()
    actors.push(first)
    next = first
    for (let left = ringSize - 1; left > 0; left--) {
      const actor = createActor(passTo(next)).start()
      actors.push(actor)
      next = actor
    }
    first.send({ type: 'token' })
  }
  return ending(turn, actors)
}

function passTo(next: To<Token>) {
  return fromTransition((state: number, token: Token) => {
    next.send(token)
    return state
  }, 0)
}

const senders = 100
const messagesOfEach = 500

type Inc = { readonly type: 'inc'; readonly id: number; readonly left: number }

/** Size: waves. */
const fanIn: PeerProgram = (waves) =>
  ending((done) => {
    let sunk = 0
    const sink = createActor(fromTransition((count: number, _: Inc) => (sunk = count + 1), 0))
    sink.start()
    const sender = fromTransition((id: number, { type }: { readonly type: 'go' }) => {
      if (type !== 'go') return id
      for (let left = messagesOfEach; left > 0; left--) sink.send({ type: 'inc', id, left })
      return id
    }, 1)
    for (let left = waves; left > 0; left--) {
      for (let id = 1; id <= senders; id++) {
        const actor = createActor(sender).start()
        actor.send({ type: 'go' })
        actor.stop()
      }
    }
    done(sunk)
  })

type Go = { readonly type: 'go'; readonly from: To<Done> }
type Done = { readonly type: 'done' }

/** It hears of its own stop, too. */
const replier = fromTransition((state: number, event: Go) => {
  if (event.type === 'go') event.from.send({ type: 'done' })
  return state
}, 0)

/** Size: actors that are started, answer one event and are stopped. */
const spawnReply: PeerProgram = (count) =>
  ending((done) => {
    const main = fromTransition((left: number, _: Done, { self }) => {
      if (left === 0) done(count)
      else {
        const child = createActor(replier).start()
        child.send({ type: 'go', from: self })
        child.stop()
      }
      return left - 1
    }, count)
    createActor(main).start().send({ type: 'done' })
  })

type Add = { readonly type: 'inc'; readonly value: number }

const adder = fromTransition((sum: number, { value }: Add) => sum + value, 0)

/** What keeps the last ones in memory. */
export const held: { actors: readonly unknown[] } = { actors: [] }

/**
 * Size: actors that live on after one event each. They have a parent, because an actor without one
 * is a system of its own, twice as heavy.
 */
const live: PeerProgram = (count) =>
  ending((done) => {
    const parent = createActor(adder).start()
    const all = Array.from({ length: count }, () => createActor(adder, { parent }).start())
    for (const actor of all) actor.send({ type: 'inc', value: 1 })
    held.actors = all
    done(all.filter((actor) => actor.getSnapshot().context === 1).length)
  })

export const xstatePrograms: Readonly<Record<string, PeerProgram>> = {
  'ping-pong': pingPong,
  ring,
  'fan-in': fanIn,
  'spawn-reply': spawnReply,
  live,
}

/**
 * Everything has run when the first send returns. An actor that failed has told nobody: it is
 * looked for among `actors`.
 */
function ending(
  run: (done: (operations: number) => void) => void,
  actors: readonly AnyActor[] = [],
): Promise<number> {
  let operations: number | null = null
  run((count) => {
    operations = count
  })
  if (operations !== null) return Promise.resolve(operations)
  const failed = actors.find((actor) => actor.getSnapshot().status === 'error')
  return Promise.reject(failed?.getSnapshot().error ?? new Error('it stopped on the way'))
}
