/**
 * The simulated world's own words. They come with it, not with the first screen; a key that doesn't
 * exist or a placeholder left out is a type error, as everywhere.
 */
import { lab } from '../words/en/lab.ts'
import { type SayFrom, sayFrom } from '../words/words.ts'

export type SayLab = SayFrom<typeof lab>

const english = sayFrom(lab, 'en')

export function useWords(): SayLab {
  return english
}

/** A program's words; its id where it has none. */
export function programWords(id: string, what: 'title' | 'idea', say: SayLab): string {
  const key = `lab.program.${id}.${what}`
  if (key in lab) return say(key as 'lab.program.heartbeat.title')
  return what === 'title' ? id : ''
}
