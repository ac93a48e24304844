/** An operation that another machine sent: bytes of anybody, so its shape is checked before use. */
import { DecodeError, decodeTerm, type Term } from '../kernel/index.ts'
import { machineOf, type Op } from '../lab/index.ts'
import { isNodeOf } from './names.ts'

type Fields = { readonly [key: string]: Term | undefined }

/** The op, or null when it isn't one that a machine may ask of another. */
export function readOp(bytes: Uint8Array): Op | null {
  const term = decode(bytes)
  if (typeof term !== 'object' || term === null || Array.isArray(term)) return null
  return isForeignOp(term as Fields) ? (term as unknown as Op) : null
}

function isForeignOp(op: Fields): boolean {
  switch (op.do) {
    case 'kill':
    case 'suspend':
    case 'resume':
      return isTarget(op.target)
    case 'crash':
      return isTarget(op.target) && op.reason !== undefined
    case 'send':
      return isTarget(op.target) && op.message !== undefined
    case 'kill_node':
      return typeof op.node === 'string' && isNodeOf(machineOf(op.node), op.node)
    case 'load':
      return Array.isArray(op.files) && op.files.every(isFile)
    default:
      return false
  }
}

function isTarget(value: Term | undefined): boolean {
  const { name, pid } = (value ?? {}) as Fields
  return typeof name === 'string' || typeof pid === 'string'
}

function isFile(value: Term): boolean {
  const { name, text } = (value ?? {}) as Fields
  return typeof name === 'string' && typeof text === 'string'
}

function decode(bytes: Uint8Array): Term {
  try {
    return decodeTerm(bytes)
  } catch (problem) {
    if (problem instanceof DecodeError) return null
    throw problem
  }
}
