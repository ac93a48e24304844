/** What is said of a wrong argument in a function that several behaviours have in common. */
import { expect, it } from 'vitest'
import { note, type Term, type Waits } from '../kernel/index.ts'
import { runMain } from '../sim/index.ts'
import { sendRequest } from './gen/requests.ts'
import { library } from './index.ts'
import { guarded, offered } from './offered.ts'

it.each([
  ['genServer', 'gen_server'],
  ['genStatem', 'gen_statem'],
])(
  'a shared function of %s is called by that name, called by a program or as %s',
  (name, module) => {
    const wrong = `${name}.sendRequest: server must be`
    const byName = guarded(module, { sendRequest }).sendRequest as typeof sendRequest
    const imported = offered[name]?.sendRequest as typeof sendRequest
    for (const ask of [byName, imported]) {
      expect(reasonOf(() => ask(7 as never, 1))).toContain(wrong)
    }
  },
)

it('a program starts a dynamic supervisor, with options and by its own module', () => {
  const { startLink, countChildren, init } = library.dynamicSupervisor as Record<
    'startLink' | 'countChildren' | 'init',
    (...args: unknown[]) => Waits<Term>
  >
  const { world } = runMain({
    init,
    *main() {
      for (const options of [[{ maxChildren: 3 }], ['m', { maxChildren: 3 }]]) {
        const [ok, supervisor] = (yield* startLink(...options)) as readonly [Term, Term]
        note('started', [ok, yield* countChildren(supervisor)])
      }
    },
  })
  world.runUntil(1_000)
  const { trace } = world
  const events = Array.from({ length: trace.end }, (_, index) => trace.at(index))
  const notes = events.flatMap(({ kind, term }) => (kind === 'note' ? [term] : []))
  const empty = { specs: 0, active: 0, supervisors: 0, workers: 0 }
  const started = ['started', ['ok', empty]]
  expect(notes.filter((note) => (note as readonly Term[])[0] === 'started')).toEqual([
    started,
    started,
  ])
})

function reasonOf(act: () => unknown): string {
  try {
    act()
  } catch (thrown) {
    return JSON.stringify((thrown as { reason: unknown }).reason)
  }
  return 'nothing was thrown'
}
