/** How somebody came in. */
import { describe, expect, it } from 'vitest'
import { linkTo, readEntry } from './entry.ts'

const read = (hash: string, own: string | null = null) => readEntry(hash, own, () => 'NEWRM')

describe('an entry', () => {
  it('by the plain address opens a room of one’s own, the same after a reload', () => {
    expect(read('')).toEqual({ as: 'home', room: 'NEWRM', unreadable: null })
    expect(read('', 'KQPMR')).toEqual({ as: 'home', room: 'KQPMR', unreadable: null })
    expect(read(linkTo('KQPMR'), 'KQPMR')).toEqual({ as: 'home', room: 'KQPMR', unreadable: null })
  })

  it('by a room’s link comes as a guest', () => {
    expect(read('#room=kqpmr')).toEqual({ as: 'guest', room: 'KQPMR' })
    expect(read(linkTo('KQPMR'), 'ABCDE')).toEqual({ as: 'guest', room: 'KQPMR' })
  })

  it('of an added machine is a guest even if the window inherited what the first remembers', () => {
    expect(read(linkTo('KQPMR', 'guest'), 'KQPMR')).toEqual({ as: 'guest', room: 'KQPMR' })
  })

  it('by a link that is no room opens one’s own and keeps what was unreadable, to say so', () => {
    expect(read('#room=K0P')).toEqual({ as: 'home', room: 'NEWRM', unreadable: 'K0P' })
  })
})
