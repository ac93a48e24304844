/** How what is drawn stands to the selected event. */
import type { Cone } from '../../lab/index.ts'
import type { Draft } from './arrows.ts'
import type { Tone } from './marks.ts'

export function tones(cone: Cone | null): (index: number) => Tone {
  return cone === null ? () => 'plain' : (index) => cone.relationOf(index) ?? 'dim'
}

/** An arrow is lit when both its ends are: else it leads out of the cone. */
export function arrowTone({ from, to }: Draft, toneOf: (index: number) => Tone): Tone {
  const ends = [from, to].filter((index) => index !== null).map(toneOf)
  if (ends.includes('dim')) return 'dim'
  return ends.find((tone) => tone !== 'self') ?? ends[0] ?? 'plain'
}

const strength: readonly Tone[] = ['self', 'cause', 'effect', 'plain', 'dim']

export function gravest(all: readonly Tone[]): Tone {
  return strength.find((tone) => all.includes(tone)) ?? 'plain'
}
