/**
 * What the command `scenario` does with the text of its files: the same module in this process and,
 * bundled, in a web worker of a browser.
 */
import { parseScenario, runScenario, ScenarioError } from '../sim/index.ts'

export interface ScenarioFile {
  readonly path: string
  readonly text: string
}

export type Traces = { readonly lines: readonly string[] } | { readonly problem: string }

/** The traces of all files one after the other, or what is wrong with the first bad one. */
export function run(files: readonly ScenarioFile[]): Traces {
  let path = ''
  try {
    // A mistake in any file is told before anything runs.
    const scenarios = files.map((file) => {
      path = file.path
      return parseScenario(file.text)
    })
    const lines = scenarios.flatMap((scenario, at) => {
      path = files[at]?.path ?? ''
      return runScenario(scenario)
    })
    return { lines }
  } catch (error) {
    if (error instanceof ScenarioError) return { problem: `${path}: ${error.message}` }
    throw error
  }
}
