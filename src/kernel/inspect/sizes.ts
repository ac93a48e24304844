/**
 * About how many bytes a process takes: what V8 needs for its record with four-byte pointers, and
 * what its messages and its state hold. An estimate, to compare processes by.
 */
import { aside } from '../process/current.ts'
import { messagesOf, queueLength } from '../process/mailbox.ts'
import type { Process } from '../process/process.ts'
import { Pid, Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'

const recordBytes = 120
const generatorBytes = 110
const bondsBytes = 180
const messageBytes = 40

/** `deep`: state and messages are gone through, which takes as long as they are large. */
export function sizeOf(process: Process, deep: boolean): number {
  let bytes = recordBytes + queueLength(process) * messageBytes
  if (process.body !== null) bytes += generatorBytes
  if (process.bonds !== null) bytes += bondsBytes
  if (!deep) return bytes
  const terms = messagesOf(process)
  if (process.handler !== null) terms.push(process.state)
  partsLeft = mostParts
  return terms.reduce<number>((sum, term) => sum + weigh(term), bytes)
}

/** A handler's state may be anything: what can't be looked at weighs nothing. */
function weigh(term: Term): number {
  try {
    return aside(() => termBytes(term, 0))
  } catch {
    return 0
  }
}

function termBytes(term: Term, depth: number): number {
  if (typeof term === 'string') return 12 + term.length
  if (typeof term !== 'object' || term === null) return 4
  if (term instanceof Pid || term instanceof Ref || depth > deepest || --partsLeft < 0) return 4
  if (term instanceof Uint8Array) return 80 + term.length
  let bytes = 16
  for (const key in term) {
    const part = (term as { readonly [key: string]: Term })[key] as Term
    bytes += 4 + termBytes(part, depth + 1)
  }
  return bytes
}

const deepest = 100
/** So many parts are looked at; what is larger is larger than it says. */
const mostParts = 20_000
let partsLeft = mostParts
