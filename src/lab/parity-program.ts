/**
 * Scenarios without races, whose causes are the same in every world. The files have names of the
 * first minute's, so that a page runs them in their place as if somebody had written them there.
 */
import type { SourceFile } from './op.ts'
import counter from './programs/parity/counter.ts?raw'
import desk from './programs/parity/desk.ts?raw'
import root from './programs/parity/root.ts?raw'

export const parityFiles: readonly SourceFile[] = [
  { name: 'root.ts', text: root },
  { name: 'desk.ts', text: desk },
  { name: 'counter.ts', text: counter },
]

/** Functions of `root.ts`: each is run with every other node, one after the other. */
export const parityScenarios: readonly string[] = [
  'requests',
  'restart',
  'linkDeath',
  'downs',
  'spawning',
  'ring',
]
