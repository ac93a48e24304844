/** Terms as bytes, as files hold them (Erlang: term_to_binary/1, binary_to_term/1). */

import { DecodeError, decodeTerm, encodeTerm } from '../codec/codec.ts'
import { copyTerm } from '../terms/copy.ts'
import { badarg } from '../terms/exit.ts'
import type { Term } from '../terms/term.ts'

export function termToBinary(term: unknown): Uint8Array {
  return encodeTerm(copyTerm(term, 'term'))
}

/** Bytes that hold anything but one whole term are `badarg`. */
export function binaryToTerm(bytes: Uint8Array): Term {
  if (!(bytes instanceof Uint8Array)) badarg('binaryToTerm', 'bytes', 'a Uint8Array')
  try {
    return decodeTerm(bytes)
  } catch (thrown) {
    if (!(thrown instanceof DecodeError)) throw thrown
    return badarg('binaryToTerm', 'bytes', 'one whole term')
  }
}
