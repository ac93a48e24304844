/**
 * Compares two traces of a scenario by the rule of scenarios/README.md: step by step and process by
 * process, events in order; between processes there is none. Steps that the scenario lists as
 * unordered are compared as bags of events.
 */
import type { Scenario } from './language.ts'

interface Line {
  readonly scenario?: string
  readonly step?: number
  readonly do?: string
  readonly events?: Readonly<Record<string, readonly unknown[]>>
}

/** The first difference in words, or null when the traces are the same. */
export function compareTraces(
  expected: readonly string[],
  actual: readonly string[],
  scenario: Pick<Scenario, 'unordered_steps'> = {},
): string | null {
  if (expected.length !== actual.length) {
    return `different number of steps: expected ${expected.length}, actual ${actual.length}`
  }
  const name = lineOf(expected[0]).scenario
  const unordered = new Set(scenario.unordered_steps ?? [])
  for (let i = 1; i < expected.length; i++) {
    const [wanted, given] = [lineOf(expected[i]), lineOf(actual[i])]
    const isBag = unordered.has(wanted.step ?? 0)
    const whos = Object.keys({ ...wanted.events, ...given.events })
    for (const who of whos) {
      const [a, b] = [wanted, given].map((line) => textOf(line.events?.[who] ?? [], isBag))
      if (a === b) continue
      return `${name} step ${wanted.step} (${wanted.do}) process ${who}\n expected ${a}\n actual   ${b}`
    }
  }
  return null
}

function lineOf(text = '{}'): Line {
  return JSON.parse(text) as Line
}

function textOf(events: readonly unknown[], isBag: boolean): string {
  const texts = events.map(canonical)
  return (isBag ? texts.sort() : texts).join(' ')
}

/** JSON text with the keys of objects in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${key}:${canonical(each)}`).join(',')}}`
}
