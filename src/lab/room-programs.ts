/**
 * The programs of a room, as the text that a learner would write. They have a file of their own
 * because what stands in one with them would come with the first screen.
 */
import type { Program } from './program.ts'
import clock from './programs/counter-tree/clock.ts?raw'
import counter from './programs/counter-tree/counter.ts?raw'
import desk from './programs/counter-tree/desk.ts?raw'
import echo from './programs/counter-tree/echo.ts?raw'
import operator from './programs/counter-tree/operator.ts?raw'
import root from './programs/counter-tree/root.ts?raw'
import crowdRoot from './programs/crowd/crowd.ts?raw'
import flock from './programs/crowd/flock.ts?raw'
import member from './programs/crowd/member.ts?raw'
import { counterTreePromises } from './properties/counter-tree.ts'

/** The first minute: root → desk → counter, clock; an echo on each machine that joins. */
export const counterTree: Program = {
  id: 'counter-tree',
  root: 'root',
  promises: counterTreePromises,
  files: [
    { name: 'counter.ts', text: counter },
    { name: 'clock.ts', text: clock },
    { name: 'desk.ts', text: desk },
    { name: 'root.ts', text: root },
    { name: 'operator.ts', text: operator },
    { name: 'echo.ts', text: echo },
  ],
}

/** As many processes as wanted: opener → crowd → flocks → members. Opened, not booted. */
export const crowd: Program = {
  id: 'crowd',
  root: 'crowd',
  files: [
    { name: 'crowd.ts', text: crowdRoot },
    { name: 'flock.ts', text: flock },
    { name: 'member.ts', text: member },
  ],
}
