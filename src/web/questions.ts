/** Questions of the observer to this tab's nodes, and who waits for which answer. */
import { decodeTerm, encodeTerm, type Term } from '../kernel/index.ts'
import type { Inquiry } from './inquiry.ts'
import { limits } from './limits.ts'
import type { NodesHere } from './operations.ts'

export class Questions {
  private readonly waiting = new Map<number, (answer: Term) => void>()
  private last = 0

  /** Null when there is no such node, or it doesn't answer: it is busy, or has died meanwhile. */
  ask(nodes: NodesHere | null, node: string, question: Inquiry): Promise<Term> {
    if (nodes === null || !nodes.running.includes(node)) return Promise.resolve(null)
    const number = ++this.last
    const bytes = encodeTerm(question as unknown as Term)
    const answer = new Promise<Term>((resolve) => this.waiting.set(number, resolve))
    setTimeout(() => this.settle(number, null), limits.answerMs)
    nodes.post(node, { type: 'ask', number, question: bytes })
    return answer
  }

  answered(number: number, bytes: Uint8Array): void {
    this.settle(number, decodeTerm(bytes))
  }

  private settle(number: number, answer: Term): void {
    this.waiting.get(number)?.(answer)
    this.waiting.delete(number)
  }
}
