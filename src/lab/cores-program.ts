/**
 * One program for one node or many: it counts primes on as many nodes as it is told to. Large jobs
 * show what cores are good for, tiny ones what messages cost. Not supervised: it ends by itself.
 */
import type { SourceFile } from './op.ts'
import cores from './programs/cores/cores.ts?raw'

export const coresProgram: readonly SourceFile[] = [{ name: 'cores.ts', text: cores }]
