/**
 * The observer's own words. They come with it, not with the first screen; a key that doesn't exist
 * or a placeholder left out is a type error, as everywhere.
 */
import type { NoCompiler } from '../no-compiler.ts'
import { observer } from '../words/en/observer.ts'
import { type SayFrom, sayFrom } from '../words/words.ts'

const languages = { en: observer }

export type SayObserved = SayFrom<typeof observer>

const english = sayFrom(languages.en, 'en')

export function useWords(): SayObserved {
  return english
}

/** Why a crowd couldn't be started. */
export function crowdlessWords(why: NoCompiler, say: SayObserved): string {
  if (why.what === 'offline') return say('crowd.offline')
  return say('crowd.compiler', { problem: why.problem })
}

export { Marked as Backquoted } from '../words/say.tsx'
