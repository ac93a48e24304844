/** The words of the fuzz: what was found, so that it can be read, replayed and kept. */
import type { Family } from '../../sim/index.ts'
import type { Found, Outcome } from './campaign.ts'
import type { Difference } from './judging.ts'

/** One line: how many of what. */
export function summaryOf({ ran, voids, unstable, differences }: Outcome): string {
  const figures = [
    `${ran} seeds`,
    `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}`,
    `${unstable.length} unstable on Erlang${listed(unstable)}`,
    `${voids.length} void${listed(voids)}`,
  ]
  return figures.join(', ')
}

function listed(seeds: readonly number[]): string {
  return seeds.length === 0 ? '' : ` (${seeds.slice(0, 8).join(', ')})`
}

/** The shrunk ones whole; the others by their seeds, they are often the same. */
export function tellAll(found: readonly Found[], family?: Family): string {
  const whole = found.filter(({ isShrunk }) => isShrunk)
  const rest = found.filter(({ isShrunk }) => !isShrunk)
  const told = whole.map((each) => `${tell(each)}\nagain: ${replayOf(each.seed, family)}\n`)
  return [...told, ...rest.map(({ says, seed }) => `${says}\n(${seed}, not shrunk)\n`)].join('\n')
}

/** The scenario on one line and both traces. */
export function tell({ scenario, expected, actual, says }: Difference): string {
  return [
    says,
    `scenario: ${JSON.stringify(scenario)}`,
    'Erlang:',
    ...expected.map((line) => `  ${line}`),
    'ours:',
    ...actual.map((line) => `  ${line}`),
  ].join('\n')
}

function replayOf(seed: number, family?: Family): string {
  return `npm run fuzz -- --seeds 1 --from ${seed}${family ? ` --family ${family}` : ''}`
}
