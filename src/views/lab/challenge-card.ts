/** The card of a broken promise: a few lines of text to be pasted anywhere. */
import { ratingOf } from '../../lab/index.ts'
import { formatMoment, type World } from '../words/time.ts'
import type { SayDare } from './challenge-words.ts'

export interface CardFacts {
  readonly inWords: string
  /** The program's title. */
  readonly program: string
  readonly par: number
  readonly faults: number
  readonly brokenAtMs: number
  readonly seed: number
  /** Null: there is none, or it is too long to be pasted. */
  readonly link: string | null
}

export function cardText(facts: CardFacts, world: World, say: SayDare): string {
  const { inWords, program, par, faults, brokenAtMs, seed, link } = facts
  const promise = inWords.replace(/\.$/, '')
  const moment = formatMoment(brokenAtMs, world)
  const lines = [
    say('card.broke', { count: faults, promise }),
    say('card.about', { program, rating: ratingWords(faults, par, say), moment, seed }),
    faults > 1 ? say('card.fewer', { count: faults - 1 }) : say('card.once'),
  ]
  return (link === null ? lines : [...lines, link]).join('\n')
}

/** "par", "2 above par, which is 1". */
export function ratingWords(faults: number, par: number, say: SayDare): string {
  switch (ratingOf(faults, par)) {
    case 'below':
      return say('dare.rating.below', { par })
    case 'par':
      return say('dare.rating.par')
    case 'above':
      return say('dare.rating.above', { par, by: faults - par })
  }
}
