/**
 * Ready programs of the simulated world, as the text that a learner would write. Each node boots
 * the program's root supervisor.
 */
import type { Program } from './program.ts'
import chatMember from './programs/chat/member.ts?raw'
import room from './programs/chat/room.ts?raw'
import chatRoot from './programs/chat/root.ts?raw'
import heart from './programs/heartbeat/heart.ts?raw'
import heartbeatRoot from './programs/heartbeat/root.ts?raw'
import client from './programs/kv-store/client.ts?raw'
import kvRoot from './programs/kv-store/root.ts?raw'
import store from './programs/kv-store/store.ts?raw'
import player from './programs/ping-pong/player.ts?raw'
import pingPongRoot from './programs/ping-pong/root.ts?raw'
import ringRoot from './programs/ring/root.ts?raw'
import seat from './programs/ring/seat.ts?raw'
import crew from './programs/worker-pool/crew.ts?raw'
import customer from './programs/worker-pool/customer.ts?raw'
import poolDesk from './programs/worker-pool/desk.ts?raw'
import poolRoot from './programs/worker-pool/root.ts?raw'
import worker from './programs/worker-pool/worker.ts?raw'
import { chatPromises } from './properties/chat.ts'
import { heartbeatPromises } from './properties/heartbeat.ts'
import { keyValuePromises } from './properties/key-value.ts'
import { pingPongPromises } from './properties/ping-pong.ts'
import { ringPromises } from './properties/ring.ts'
import { workerPoolPromises } from './properties/worker-pool.ts'
import { counterTree } from './room-programs.ts'

/** Balls that go to and fro between two nodes, as fast as the network is. */
export const pingPong: Program = {
  id: 'ping-pong',
  root: 'root',
  nodes: 2,
  promises: pingPongPromises,
  files: [
    { name: 'root.ts', text: pingPongRoot },
    { name: 'player.ts', text: player },
  ],
}

/** A ring of nodes, each of which asks the next whether it is alive. */
export const heartbeat: Program = {
  id: 'heartbeat',
  root: 'root',
  nodes: 5,
  promises: heartbeatPromises,
  files: [
    { name: 'root.ts', text: heartbeatRoot },
    { name: 'heart.ts', text: heart },
  ],
}

/** A key-value store with copies, and its clients. */
export const kvStore: Program = {
  id: 'kv-store',
  root: 'root',
  nodes: 3,
  hasClients: true,
  promises: keyValuePromises,
  files: [
    { name: 'root.ts', text: kvRoot },
    { name: 'store.ts', text: store },
    { name: 'client.ts', text: client },
  ],
}

/** A token that goes round the nodes: a lost one is made again, a slow one is taken for lost. */
export const ring: Program = {
  id: 'ring',
  root: 'root',
  nodes: 5,
  promises: ringPromises,
  files: [
    { name: 'root.ts', text: ringRoot },
    { name: 'seat.ts', text: seat },
  ],
}

/** A room on the first node, and somebody on each who talks. */
export const chat: Program = {
  id: 'chat',
  root: 'root',
  nodes: 4,
  promises: chatPromises,
  files: [
    { name: 'root.ts', text: chatRoot },
    { name: 'room.ts', text: room },
    { name: 'member.ts', text: chatMember },
  ],
}

/** Jobs and workers on as many nodes as there are, who may come and go: it scales both ways. */
export const workerPool: Program = {
  id: 'worker-pool',
  root: 'root',
  nodes: 3,
  promises: workerPoolPromises,
  files: [
    { name: 'root.ts', text: poolRoot },
    { name: 'desk.ts', text: poolDesk },
    { name: 'crew.ts', text: crew },
    { name: 'worker.ts', text: worker },
    { name: 'customer.ts', text: customer },
  ],
}

/** Those that run by themselves. */
export const programs: readonly Program[] = [
  counterTree,
  pingPong,
  ring,
  heartbeat,
  chat,
  workerPool,
  kvStore,
]

/** Those for people: in ping-pong so much happens that nobody can follow it. */
export const freePlay: readonly Program[] = programs.filter((each) => each !== pingPong)
