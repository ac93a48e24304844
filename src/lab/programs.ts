/**
 * Ready programs, as the text that a learner would write. The root supervisor is booted on the
 * first node; a program that wants more nodes places its processes itself.
 */
import type { SourceFile } from './op.ts'
import clock from './programs/counter-tree/clock.ts?raw'
import counter from './programs/counter-tree/counter.ts?raw'
import desk from './programs/counter-tree/desk.ts?raw'
import echo from './programs/counter-tree/echo.ts?raw'
import operator from './programs/counter-tree/operator.ts?raw'
import root from './programs/counter-tree/root.ts?raw'
import crowdRoot from './programs/crowd/crowd.ts?raw'
import flock from './programs/crowd/flock.ts?raw'
import member from './programs/crowd/member.ts?raw'
import heart from './programs/heartbeat/heart.ts?raw'
import heartbeatRoot from './programs/heartbeat/root.ts?raw'
import client from './programs/kv-store/client.ts?raw'
import kvRoot from './programs/kv-store/root.ts?raw'
import store from './programs/kv-store/store.ts?raw'
import player from './programs/ping-pong/player.ts?raw'
import pingPongRoot from './programs/ping-pong/root.ts?raw'
import { counterTreePromises } from './properties/counter-tree.ts'
import { heartbeatPromises } from './properties/heartbeat.ts'
import { keyValuePromises } from './properties/key-value.ts'
import { pingPongPromises } from './properties/ping-pong.ts'
import type { Promised } from './properties/watcher.ts'

export interface Program {
  readonly id: string
  readonly files: readonly SourceFile[]
  /** The module of its root supervisor. */
  readonly root: string
  /**
   * How many nodes it has when nobody says otherwise. A program with nodes has a root on each,
   * which is told `{ number, nodes }`: its own number from 1 on, and how many there are. In a
   * simulated world node 3 is called `n3`.
   */
  readonly nodes?: number
  /**
   * Its root may be told `{ clients, keys, everyMs, ops }`, too, or chooses them: clients of a
   * key-value store, who note each call and return (properties/client-notes.ts).
   */
  readonly hasClients?: true
  /** What it says of itself, until somebody breaks it. */
  readonly promises?: readonly Promised[]
}

/** The first minute: root → desk → counter, clock; an echo on each machine that joins. */
export const counterTree: Program = {
  id: 'counter-tree',
  root: 'root',
  promises: counterTreePromises,
  files: [
    { name: 'counter.ts', text: counter },
    { name: 'clock.ts', text: clock },
    { name: 'desk.ts', text: desk },
    { name: 'root.ts', text: root },
    { name: 'operator.ts', text: operator },
    { name: 'echo.ts', text: echo },
  ],
}

/** As many processes as wanted: opener → crowd → flocks → members. Opened, not booted. */
export const crowd: Program = {
  id: 'crowd',
  root: 'crowd',
  files: [
    { name: 'crowd.ts', text: crowdRoot },
    { name: 'flock.ts', text: flock },
    { name: 'member.ts', text: member },
  ],
}

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

/** Those that run by themselves. */
export const programs: readonly Program[] = [counterTree, pingPong, heartbeat, kvStore]
