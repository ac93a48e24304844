/**
 * A room: the machines that share one lab, under a code that can be read out loud. First cut: codes
 * and names; seats, teachers and what they may do come with the classroom.
 */
import type { Random } from '../kernel/index.ts'

/** Letters that can't be taken for one another, nor for a digit. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const length = 5

export function newRoomCode(random: Random): string {
  return Array.from({ length }, () => letters[random.next() % letters.length]).join('')
}

/**
 * The code in what somebody typed or followed, or null: `kqpmr` and ` KQPMR ` are fine, `K0PMR` is
 * none.
 */
export function readRoomCode(text: string): string | null {
  const code = text.trim().toUpperCase()
  return code.length === length && [...code].every((letter) => letters.includes(letter))
    ? code
    : null
}
