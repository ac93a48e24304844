/** How somebody came in. */
import { describe, expect, it } from 'vitest'
import { linkTo, linkToLab, readEntry, readLabEntry } from './entry.ts'

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

describe('an entry into the simulated world', () => {
  it('names a program or carries a recording', () => {
    expect(readLabEntry('#lab=heartbeat')).toEqual({ as: 'lab', program: 'heartbeat' })
    const run = { as: 'run', text: '1.a.b.0123abcd.x-_y' } as const
    expect(readLabEntry(linkToLab(run))).toEqual(run)
    expect(readLabEntry('#run=')).toEqual({ as: 'run', text: '' })
  })

  it('is nobody else’s', () => {
    for (const hash of ['', '#room=KQPMR', '#laboratory=x', '#room=KQPMR&lab=x'])
      expect(readLabEntry(hash)).toBeNull()
  })
})
