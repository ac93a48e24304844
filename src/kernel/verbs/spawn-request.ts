/** Spawns that nobody waits for (Erlang: spawn_request/5, spawn_request_abandon/1). */

import { deliver } from '../net/delivery.ts'
import type { Start } from '../net/frame.ts'
import { awaited, type Replying } from '../net/spawn-signals.ts'
import { here } from '../process/current.ts'
import { markMailbox } from '../process/mailbox.ts'
import { bondsOf } from '../process/process.ts'
import { startMonitor } from '../process/ties.ts'
import { copyTerm } from '../terms/copy.ts'
import { badarg } from '../terms/exit.ts'
import { copyRef, type Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import { givesRef } from './address.ts'
import { type Keys, readOptions } from './options.ts'
import type { SpawnOptions } from './spawn-verbs.ts'
import { readStart, request, startHere, type Wishes } from './start.ts'

export interface SpawnRequestOptions extends SpawnOptions {
  /** Watched from the first moment; `tag` is the first part of what tells of the end. */
  readonly monitor?: boolean | { readonly tag?: Term }
  /** Which answers are told. */
  readonly reply?: Replying
  /** First part of the answer. */
  readonly replyTag?: Term
}

/**
 * Asks a node for a process and doesn't wait: `['spawn_reply', ref, 'ok', pid]` comes, or
 * `['spawn_reply', ref, 'error', reason]`. A monitor has that same reference.
 */
export function spawnRequest(nodeName: string, start: Start, options?: SpawnRequestOptions): Ref {
  if (typeof nodeName !== 'string') badarg('spawnRequest', 'nodeName', "a node's name")
  const read = readOptions('spawnRequest', options, keys)
  const link = read.link === true
  const wishes = readWishes(read)
  if (nodeName === here().node.name) return requestHere(start, link, wishes)
  return request(nodeName, readStart(start, 'spawnRequest'), link, wishes)
}

/**
 * Whether the caller's request was still unanswered: nothing will come of it any more. A process
 * that was to be linked ends with `abandoned`.
 */
export function spawnRequestAbandon(ref: Ref): boolean {
  const process = here()
  if (!givesRef(ref)) badarg('spawnRequestAbandon', 'ref', 'a reference')
  const asked = awaited(process, ref)
  if (asked === null || asked.abandoned) return false
  asked.abandoned = true
  return true
}

/** On this node the answer comes at once. */
function requestHere(start: Start, link: boolean, { monitor, reply, tag }: Wishes): Ref {
  const process = here()
  const { node } = process
  const ref = node.newRef()
  bondsOf(process)
  markMailbox(process, ref)
  if (node.isFull) {
    readStart(start, 'spawnRequest')
    if (reply === 'yes' || reply === 'error_only') {
      deliver(node, process, [tag, copyRef(ref), 'error', 'system_limit'], null, null)
    }
    return ref
  }
  const { pid } = startHere(start, 'spawnRequest', link)
  if (monitor !== null) {
    const as = { target: pid, node: node.name, named: null, ...monitor }
    startMonitor(node, process, { ref, owner: process.pid, ...as })
  }
  if (reply === 'yes' || reply === 'success_only') {
    deliver(node, process, [tag, copyRef(ref), 'ok', pid], pid, null)
  }
  return ref
}

const keys: Keys<SpawnRequestOptions> = {
  link: 'flag',
  monitor: 'any',
  reply: 'any',
  replyTag: 'any',
}

function readWishes(options: SpawnRequestOptions): Wishes {
  const { monitor = false, reply = 'yes', replyTag = 'spawn_reply' } = options
  if (!['yes', 'no', 'error_only', 'success_only'].includes(reply)) {
    badarg('spawnRequest', 'reply', "'yes', 'no', 'error_only' or 'success_only'")
  }
  const { tag } =
    typeof monitor === 'boolean'
      ? {}
      : readOptions<{ tag?: Term }>('spawnRequest', monitor, { tag: 'any' }, 'options.monitor')
  return {
    monitor: monitor === false ? null : { tag: tag === undefined ? 'DOWN' : copyTerm(tag, 'tag') },
    reply,
    tag: copyTerm(replyTag, 'replyTag'),
  }
}
