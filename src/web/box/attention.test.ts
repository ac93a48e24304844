/** Who looks decides what is told and how long a node works at a time. */
import { expect, it } from 'vitest'
import { sliceMsFor, watchFor } from './attention.ts'

it('tells all but messages where nobody looks, and raises nothing', () => {
  const watch = { level: 'all', crowd: [7] } as const
  expect(watchFor(watch, 'here')).toEqual({ level: 'all', crowd: [7], keeps: true })
  expect(watchFor(watch, 'elsewhere')).toEqual({ level: 'all', crowd: [7], keeps: true })
  expect(watchFor(watch, 'nobody')).toEqual({ level: 'life', crowd: [7], keeps: true })
  expect(watchFor({ level: 'nothing' }, 'nobody').level).toBe('nothing')
})

it('works for 1 to 2 ms while somebody sees the page, for 4 otherwise', () => {
  expect(sliceMsFor('here')).toBe(1.5)
  expect(sliceMsFor('elsewhere')).toBe(4)
  expect(sliceMsFor('nobody')).toBe(4)
})
