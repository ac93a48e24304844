/**
 * The registrar of a name server: one process that does what takes several steps, one after the
 * other. It changes names in its partition, and makes one partition of two. Either way it holds the
 * lock `global` on all nodes concerned, so that names change nowhere else.
 */
import {
  type Become,
  become,
  Pid,
  samePid,
  self,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { termKey } from '../gen/term-key.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { backOff, delLock, lockOn } from './global-locks.ts'
import { type LockId, type Op, type Resolve, serverName } from './global-table.ts'
import * as rpc from './rpc.ts'

const infinity = Number.POSITIVE_INFINITY

type Entry = readonly [name: Term, pid: Pid, resolve: Resolve]

/** The names of a node, and how often they have changed. */
type Names = readonly [version: number, entries: readonly Entry[]]

/** First life; it rests as a handler. */
export function registrar(server: Pid): Become {
  return become(['global', 'registrarLoop'], server)
}

export function* registrarLoop(server: Term, message: Term): Waits<Term> {
  const [what, about, op] = message as readonly [string, Term, Term]
  if (what === 'registrar') {
    genServer.reply(about as genServer.From, yield* inPartition(server as Pid, op as unknown as Op))
  }
  if (what === 'sync') yield* syncWith(server as Pid, about as string)
  return server
}

/** A change of names on all nodes of the partition: `'yes'`, or `'no'` and nothing has changed. */
function* inPartition(server: Pid, op: Op | readonly ['try', Op]): Waits<'yes' | 'no'> {
  const [nodes, id] = yield* lockPartition(server)
  const request: Term = op[0] === 'try' ? ['try', op[1], nodes] : change([op], nodes)
  const [replies] = yield* genServer.multiCall(nodes, serverName, request)
  const done = replies.filter(([, isDone]) => isDone === true).map(([node]) => node)
  const isDone = done.length === replies.length
  if (op[0] === 'try' && !isDone) {
    yield* genServer.multiCall(done, serverName, change([['delete', op[1][1]]], nodes))
  }
  yield* delLock(id, nodes)
  return isDone ? 'yes' : 'no'
}

function change(ops: readonly Op[], nodes: readonly string[], united: readonly Pid[] = []): Term {
  return ['perform', ops as unknown as Term, nodes, united]
}

/** The partition's nodes, all of them locked. */
function* lockPartition(server: Pid): Waits<readonly [string[], LockId]> {
  const id: LockId = ['global', self()]
  for (let tries = 0; ; tries++) {
    const nodes = nodesOf(yield* partitionOf(server))
    if (yield* lockBossFirst(id, nodes)) {
      if (nodesOf(yield* partitionOf(server)).every((node) => nodes.includes(node))) {
        return [nodes, id]
      }
      yield* delLock(id, nodes)
    }
    yield* backOff(tries)
  }
}

/** Rivals meet at the greatest node, before they have locked others for nothing. */
function* lockBossFirst(id: LockId, nodes: readonly string[]): Waits<boolean> {
  const boss = [...nodes].sort().at(-1) as string
  if (!(yield* lockOn(id, [boss]))) return false
  if (yield* lockOn(id, nodes)) return true
  yield* delLock(id, [boss])
  return false
}

/**
 * Brings this node and another to the same names. They may have them already, after others of their
 * partitions have met; then no lock is needed, if nothing changes until both have agreed.
 */
function* syncWith(server: Pid, other: string): Waits<void> {
  for (let tries = 0; ; ) {
    const peer = yield* genServer.call(server, ['unsynced', other], infinity)
    const both = yield* namesOfBoth(server, other)
    if (!(peer instanceof Pid) || both === null) return
    const [[version, here], [otherVersion, there]] = both
    if (sameNames(here, there)) {
      const isHis = (yield* askAt(other, ['agree', server, [], otherVersion])) === true
      const ask = ['agree', peer, [], version]
      if (isHis && (yield* genServer.call(server, ask, infinity)) === true) return
    } else if (yield* unite(server, peer)) return
    else yield* backOff(tries++)
  }
}

/** The names of two partitions become those of both, under locks; false when they weren't free. */
function* unite(server: Pid, peer: Pid): Waits<boolean> {
  const ours = nodesOf(yield* partitionOf(server))
  const theirs = nodesOf(((yield* askAt(peer.node, 'partition')) ?? []) as unknown as Pid[])
  const nodes = [...new Set([...ours, ...theirs])]
  const id: LockId = ['global', self()]
  if (!(yield* lockBossFirst(id, nodes))) return false
  const both = yield* namesOfBoth(server, peer.node)
  if (both !== null) {
    const [opsHere, opsThere] = yield* exchange(both[0][1], both[1][1])
    const pair = [server, peer]
    yield* genServer.multiCall(ours, serverName, change(opsHere, ours, pair))
    const request = change(opsThere, theirs, pair)
    yield* rpc.call(peer.node, ['global', 'spread', [theirs, request]])
  }
  yield* delLock(id, nodes)
  return true
}

/** The other partition's part, from its own middle: this node may not see all of them yet. */
export function* spread(nodes: readonly string[], request: Term): Waits<'ok'> {
  yield* genServer.multiCall(nodes, serverName, request)
  return 'ok'
}

/** What each side has to change. Of two processes with one name, our function decides. */
function* exchange(ours: readonly Entry[], theirs: readonly Entry[]): Waits<[Op[], Op[]]> {
  const here: Op[] = []
  const there: Op[] = []
  const known = new Map(ours.map((entry) => [termKey(entry[0]), entry]))
  for (const entry of theirs) {
    const own = known.get(termKey(entry[0]))
    known.delete(termKey(entry[0]))
    if (own === undefined) here.push(['insert', ...entry])
    else if (!samePid(own[1], entry[1])) {
      const kept = yield* decide(own, entry)
      const op: Op = kept === null ? ['delete', own[0]] : ['insert', ...kept]
      if (kept !== own) here.push(op)
      if (kept !== entry) there.push(op)
    }
  }
  for (const entry of known.values()) there.push(['insert', ...entry])
  return [here, there]
}

/** The entry that stays, or null. A function that fails leaves the name to the other side. */
function* decide(own: Entry, other: Entry): Waits<Entry | null> {
  const [name, pid, resolve] = own
  const decides = ['global', 'resolveIt', [resolve as Term, name, other[1], pid]] as const
  const kept = yield* rpc.call(pid.node, decides)
  if (!(kept instanceof Pid)) return kept === 'none' ? null : other
  return samePid(kept, pid) ? own : other
}

function* namesOfBoth(server: Pid, other: string): Waits<readonly [Names, Names] | null> {
  const here = (yield* genServer.call(server, 'names', infinity)) as unknown as Names
  const there = (yield* askAt(other, 'names')) as unknown as Names | null
  return there === null ? null : [here, there]
}

function sameNames(here: readonly Entry[], there: readonly Entry[]): boolean {
  const known = new Map(here.map(([name, pid]) => [termKey(name), pid]))
  const isSame = ([name, pid]: Entry) => samePid(known.get(termKey(name)) ?? self(), pid)
  return here.length === there.length && there.every(isSame)
}

function* partitionOf(server: Pid): Waits<Pid[]> {
  return (yield* genServer.call(server, 'partition', infinity)) as unknown as Pid[]
}

/** A question to another node's name server; null when it can't be reached. */
function* askAt(other: string, request: Term): Waits<Term> {
  const [replies] = yield* genServer.multiCall([other], serverName, request)
  return replies[0]?.[1] ?? null
}

function nodesOf(pids: readonly Pid[]): string[] {
  return pids.map((pid) => pid.node)
}
