/** The picture as data: what stands where, that it fits, and that it stays put. */
import { describe, expect, it } from 'vitest'
import { pidKey } from '../../kernel/index.ts'
import { addOtter, killCounter, running, Sample } from '../sample.ts'
import type { Box, Picture } from './boxes.ts'
import { layout } from './layout.ts'
import { densities } from './metrics.ts'

const desktop = { width: 1_096, height: 440 }
const phone = { width: 388, height: 320 }

/** Every box and cord on a line of its own: a diff is reviewed like code. */
function drawn(picture: Picture): string {
  const box = ({ x, y, width, height }: Box) => `${x},${y} ${width}×${height}`
  return [
    `${picture.metrics.density} ${picture.width}×${picture.height}`,
    ...picture.machines.map((machine) => `${machine.record.name} ${box(machine)}`),
    ...picture.nodes.map((node) => `  ${node.record.name} ${box(node)}`),
    ...picture.cells.map((cell) => `    ${cell.slot.label} ${cell.x},${cell.y}`),
    ...picture.cords.map(
      (cord) => `${cord.id} ${cord.points.map(({ x, y }) => `${x},${y}`).join(' ')}`,
    ),
  ].join('\n')
}

function crowd(count: number): Sample {
  const sample = new Sample()
  const pool = sample.spawn('n1@heron', null, 'pool')
  for (let i = 0; i < count; i++) sample.spawn('n1@heron', pool, `w${i}`)
  return sample
}

