/** Arrow keys reach everything on the picture, in the tree's own order. */
import { describe, expect, it } from 'vitest'
import { pidKey } from '../../kernel/index.ts'
import type { Selection } from '../action.ts'
import { addOtter, running, Sample } from '../sample.ts'
import { layout } from './layout.ts'
import { type Direction, firstThing, nextThing } from './walk.ts'

function world() {
  const cast = running()
  const echo = addOtter(cast)
  const picture = layout(cast.sample.system(), { width: 1_000, height: 500 })
  const go = (from: Selection, ...ways: readonly Direction[]) =>
    ways.reduce<Selection | null>((at, way) => at && nextThing(picture, at, way), from)
  return { ...cast, echo, picture, go }
}

const process = (pid: Parameters<typeof pidKey>[0]): Selection => ({
  thing: 'process',
  key: pidKey(pid),
})

describe('walking', () => {
  it('begins at the root', () => {
    const { picture, root } = world()
    expect(firstThing(picture)).toEqual(process(root))
  })

  it('goes down to the first child and up to the parent, over nodes too', () => {
    const { go, root, desk, counter } = world()
    expect(go(process(root), 'down')).toEqual(process(desk))
    expect(go(process(root), 'down', 'down')).toEqual(process(counter))
    expect(go(process(counter), 'up', 'up')).toEqual(process(root))
  })

  it('goes sideways along the row', () => {
    const { go, desk, operator, root, echo } = world()
    expect(go(process(desk), 'right')).toEqual(process(operator))
    expect(go(process(operator), 'left')).toEqual(process(desk))
    expect(go(process(root), 'right')).toEqual(process(echo))
    expect(go(process(desk), 'left')).toBeNull()
  })

  it('reaches nodes and machines above the roots', () => {
    const { go, root } = world()
    expect(go(process(root), 'up')).toEqual({ thing: 'node', name: 'n1@heron' })
    const machine = go(process(root), 'up', 'up')
    expect(machine).toEqual({ thing: 'machine', name: 'heron' })
    expect(go(process(root), 'up', 'up', 'right')).toEqual({ thing: 'machine', name: 'otter' })
    expect(go(process(root), 'up', 'up', 'down', 'down')).toEqual(process(root))
  })

  it('walks an outline line by line, and in and out of a branch', () => {
    const sample = new Sample()
    const trees = ['n1', 'n2'].map((node) => {
      const root = sample.spawn(node, null, 'root')
      const crew = sample.spawn(node, root, 'crew')
      return { root, crew, worker: sample.spawn(node, crew, 'worker') }
    })
    const [{ root, crew, worker } = trees[1] as (typeof trees)[number]] = trees
    const picture = layout(sample.system(), { width: 330, height: 190 })
    expect(picture.metrics.outline).toBe(true)
    const go = (from: Selection, way: Direction) => nextThing(picture, from, way)
    expect(go(process(root), 'down')).toEqual(process(crew))
    expect(go(process(worker), 'up')).toEqual(process(crew))
    expect(go(process(worker), 'left')).toEqual(process(crew))
    expect(go(process(crew), 'right')).toEqual(process(worker))
    expect(go(process(root), 'up')).toEqual({ thing: 'node', name: 'n1' })
    expect(go(process(worker), 'down')).toBeNull()
  })
})
