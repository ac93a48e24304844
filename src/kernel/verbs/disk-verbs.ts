/**
 * Verbs about stable storage (Erlang: file, whose words and answers these are). Each `yield*` one
 * comes back when the disk has answered; `['error', reason]` is what the disk said, and `enotsup`
 * that this world has none. Nobody checks what was read: checksums are the program's business, or
 * its log's, since a disk that lies passes its own.
 */

import { Storage } from '../disk/storage.ts'
import type { DiskAnswer, DiskRequest } from '../environment.ts'
import type { Node } from '../node.ts'
import { here } from '../process/current.ts'
import { markMailbox } from '../process/mailbox.ts'
import { bondsOf, isWaiting, receiveSince, type Waits } from '../process/process.ts'
import { badarg } from '../terms/exit.ts'
import type { Term } from '../terms/term.ts'
import { type Destination, isReply } from './address.ts'
import { send } from './verbs.ts'

/** Reasons are POSIX's: `'eio'`, `'enospc'`, `'enotsup'`, `'eagain'`. */
export type DiskError = readonly ['error', reason: string]

/** Writes at the end of a file; answers where. Not stable before a `sync`. */
export function* append(
  file: string,
  bytes: Uint8Array,
): Waits<readonly ['ok', at: number] | DiskError> {
  const copy = bytesIn(bytes, 'append')
  const answer = yield* ask({ do: 'append', file: nameIn(file, 'append'), bytes: copy })
  return answer as readonly ['ok', number] | DiskError
}

/** Writes over what is there, or beyond it (file:pwrite/3). Not stable before a `sync`. */
export function* write(file: string, at: number, bytes: Uint8Array): Waits<'ok' | DiskError> {
  const place = { at: countIn(at, 'write', 'at'), bytes: bytesIn(bytes, 'write') }
  return (yield* ask({ do: 'write', file: nameIn(file, 'write'), ...place })) as 'ok' | DiskError
}

/** At most so many bytes from there on, `'eof'` when there are none (file:pread/3). */
export function* read(
  file: string,
  at = 0,
  length: number = Number.POSITIVE_INFINITY,
): Waits<readonly ['ok', Uint8Array] | 'eof' | DiskError> {
  const from = countIn(at, 'read', 'at')
  const most = length === Number.POSITIVE_INFINITY ? length : countIn(length, 'read', 'length')
  const request = { do: 'read', file: nameIn(file, 'read'), at: from, length: most } as const
  return (yield* ask(request)) as readonly ['ok', Uint8Array] | 'eof' | DiskError
}

/** Cuts a file off there. Not stable before a `sync`. */
export function* truncate(file: string, length: number): Waits<'ok' | DiskError> {
  const keeps = countIn(length, 'truncate', 'length')
  const request = { do: 'truncate', file: nameIn(file, 'truncate'), length: keeps } as const
  return (yield* ask(request)) as 'ok' | DiskError
}

/**
 * `'ok'`: all that anybody wrote to the file before is stable. After an error it never will be,
 * even if a second try says `'ok'`: let it crash, and read what is there.
 */
export function* sync(file: string): Waits<'ok' | DiskError> {
  return (yield* ask({ do: 'sync', file: nameIn(file, 'sync') })) as 'ok' | DiskError
}

/**
 * As send, but the message leaves only when all that this process has written is stable; the disk
 * is asked for that, and the process goes on. What it sends to the same receiver later waits behind
 * it. If it can't become stable the message never leaves, and the process gets an exit signal
 * `['sync', file, reason]`; nothing under this verb leaves it any more, it answers the error. If the
 * node crashes before, it was never sent. `'ok'`: it will leave, or has left.
 */
export function sendAfterSync(to: Destination, message: unknown): 'ok' | DiskError {
  return hold(() => send(to, message))
}

/**
 * The same for every message that `act` sends, as `afterSync(() => genServer.reply(from, 'ok'))`;
 * it can't wait. What timers or other processes send later isn't held back.
 */
export function afterSync(act: () => unknown): 'ok' | DiskError {
  if (typeof act !== 'function') badarg('afterSync', 'act', 'a function')
  return hold(act)
}

function hold(act: () => unknown): 'ok' | DiskError {
  const process = here()
  const { node } = process
  if (node.environment.disk === undefined) return noDisk
  const storage = storageOf(node)
  const loss = storage.lossOf(process)
  if (loss !== null) return ['error', loss]
  if (isWaiting(storage.rest(act))) badarg('afterSync', 'act', 'a function that waits for nothing')
  return 'ok'
}

const noDisk: DiskError = Object.freeze(['error', 'enotsup'])

function storageOf(node: Node): Storage {
  node.storage ??= new Storage(node)
  return node.storage
}

function* ask(request: DiskRequest): Waits<DiskAnswer> {
  const process = here()
  const { node } = process
  if (node.environment.disk === undefined) return noDisk
  const storage = storageOf(node)
  if (storage.isBusy) return ['error', 'eagain']
  const ref = node.newRef()
  bondsOf(process)
  markMailbox(process, ref)
  storage.ask(process, ref, request)
  const isAnswer = (m: Term) => isReply(m, 'disk_reply', ref)
  const reply = (yield receiveSince(ref, isAnswer)) as readonly Term[]
  return reply[2] as DiskAnswer
}

const longestName = 255

function nameIn(file: unknown, verb: string): string {
  if (typeof file === 'string' && file.length > 0 && file.length <= longestName) return file
  return badarg(verb, 'file', `a name of at most ${longestName} characters`)
}

function countIn(count: unknown, verb: string, argument: string): number {
  if (Number.isSafeInteger(count) && (count as number) >= 0) return count as number
  return badarg(verb, argument, 'a whole number from 0 on')
}

/** A copy: the program may go on writing into its own. */
function bytesIn(bytes: unknown, verb: string): Uint8Array {
  if (bytes instanceof Uint8Array) return new Uint8Array(bytes)
  return badarg(verb, 'bytes', 'a Uint8Array')
}
