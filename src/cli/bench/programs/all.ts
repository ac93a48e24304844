/** The programs by name and body, as the driver finds them. */
import { roundTrips, stream } from './distribution.ts'
import * as lives from './lives.ts'
import * as messages from './messages.ts'
import * as servers from './servers.ts'
import type { Exports } from './stopwatch.ts'

export type Body = 'generator' | 'handler'

type Bodies = Readonly<Partial<Record<Body, Exports>>>

export const programs: Readonly<Record<string, Bodies>> = {
  'ping-pong': { generator: messages.pingPong, handler: messages.pingPongHandlers },
  'ping-pong-delegated': { generator: messages.pingPongDelegated },
  ring: { generator: messages.ring, handler: messages.ringHandlers },
  threadring: { generator: messages.threadring },
  'fan-in': { generator: messages.fanIn, handler: messages.fanInHandler },
  big: { generator: messages.big },
  'spawn-exit': { generator: lives.spawnExit },
  'spawn-reply': { generator: lives.spawnReply },
  'spawn-live': { generator: lives.spawnLive, handler: lives.spawnLiveHandlers },
  bytes: { generator: lives.bytes, handler: lives.bytesHandlers },
  'link-exit': { generator: lives.linkExit },
  'monitor-down': { generator: lives.monitorDown },
  timers: { generator: lives.timers },
  'selective-receive': { generator: servers.selectiveReceive },
  'call-raw': { generator: servers.callRawGenerator, handler: servers.callRawHandler },
  'call-gen-server': { generator: servers.callGenServer },
  cast: { generator: servers.cast },
  'supervisor-restart': { generator: servers.supervisorRestart },
}

/** What two nodes in two workers do together. */
export const pairs: Readonly<Record<string, Exports>> = {
  'workers-round-trip': roundTrips,
  'workers-throughput': stream,
}
