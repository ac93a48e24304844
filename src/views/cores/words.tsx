/** The words of one to many cores; they come with it, not with the first screen. */
import { cores } from '../words/en/cores.ts'
import { type SayFrom, sayFrom } from '../words/words.ts'

const languages = { en: cores }

export type SayCores = SayFrom<typeof cores>

export const english: SayCores = sayFrom(languages.en, 'en')

export function useWords(): SayCores {
  return english
}
