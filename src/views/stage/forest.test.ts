/** Who stands under whom, and that a place in the tree outlives its process. */

import { describe, expect, it } from 'vitest'
import { Pid, pidKey } from '../../kernel/index.ts'
import { addOtter, killCounter, running, Sample } from '../sample.ts'
import { type Slot, slotsOf, slotWith, standing } from './forest.ts'

function told(slots: readonly Slot[]): readonly string[] {
  const label = new Map(slots.map((slot) => [slot.id, slot.label]))
  return slots.map((slot) => `${slot.label} under ${label.get(slot.parent ?? '') ?? 'nobody'}`)
}

describe('standing', () => {
  it('follows whoever stands in the place, unless an earlier life was chosen', () => {
    const cast = running()
    const key = pidKey(cast.counter)
    const again = pidKey(killCounter(cast))
    const slots = slotsOf(cast.sample.system())
    expect(standing({ thing: 'process', key }, slots)).toEqual({ thing: 'process', key: again })
    const life = { thing: 'process', key, life: true } as const
    expect(standing(life, slots)).toBe(life)
  })
})

describe('slotsOf', () => {
  it('puts children under their supervisor, also on another node', () => {
    const { sample } = running()
    expect([...told(slotsOf(sample.system()))].sort()).toEqual([
      'clock under desk',
      'counter under desk',
      'desk under root',
      'operator under root',
      'root under nobody',
    ])
  })

  it('keeps a place and its id over a restart, with the dead as its past', () => {
    const cast = running()
    const before = slotWith(slotsOf(cast.sample.system()), pidKey(cast.counter))
    const again = killCounter(cast)
    const after = slotWith(slotsOf(cast.sample.system()), pidKey(again))
    expect(after?.id).toBe(before?.id)
    expect(after?.past.map(({ key }) => key)).toEqual([pidKey(cast.counter)])
    expect(slotWith(slotsOf(cast.sample.system()), pidKey(cast.counter))).toEqual(after)
  })

  it('puts a child whose new supervisor is not known yet where the one before stood', () => {
    const cast = running()
    const { sample, root, desk, counter } = cast
    const place = slotWith(slotsOf(sample.system()), pidKey(counter))
    sample.die(counter, desk, 'shutdown')
    sample.die(desk, root, 'shutdown')
    const early = sample.spawn('n2@heron', new Pid('n1@heron', 1, 99), 'counter')
    const slot = slotWith(slotsOf(sample.system()), pidKey(early))
    expect(slot).toMatchObject({ id: place?.id, parent: place?.parent })
    expect(slot?.past).toHaveLength(1)
  })

  it('keeps a dead child in its place among its siblings', () => {
    const { sample, desk, counter, clock } = running()
    sample.die(counter, desk, 'killed')
    sample.supervise(
      desk,
      2,
      [
        ['counter', null],
        ['clock', clock],
      ],
      [],
    )
    const orders = slotsOf(sample.system()).filter(({ node }) => node === 'n2@heron')
    expect(orders.map(({ label, order }) => [label, order])).toEqual([
      ['counter', 0],
      ['clock', 1],
    ])
  })

  it('stands nobody from an earlier life of a node that is up again', () => {
    const { sample, desk, clock } = running()
    sample.die(clock, desk, 'shutdown')
    sample.add('nodedown', 'n1@heron', {}, { node: 'n2@heron', creation: 1, reason: 'killed' })
    const down = slotsOf(sample.system()).filter(({ node }) => node === 'n2@heron')
    expect(down.map(({ process }) => process.status).sort()).toEqual(['dead', 'lost'])
    sample.add('nodeup', 'n1@heron', {}, { node: 'n2@heron', creation: 2 })
    expect(slotsOf(sample.system()).filter(({ node }) => node === 'n2@heron')).toEqual([])
  })

  it('keeps the order of the child specs until a new supervisor has told its list', () => {
    const cast = running()
    const { sample, root, desk, counter, clock } = cast
    for (const child of [clock, counter]) sample.die(child, desk, 'shutdown')
    sample.die(desk, root, 'shutdown')
    const next = sample.spawn('n1@heron', root, 'desk')
    sample.spawn('n2@heron', next, 'counter')
    const here = slotsOf(sample.system()).filter(({ node }) => node === 'n2@heron')
    expect(here.map(({ label, process }) => [label, process.status])).toEqual([
      ['counter', 'alive'],
      ['clock', 'dead'],
    ])
  })

  it('leaves a lost process on its machine while its successor runs elsewhere', () => {
    const cast = running()
    const echo = addOtter(cast)
    const { sample, root } = cast
    sample.add('nodedown', 'n1@heron', {}, { node: 'n1@otter', creation: 1, reason: 'silence' })
    sample.spawn('n1@heron', root, 'echo')
    const echoes = slotsOf(sample.system()).filter(({ label }) => label === 'echo')
    expect(echoes.map(({ node, process }) => [node, process.status])).toEqual([
      ['n1@otter', 'lost'],
      ['n1@heron', 'alive'],
    ])
    expect(echoes[0]?.process.key).toBe(pidKey(echo))
  })

  it('takes nobody of the same name for a successor who stands on another node by itself', () => {
    const { sample, roots, stores } = twoTrees()
    sample.die(stores.n2, roots.n2, 'killed')
    sample.die(roots.n2, roots.n2, 'killed')
    const slots = slotsOf(sample.system())
    const selection = { thing: 'process', key: pidKey(roots.n2) } as const
    expect(standing(selection, slots)).toEqual(selection)
    expect(slots.map((slot) => [slot.label, slot.node, slot.process.status]).sort()).toEqual([
      ['root', 'n1', 'alive'],
      ['root', 'n2', 'dead'],
      ['store', 'n1', 'alive'],
      ['store', 'n2', 'dead'],
    ])
    expect(slots.every(({ past }) => past.length === 0)).toBe(true)
    const dead = slotWith(slots, pidKey(stores.n2))
    expect(dead?.parent).toBe(slotWith(slots, pidKey(roots.n2))?.id)
  })

  it('takes nobody for a successor who lived before the other died', () => {
    const { sample, roots } = twoTrees()
    const [first, second] = [
      sample.spawn('n1', roots.n1, 'worker'),
      sample.spawn('n2', roots.n1, 'worker'),
    ]
    sample.die(first, roots.n1, 'killed')
    const workers = slotsOf(sample.system()).filter(({ label }) => label === 'worker')
    expect(workers.map(({ process, past }) => [process.key, past.length])).toEqual([
      [pidKey(first), 0],
      [pidKey(second), 0],
    ])
    const again = sample.spawn('n2', roots.n1, 'other')
    expect(slotWith(slotsOf(sample.system()), pidKey(again))?.past).toEqual([])
  })

  it('follows a place whose supervisor starts it again on another node', () => {
    const { sample, roots } = twoTrees()
    const first = sample.spawn('n2', roots.n1, 'worker')
    sample.die(first, roots.n1, 'killed')
    const again = sample.spawn('n1', roots.n1, 'worker')
    const slot = slotWith(slotsOf(sample.system()), pidKey(first))
    expect(slot?.process.key).toBe(pidKey(again))
  })
})

/** A root with a store on each of two nodes of a simulated world. */
function twoTrees() {
  const sample = new Sample()
  const grow = (node: string) => {
    sample.add('boot', node, {}, { creation: 1 })
    const root = sample.spawn(node, null, 'root')
    return { root, store: sample.spawn(node, root, 'store') }
  }
  const [a, b] = [grow('n1'), grow('n2')]
  return { sample, roots: { n1: a.root, n2: b.root }, stores: { n1: a.store, n2: b.store } }
}
