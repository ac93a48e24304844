/** Every fault that a simulated disk can be asked for, in a world. */
import { describe, expect, it } from 'vitest'
import { append, now, read, sync, write } from '../kernel/index.ts'
import { Desk, filled, list } from './disk-trial.ts'

/** How many bits differ. */
function flips(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length)
  const ones = (byte: number) => byte.toString(2).replaceAll('0', '').length
  return a.reduce((sum, byte, i) => sum + ones(byte ^ (b[i] as number)), 0)
}

describe('a fault', () => {
  it('lost_writes: of what isn’t synced nothing outlives the next crash', () => {
    const desk = new Desk().fault('lost_writes')
    desk.append([1, 4])
    desk.sync()
    desk.append([2, 4], [3, 4])
    expect(desk.crash().content()).toEqual(list(1, 4))
  })

  it('torn_write: of the last write a part outlives the next crash', () => {
    const desk = new Desk()
    desk.append([1, 9], [2, 9])
    const content = desk.fault('torn_write').crash().content()
    expect(content.slice(0, 9)).toEqual(list(1, 9))
    expect(content.length).toBeLessThan(18)
  })

  it('lying_flush: every sync says ok and does nothing, until it is taken back', () => {
    const desk = new Desk().fault('lying_flush')
    desk.append([1, 4])
    expect([desk.sync(), desk.sync()]).toEqual(['ok', 'ok'])
    expect(desk.fault('lost_writes').crash().content()).toEqual([])
    desk.append([2, 4])
    desk.fault('lying_flush', false).sync()
    expect(desk.fault('lost_writes').crash().content()).toEqual(list(2, 4))
  })

  it('failed_flush: one sync fails, the next says ok, and what is read is only in memory', () => {
    const desk = new Desk()
    desk.append([1, 4])
    desk.fault('failed_flush')
    expect([desk.sync(), desk.sync()]).toEqual([['error', 'eio'], 'ok'])
    expect(desk.content()).toEqual(list(1, 4))
    expect(desk.crash().content()).toEqual([])
  })

  it('bit_flip_on_write: one bit of the next write is wrong for good', () => {
    const desk = new Desk().fault('bit_flip_on_write')
    desk.append([1, 4], [2, 4])
    desk.sync()
    const content = desk.crash().content()
    expect(flips(content.slice(0, 4), list(1, 4))).toBe(1)
    expect(content.slice(4)).toEqual(list(2, 4))
  })

  it('bit_flip_at_rest: one bit of what is stable is wrong from now on', () => {
    const desk = new Desk()
    desk.append([1, 40])
    desk.sync()
    const rotten = desk.fault('bit_flip_at_rest').content()
    expect(flips(rotten, list(1, 40))).toBe(1)
    expect(desk.crash().content()).toEqual(rotten)
    expect(new Desk().fault('bit_flip_at_rest').content()).toEqual([])
  })

  it('bit_flip_on_read: one bit is wrong once', () => {
    const desk = new Desk()
    desk.append([1, 4])
    expect(flips(desk.fault('bit_flip_on_read').content(), list(1, 4))).toBe(1)
    expect(desk.content()).toEqual(list(1, 4))
  })

  it('misdirected_write: the next write goes to another place of its file', () => {
    const desk = new Desk()
    desk.append([1, 1_024])
    expect(desk.fault('misdirected_write').append([2, 512])).toEqual([['ok', 1_024]])
    const content = desk.content()
    expect(content.length).toBeGreaterThanOrEqual(1_536)
    expect(content.slice(1_024, 1_536)).not.toEqual(list(2, 512))
    expect(content.filter((each) => each === 2).length).toBe(512)
  })

  it('misdirected_read: the next read is of another place', () => {
    const desk = new Desk()
    desk.append([1, 512], [2, 512], [3, 512])
    desk.fault('misdirected_read')
    const said = desk.run(function* (say) {
      say(yield* read('log', 512, 512), yield* read('log', 512, 512))
    })
    expect(said[0]).not.toEqual(said[1])
    expect(said[1]).toEqual(['ok', filled(2, 512)])
  })

  it('stale_sector: the next sync misses a sector', () => {
    const desk = new Desk()
    desk.append([1, 2_048])
    desk.sync()
    desk.run(function* () {
      yield* write('log', 0, filled(2, 2_048))
    })
    expect(desk.fault('stale_sector').sync()).toBe('ok')
    const content = desk.content()
    const stale = content.indexOf(1)
    expect(stale % 512).toBe(0)
    expect(content.slice(stale, stale + 512)).toEqual(list(1, 512))
    expect(content.filter((each) => each === 2).length).toBe(1_536)
    expect(desk.crash().content()).toEqual(content)
  })

  it('read_error: the next read fails', () => {
    const desk = new Desk()
    desk.append([1, 4])
    desk.fault('read_error')
    const said = desk.run(function* (say) {
      say(yield* read('log'), yield* read('log'))
    })
    expect(said).toEqual([
      ['error', 'eio'],
      ['ok', filled(1, 4)],
    ])
  })

  it('full: what needs more room fails after a part of it, until there is room', () => {
    const desk = new Desk()
    desk.append([1, 100])
    desk.fault('full')
    expect(desk.append([2, 100], [2, 100])).toEqual(Array(2).fill(['error', 'enospc']))
    expect(desk.content().length).toBeLessThan(300)
    expect(desk.content().length).toBeGreaterThan(100)
    const over = desk.run(function* (say) {
      say(yield* write('log', 0, filled(3, 100)))
    })
    expect(over).toEqual(['ok'])
    expect(desk.fault('full', false).append([4, 100])).toEqual([
      ['ok', desk.content().length - 100],
    ])
  })

  it('slow: all takes at least ten times as long, until it is taken back', () => {
    const took = (desk: Desk) =>
      desk.run(function* (say) {
        const before = now()
        yield* append('log', filled(1, 1))
        yield* sync('log')
        say(now() - before)
      })[0]
    const slow = new Desk().fault('slow')
    const usual = took(new Desk()) as number
    expect(usual).toBeLessThan(4)
    expect(took(slow)).toBeGreaterThanOrEqual(10 * usual)
    expect(took(slow.fault('slow', false))).toBeLessThan(4)
  })

  it('lost: another disk, with nothing on it', () => {
    const desk = new Desk()
    desk.append([1, 4])
    desk.sync()
    expect(desk.fault('lost').content()).toEqual([])
    expect(desk.crash().content()).toEqual([])
    expect(desk.append([2, 4])).toEqual([['ok', 0]])
  })

  it('rolled_back: as it was after an earlier sync, as if nothing had been since', () => {
    const lengths = new Set(
      Array.from({ length: 30 }, (_, seed) => {
        const desk = new Desk(seed)
        for (let count = 0; count < 10; count++) {
          desk.append([count, 4])
          desk.sync()
        }
        const content = desk.fault('rolled_back').content()
        expect(content).toEqual(
          [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((n) => list(n, 4)).slice(0, content.length),
        )
        return content.length
      }),
    )
    expect(lengths).toEqual(new Set([4, 8, 16]))
  })

  it('rolled_back: goes ever further back, whatever the seed', () => {
    for (let seed = 0; seed < 30; seed++) {
      const desk = new Desk(seed)
      for (let count = 0; count < 10; count++) {
        desk.append([count, 4])
        desk.sync()
      }
      const lengths = Array.from({ length: 6 }, () => desk.fault('rolled_back').content().length)
      expect(lengths).toEqual([...lengths].sort((a, b) => b - a))
    }
  })

  it('lost: nothing rolls back to what was on it', () => {
    for (let seed = 0; seed < 10; seed++) {
      const desk = new Desk(seed)
      for (let count = 0; count < 3; count++) {
        desk.append([count, 4])
        desk.sync()
      }
      expect(desk.fault('lost').fault('rolled_back').content()).toEqual([])
    }
  })

  it('none: all that was to come won’t', () => {
    const desk = new Desk()
    const all = ['full', 'slow', 'read_error', 'failed_flush', 'bit_flip_on_write'] as const
    for (const fault of all) desk.fault(fault)
    expect(desk.fault('none').append([1, 4])).toEqual([['ok', 0]])
    expect(desk.sync()).toBe('ok')
    expect(desk.content()).toEqual(list(1, 4))
  })
})
