/**
 * Reads a history line by line (`cli history` writes such) and holds clients to their rule:
 * one operation open at a time, and a new id after an unknown outcome. Blank lines say nothing.
 */
import { type Operation, readOperation } from './operation.ts'
import { byTime } from './order.ts'

export interface HistoryProblem {
  /** From 1. */
  readonly line: number
  readonly problem: string
}

export class HistoryReader {
  private readonly operations: Operation[] = []
  private readonly lines: number[] = []
  private count = 0

  /** Takes the next line, without its line feed; says what is wrong with it. */
  take(text: string): HistoryProblem | null {
    this.count += 1
    // A byte order mark counts as white space too.
    const line = text.trim()
    if (line === '') return null
    const operation = readOperation(line)
    if ('problem' in operation) return { line: this.count, problem: operation.problem }
    this.operations.push(operation)
    this.lines.push(this.count)
    return null
  }

  /** All operations in the order of their lines, or the first line that breaks its client's rule. */
  end():
    | { readonly operations: readonly Operation[]; readonly lines: readonly number[] }
    | HistoryProblem {
    const clash = firstClash(this.operations)
    if (clash === null) return { operations: this.operations, lines: this.lines }
    const [earlier, later] = clash
    const client = this.operations[later]!.client
    const at = `line ${this.lines[earlier]}`
    const isOpen = this.operations[earlier]!.status === 'unknown'
    return {
      line: this.lines[later]!,
      problem: isOpen
        ? `client ${client} goes on after an unknown outcome (${at}): it needs a new id`
        : `client ${client} still has an operation open (${at})`,
    }
  }
}

function firstClash(operations: readonly Operation[]): readonly [number, number] | null {
  const newest = new Map<number, number>()
  const clashes: (readonly [number, number])[] = []
  for (const at of [...operations.keys()].sort(byTime(operations))) {
    const { client, call } = operations[at]!
    const before = newest.get(client)
    const end = before === undefined ? -Infinity : (operations[before]!.ret ?? Infinity)
    if (before !== undefined && call < end) clashes.push([before, at])
    newest.set(client, at)
  }
  return clashes.sort((a, b) => Math.max(...a) - Math.max(...b))[0] ?? null
}
