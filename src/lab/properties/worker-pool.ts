/** What the worker pool promises of each job that a desk noted as accepted, whoever answers it. */
import type { Recorded } from '../../kernel/index.ts'
import { always, type Due, told, within } from './combine.ts'
import type { Promised, Watcher } from './watcher.ts'

const limitMs = 10_000

/** What happens to which job by this note. */
function jobIn({ term }: Recorded): readonly [what: string, id: string] | null {
  const [what, id] = Array.isArray(term) ? term : []
  return typeof what === 'string' && typeof id === 'string' ? [what, id] : null
}

function jobsAnswered(): Watcher {
  const expected = `an accepted job is answered within ${told(limitMs)}`
  const judge = (event: Recorded, due: Due) => {
    const [what, id = ''] = jobIn(event) ?? []
    if (what === 'accepted') due.from(id, `${event.node} accepted job ${id}`)
    if (what === 'answered') due.to(id)
  }
  return within(limitMs, expected, ['note'], judge, true)
}

function answeredOnce(): Watcher {
  const memory = new Map<string, string>()
  const held = (count: number) => `${count} jobs were answered once`
  const wrong = (event: Recorded, _: number, answered: typeof memory) => {
    const [what, id = ''] = jobIn(event) ?? []
    if (what !== 'answered') return undefined
    const before = answered.get(id)
    answered.set(id, event.node)
    return before === undefined
      ? null
      : `${before} answered job ${id}, and ${event.node} did so again`
  }
  return always('no job is answered twice', ['note'], wrong, held, memory)
}

export const workerPoolPromises: readonly Promised[] = [
  {
    name: 'jobs-answered',
    inWords: 'Every accepted job is answered within 10 seconds.',
    watch: jobsAnswered,
  },
  {
    name: 'answered-once',
    inWords: 'No job is answered twice.',
    watch: answeredOnce,
  },
]
