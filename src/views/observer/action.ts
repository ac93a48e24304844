/** What a person asks of the observer, as data; it never asks for more of a node than is shown. */
import type { Column } from '../../kernel/index.ts'

export type Tab = 'field' | 'processes' | 'trees' | 'applications' | 'names'

/** Which page of rows is shown. */
export interface Query {
  readonly sort: Column
  readonly descending: boolean
  readonly search: string
  readonly from: number
}

/** Cells of one block of the field: `[first, last]` places. */
export interface Swath {
  readonly parent: number
  readonly cells: readonly (readonly [first: number, last: number])[]
}

export type ObserverAction =
  | { readonly act: 'close' }
  /** To one to many cores, and back here when that is closed. */
  | { readonly act: 'cores' }
  | { readonly act: 'tab'; readonly tab: Tab }
  | { readonly act: 'node'; readonly node: string }
  | { readonly act: 'query'; readonly change: Partial<Query> }
  /** Looks at one process of the node; null at none. */
  | { readonly act: 'choose'; readonly id: number | null }
  /** Looks at whoever lives in that cell of the field. */
  | { readonly act: 'chooseCell'; readonly parent: number; readonly at: number }
  | { readonly act: 'find'; readonly search: string }
  | { readonly act: 'unfold'; readonly parent: number; readonly from: number }
  | { readonly act: 'fold'; readonly parent: number }
  /** Unfolds the tree down to a process, and looks at it. */
  | { readonly act: 'reveal'; readonly id: number }
  /** Looks at an application's tree; null at none. */
  | { readonly act: 'application'; readonly name: string | null }
  | { readonly act: 'startApplication' | 'stopApplication'; readonly name: string }
  | { readonly act: 'kill' | 'suspend' | 'resume' | 'trace' | 'untrace'; readonly id: number }
  /** Kills whoever lives there; `count` lived there when it was last looked at. */
  | { readonly act: 'mow'; readonly swaths: readonly Swath[]; readonly count: number }
  | { readonly act: 'crowd'; readonly size: number }
  | { readonly act: 'disperse' }
