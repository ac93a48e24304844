/** What a ready program is: its text, where it begins, and what it promises. */
import type { SourceFile } from './op.ts'
import type { Promised } from './properties/watcher.ts'

export interface Program {
  readonly id: string
  readonly files: readonly SourceFile[]
  /** The module of its root supervisor. */
  readonly root: string
  /**
   * How many nodes it has when nobody says otherwise. A program with nodes has a root on each,
   * which is told `{ number, nodes }`: its own number from 1 on, and how many there are. In a
   * simulated world node 3 is called `n3`.
   */
  readonly nodes?: number
  /**
   * Its root may be told `{ clients, keys, everyMs, ops }`, too, or chooses them: clients of a
   * key-value store, who note each call and return (properties/client-notes.ts).
   */
  readonly hasClients?: true
  /** What it says of itself, until somebody breaks it. */
  readonly promises?: readonly Promised[]
}