describe('layout', () => {
  it('draws the first minute: desk above counter and clock, though they live on another node', () => {
    expect(drawn(layout(running().sample.system(), desktop))).toMatchInlineSnapshot(`
      "large 756×424
      heron 352,20 392×392
        n1@heron 364,56 368×212
        n2@heron 364,288 368×112
          root 464,80
          desk 376,180
          operator 552,180
          counter 376,312
          clock 552,312
      n1@heron/root@n1@heron>n1@heron/root/desk@n1@heron 500,152 500,166 412,166 412,180
      n1@heron/root@n1@heron>n1@heron/root/operator@n1@heron 500,152 500,166 588,166 588,180
      n1@heron/root/desk@n1@heron>n1@heron/root/desk/counter@n2@heron 412,252 412,312
      n1@heron/root/desk@n1@heron>n1@heron/root/desk/clock@n2@heron 412,252 412,304 588,304 588,312"
    `)
  })

  it('draws a second machine beside the first, its cord over the gutter', () => {
    const cast = running()
    addOtter(cast)
    expect(drawn(layout(cast.sample.system(), desktop))).toMatchInlineSnapshot(`
      "large 884×424
      heron 224,20 392×392
      otter 656,20 216×160
        n1@heron 236,56 368×212
        n2@heron 236,288 368×112
        n1@otter 668,56 192×112
          root 336,80
          desk 248,180
          operator 424,180
          counter 248,312
          clock 424,312
          echo 680,80
      n1@heron/root@n1@heron>n1@heron/root/desk@n1@heron 372,152 372,166 284,166 284,180
      n1@heron/root@n1@heron>n1@heron/root/operator@n1@heron 372,152 372,166 460,166 460,180
      n1@heron/root/desk@n1@heron>n1@heron/root/desk/counter@n2@heron 284,252 284,312
      n1@heron/root/desk@n1@heron>n1@heron/root/desk/clock@n2@heron 284,252 284,304 460,304 460,312
      n1@heron/root@n1@heron>n1@heron/root/echo@n1@otter 372,152 372,166 636,166 636,116 680,116"
    `)
  })

  it('stands the supervising machine first, on every screen', () => {
    const cast = running()
    addOtter(cast)
    const { machines, nodes, processes, cursor, at } = cast.sample.system()
    const seenFromOtter = new Map([...machines].reverse())
    const system = { machines: seenFromOtter, nodes, processes, cursor, at }
    const names = layout(system, desktop).machines.map(({ record }) => record.name)
    expect(names).toEqual(['heron', 'otter'])
  })

  it('fits two machines on half a phone', () => {
    const cast = running()
    addOtter(cast)
    const picture = layout(cast.sample.system(), phone)
    expect(picture.width).toBeLessThanOrEqual(phone.width)
    expect(picture.height).toBeLessThanOrEqual(phone.height)
    expect(picture.metrics.density).toBe('small')
  })

  it('moves nothing when a process is restarted', () => {
    const cast = running()
    const places = () => drawn(layout(cast.sample.system(), desktop))
    const before = places()
    killCounter(cast)
    expect(places()).toBe(before)
  })

  it('sets a crowd of siblings into a rack with one cord', () => {
    const picture = layout(crowd(60).system(), desktop)
    expect(picture.racks).toHaveLength(1)
    expect(picture.cords).toHaveLength(1)
    expect(picture.cells).toHaveLength(61)
  })

  it('counts a crowd that is too large to draw, except who is selected', () => {
    const sample = crowd(300)
    const chosen = [...sample.system().processes.values()].at(-1)
    const picture = layout(sample.system(), desktop, chosen?.key ?? null)
    expect(picture.stacks.map(({ count }) => count)).toEqual([299])
    expect(picture.cells.map(({ slot }) => slot.process.key)).toContain(chosen?.key)
  })

  it('is empty for an empty system', () => {
    const picture = layout(new Sample().system(), desktop)
    expect(picture).toMatchObject({ machines: [], nodes: [], cells: [], cords: [] })
  })

  it.each([1, 7, 30, 149])('lets no two of %d cards overlap, at any size', (count) => {
    const system = crowd(count).system()
    for (const size of [desktop, phone, { width: 200, height: 200 }]) {
      const { cells, metrics } = layout(system, size)
      const taken = new Set<string>()
      for (const { x, y } of cells) {
        expect(taken.has(`${x},${y}`)).toBe(false)
        taken.add(`${x},${y}`)
        const near = cells.filter(
          (other) =>
            Math.abs(other.x - x) < metrics.cellWidth && Math.abs(other.y - y) < metrics.cellHeight,
        )
        expect(near).toHaveLength(1)
      }
    }
  })

  it('tells of a cord whether both ends live and whether the other side is heard', () => {
    const cast = running()
    addOtter(cast)
    const { sample } = cast
    sample.add('host', 'n1@heron', {}, ['suspected', { machine: 'otter', silentMs: 1_500 }])
    sample.die(cast.counter, cast.desk, 'killed')
    const { cords } = layout(sample.system(), desktop)
    const state = cords.map(({ to, whole, cut }) => [to.replace(/.*\//, ''), whole, cut])
    expect(state).toContainEqual(['counter@n2@heron', false, false])
    expect(state).toContainEqual(['clock@n2@heron', true, false])
    expect(state).toContainEqual(['echo@n1@otter', true, true])
  })

  it('has a terminal at each wall that a cord passes', () => {
    const cast = running()
    const echo = addOtter(cast)
    const { cords, cells } = layout(cast.sample.system(), desktop)
    const id = cells.find(({ slot }) => slot.process.key === pidKey(echo))?.id
    const walls = cords.find(({ to }) => to === id)?.terminals.map(({ of }) => of)
    expect(walls?.sort()).toEqual(['machine', 'machine', 'node', 'node'])
  })
})

describe('densities', () => {
  it('go from roomy to tight, on the grid', () => {
    const widths = densities.map(({ cellWidth }) => cellWidth)
    expect([...widths].sort((a, b) => b - a)).toEqual(widths)
    for (const { shape, cellWidth } of densities) expect([shape % 4, cellWidth % 4]).toEqual([0, 0])
  })

  it('shows trees on bare nodes as outlines where trees side by side find no room', () => {
    const picture = layout(pools(3), { width: 690, height: 505 })
    expect(picture.metrics.outline).toBe(true)
    expect(picture.cells).toHaveLength(21)
    expect(picture.height).toBeLessThanOrEqual(505)
    expect(picture.width).toBeLessThanOrEqual(690)
    const own = picture.cells.filter(({ slot }) => slot.node === 'n1')
    expect(new Set(own.map(({ y }) => y)).size).toBe(7)
    const cord = picture.cords.find(({ to }) => to.includes('crew/worker-1@n1'))
    const [from, , to] = cord?.points ?? []
    expect(to?.y).toBeGreaterThan(from?.y ?? 0)
    expect(to?.x).toBeGreaterThan(from?.x ?? 0)
  })

  it('opens the selected node whole where there is no room for all', () => {
    const picture = layout(pools(3), { width: 400, height: 320 }, null, 'n2')
    expect(picture.cells.map(({ slot }) => slot.node)).toEqual(Array(7).fill('n2'))
    expect(picture.nodes.map(({ record, folded }) => [record.name, folded])).toEqual([
      ['n1', 7],
      ['n2', undefined],
      ['n3', 7],
    ])
    expect(picture.height).toBeLessThanOrEqual(320)
  })
})

/** A worker pool on each of some bare nodes. */
function pools(count: number) {
  const sample = new Sample()
  for (let at = 1; at <= count; at++) {
    const node = `n${at}`
    sample.add('boot', node, {}, { creation: 1 })
    const root = sample.spawn(node, null, 'root')
    const crew = sample.spawn(node, root, 'crew')
    for (const name of ['pg', 'desk', 'customer']) sample.spawn(node, root, name)
    for (const name of ['worker-1', 'worker-2']) sample.spawn(node, crew, name)
  }
  return sample.system()
}
