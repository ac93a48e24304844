/** The words of promises, dares, histories and exports: they come with the simulated world. */
import { dare } from '../words/en/dare.ts'
import { type SayFrom, sayFrom } from '../words/words.ts'

export type SayDare = SayFrom<typeof dare>

const english = sayFrom(dare, 'en')

export function useDareWords(): SayDare {
  return english
}
