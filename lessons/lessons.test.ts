/**
 * Every lesson against its own fixtures, in the simulated world: the solutions pass, the start and
 * the wrong programs don't, and checks that say always yes or always no would be found out.
 */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { lessonPaths, readLessonFolder } from '../scripts/vite/lesson-folders.ts'
import type { CodeServer } from '../src/kernel/index.ts'
import { failed, passed, type SourceFile, type Trace } from '../src/lab/index.ts'
import { World } from '../src/sim/index.ts'
import {
  type Checks,
  checkNameFaults,
  type FixtureRun,
  fixtureFaults,
  formatLessonError,
  judge,
  type Lesson,
  type Scenario,
  scriptOf,
  type TimedOp,
  withFiles,
} from '../src/tutor/index.ts'
import { install, loadCompiler, newCodeServer } from '../src/web/index.ts'

const { compileProgram } = await loadCompiler()

const checkModules = import.meta.glob<{ checks: Checks }>('./*/checks.ts', { eager: true })
const scenarioModules = import.meta.glob<{ scenario: Scenario }>('./*/scenario.ts', { eager: true })
const root = fileURLToPath(new URL('.', import.meta.url))

for (const path of lessonPaths(root)) {
  const folder = path.slice(root.length)
  describe(`lesson ${folder}`, () => {
    const read = readLessonFolder(path, `lessons/${folder}`)
    if (!read.ok) throw new Error(read.errors.map(formatLessonError).join('\n'))
    const { lesson, start } = read
    const { checks } = checkModules[`./${folder}/checks.ts`] as { checks: Checks }
    const { scenario } = scenarioModules[`./${folder}/scenario.ts`] as { scenario: Scenario }
    const script = scriptOf(lesson, scenario)
    const programs = [{ name: 'start', files: start }, ...read.solutions, ...read.wrongs]
    const plays: Play[] = programs.flatMap(({ name, files }) =>
      scenario.seeds.map((seed) => ({
        fixture: name,
        seed,
        played: true,
        trace: play(lesson, withFiles(start, files), seed, script, scenario.untilMs),
      })),
    )
    plays.push({
      fixture: 'start',
      seed: 1,
      played: false,
      trace: play(lesson, start, 1, [], scenario.untilMs),
    })

    it('has a goal for every check and a check for every goal', () => {
      expect(checkNameFaults(lesson, checks)).toEqual([])
    })

    it('passes every solution and no other program', () => {
      expect(fixtureFaults(judged(plays, checks), scenario.fails)).toEqual([])
    })

    it.each(lesson.checks.map(({ name }) => name))('would miss %s', (name) => {
      const always = { ...checks, [name]: () => passed('always', 0) }
      const never = { ...checks, [name]: () => failed('never', 'never', 0) }
      expect(fixtureFaults(judged(plays, always), scenario.fails)).not.toEqual([])
      expect(fixtureFaults(judged(plays, never), scenario.fails)).not.toEqual([])
    })
  })
}

interface Play extends Omit<FixtureRun, 'verdicts'> {
  readonly trace: Trace
}

function judged(plays: readonly Play[], checks: Checks): FixtureRun[] {
  return plays.map(({ trace, ...run }) => ({ ...run, verdicts: judge(checks, trace) }))
}

function play(
  lesson: Lesson,
  files: readonly SourceFile[],
  seed: number,
  script: readonly TimedOp[],
  untilMs: number,
): Trace {
  const compiled = compileProgram(files)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors, null, 2))
  const { modules } = compiled
  const load = (code: CodeServer) => install(code, modules)
  const world = new World({ seed, newCode: newCodeServer, load })
  const nodes = Array.from({ length: lesson.program.nodes }, (_, i) => `n${i + 1}@heron`)
  for (const name of nodes) world.addNode(name)
  world.boot('n1@heron', lesson.program.root)
  for (const { atMs, op } of script) world.at(atMs, () => world.apply(op))
  world.runUntil(untilMs)
  return world.trace
}
