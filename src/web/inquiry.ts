/** What the observer may ask a node: the kernel's questions, and three about places in its field. */
import type { Question } from '../kernel/index.ts'

export type Inquiry =
  | Question
  /** Who lives in that cell: as `process` tells one; null when it is dark. */
  | { readonly ask: 'cell'; readonly parent: number; readonly at: number }
  /** Which cell a process lives in: `{ parent, at }`; null when it is dead or not in the field. */
  | { readonly ask: 'place'; readonly id: number }
  /** Rows of whom a process has started, 0 for those from outside: `{ total, rows }`. */
  | {
      readonly ask: 'children'
      readonly parent: number
      readonly from: number
      readonly count: number
      /** Looks at the field first; else it is as it was last looked at. */
      readonly look: boolean
    }
