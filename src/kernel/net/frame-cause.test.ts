/** What crosses to another node is caused by who sent it, whoever was busy there just before. */
import { expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import { monitor, receive, register, self, spawn, spawnOn, type Waits } from '../index.ts'

it.each([
  [
    'a start',
    function* (): Waits<void> {
      yield* spawnOn('n1@b', ['m', 'child', []])
    },
    'spawn',
  ],
  [
    'a monitor of nobody',
    function* (): Waits<void> {
      monitor(['nobody', 'n1@b'])
      yield receive()
    },
    'down',
  ],
] as const)('%s has its cause in the process that wanted it', (_, act, kind) => {
  const { world } = runMain({
    child() {},
    act,
    main() {
      spawn(['m', 'act', []])
      spawn(['m', 'child', []])
      register('main', self())
    },
  })
  world.runUntil(10)
  const all = Array.from({ length: world.trace.end }, (_, at) => world.trace.at(at))
  const wanted = all.find(({ term }) => Array.isArray(term) && term[1] === 'act')
  const effect = all.find((event) =>
    kind === 'spawn' ? event.kind === kind && event.node === 'n1@b' : event.kind === kind,
  )
  const cause = effect?.cause ?? null
  expect(cause && world.trace.find(cause)).toBe(wanted?.index)
})
