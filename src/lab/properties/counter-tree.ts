/** What the first minute's tree promises: whoever kills its counter sees another one count. */
import { type Pid, type Recorded, samePid } from '../../kernel/index.ts'
import { type Due, within } from './combine.ts'
import { endedBy, lifeKinds } from './node-lives.ts'
import type { Promised, Watcher } from './watcher.ts'

const kinds = [...lifeKinds, 'register', 'exit', 'delivered'] as const

class Counter {
  pid: Pid | null = null
}

function counterCounts(): Watcher {
  const expected = 'a counter counts again within 2 s of its death'
  const judge = (event: Recorded, due: Due, living: Counter) => {
    const { kind, subject } = event
    if (kind === 'register') {
      if (event.term === 'counter') living.pid = subject
      return
    }
    const counter = living.pid
    if (counter === null) return
    const isCounter = subject !== null && samePid(subject, counter)
    if (kind === 'delivered') {
      if (isCounter && event.term === 'tick') due.to('counter')
    } else if (kind === 'exit' ? isCounter : endedBy(event) === counter.node) {
      due.from('counter', 'the counter died')
      living.pid = null
    }
  }
  return within(2_000, expected, kinds, judge, false, new Counter())
}

export const counterTreePromises: readonly Promised[] = [
  {
    name: 'counter-counts',
    inWords: 'When the counter dies, another one counts within 2 seconds.',
    watch: counterCounts,
  },
]
