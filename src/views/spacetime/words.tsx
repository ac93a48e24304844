/**
 * The space-time view's own words. They come with it, not with the first screen; a key that doesn't
 * exist or a placeholder left out is a type error, as everywhere.
 */
import { spacetime } from '../words/en/spacetime.ts'
import { type SayFrom, sayFrom } from '../words/words.ts'

const languages = { en: spacetime }

export type SaySpacetime = SayFrom<typeof spacetime>

const english = sayFrom(languages.en, 'en')

export function useWords(): SaySpacetime {
  return english
}
