/** Room codes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '../kernel/index.ts'
import { newRoomCode, readRoomCode } from './index.ts'

describe('a room code', () => {
  it('is read back however it was typed', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const code = newRoomCode(stream(seed, 'room'))
        expect(readRoomCode(` ${code.toLowerCase()}\n`)).toBe(code)
      }),
    )
  })

  it('is never guessed from anything else', () => {
    for (const text of ['', 'K0PMR', 'KQPM', 'KQPMRS', 'KQ MR', 'KIPMR', '<b>aa', 'ÄQPMR']) {
      expect(readRoomCode(text)).toBeNull()
    }
  })
})
