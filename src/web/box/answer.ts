/** A node's answer to the observer: the kernel's own, or OTP's about its applications. */
import { type Node, observe, type Term } from '../../kernel/index.ts'
import { applicationsOn } from '../../otp/index.ts'
import type { Inquiry } from '../inquiry.ts'

export function answer(node: Node, inquiry: Inquiry): Term {
  return inquiry.ask === 'applications'
    ? applicationsOn(node, inquiry.look)
    : observe(node, inquiry)
}
