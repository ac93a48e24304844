/**
 * A lesson proves itself by its fixtures: programs that must pass and programs that must not. This
 * decides from their verdicts whether the checks are worth anything; running them is for the tests.
 */

import type { Verdict } from '../lab/index.ts'
import type { Scenario } from './folder.ts'
import type { Verdicts } from './judge.ts'

export interface FixtureRun {
  /** 'start', 'solution-1', 'wrong-2', … */
  readonly fixture: string
  readonly seed: number
  /** False: the program was left alone, nobody did anything. */
  readonly played: boolean
  readonly verdicts: Verdicts
}

/**
 * What is wrong with a lesson's checks; empty when every solution passes them all, the start and
 * every wrong program fails those that `fails` says, and none passes before anything was done.
 */
export function fixtureFaults(runs: readonly FixtureRun[], fails: Scenario['fails']): string[] {
  return runs.flatMap((run) => {
    const where = `${run.fixture}, seed ${run.seed}${run.played ? '' : ', left alone'}`
    return faultsOf(run, fails).map((fault) => `${where}: ${fault}`)
  })
}

function faultsOf({ fixture, played, verdicts }: FixtureRun, fails: Scenario['fails']): string[] {
  const all = Object.entries(verdicts)
  if (!played) {
    const passing = all.filter(([, { status }]) => status === 'passed')
    return passing.map(([name]) => `'${name}' passes though nothing was done`)
  }
  if (fixture.startsWith('solution')) {
    const refusing = all.filter(([, { status }]) => status !== 'passed')
    return refusing.map(([name, verdict]) => `'${name}' doesn't pass: ${sentenceOf(verdict)}`)
  }
  const wanted = fails[fixture] ?? []
  if (wanted.length === 0) return ["the scenario's 'fails' names no check for it"]
  return all.flatMap(([name, verdict]) => {
    if (wanted.includes(name) === (verdict.status === 'failed')) return []
    return [`'${name}' ${wanted.includes(name) ? "doesn't fail" : 'fails'}: ${sentenceOf(verdict)}`]
  })
}

function sentenceOf(verdict: Verdict): string {
  if (verdict.status !== 'failed') return verdict.reason
  return `expected ${verdict.expected}; observed ${verdict.observed}`
}
