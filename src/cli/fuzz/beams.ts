/**
 * Real Erlangs beside each other, each running one scenario after the other (scenarios/batch.erl).
 * They sleep most of the time: the oracle waits for quiet after each step.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Scenario } from '../../sim/index.ts'

/** A trace, or why there is none: the scenario breaks the language's rules, or never ends. */
export type Answer = { readonly trace: readonly string[] } | { readonly none: string }

export interface Beams {
  readonly count: number
  /** Waits for a free one. */
  ask(scenario: Scenario): Promise<Answer>
  /** Asks one that has all schedulers of this machine, as an Erlang has by itself. */
  askParallel(scenario: Scenario): Promise<Answer>
  close(): void
}

/** A scenario takes a second or two, on a busy machine some more. */
const patienceMs = 60_000

const sources = fileURLToPath(new URL('../../../scenarios', import.meta.url))

/** A scheduler that has nothing to do sleeps at once. */
const quiet = ['+sbwt', 'none', '+sbwtdcpu', 'none', '+sbwtdio', 'none']
const single = [...quiet, '+S', '1:1']

/** Null when this machine has no Erlang. */
export function startBeams(count: number): Beams | null {
  const folder = mkdtempSync(join(tmpdir(), 'let-it-crash-fuzz-'))
  const files = ['oracle.erl', 'batch.erl'].map((name) => join(sources, name))
  const flags = ['+export_all', '+nowarn_export_all', '-o', folder]
  const { status, error, stderr, stdout } = spawnSync('erlc', [...flags, ...files])
  if (error || status !== 0) rmSync(folder, { recursive: true })
  if (error) return null
  if (status !== 0) throw new Error(`erlc: ${stdout}${stderr}`)
  const crowd = poolOf(count, folder, single)
  const pair = poolOf(1, folder, [])
  return {
    count,
    ask: crowd.ask,
    askParallel: pair.ask,
    close() {
      crowd.close()
      pair.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function poolOf(count: number, folder: string, flags: readonly string[]) {
  const all = Array.from({ length: count }, () => new Beam(folder, flags))
  const free = [...all]
  const waiting: ((beam: Beam) => void)[] = []
  return {
    async ask(scenario: Scenario): Promise<Answer> {
      const beam = free.pop() ?? (await new Promise<Beam>((resolve) => waiting.push(resolve)))
      try {
        return await beam.run(scenario)
      } finally {
        const next = waiting.shift()
        if (next) next(beam)
        else free.push(beam)
      }
    },
    close() {
      for (const beam of all) beam.end()
    },
  }
}

class Beam {
  private child: ChildProcess | null = null
  private onLine: (line: string | null) => void = () => {}

  constructor(
    private readonly folder: string,
    private readonly flags: readonly string[],
  ) {}

  run(scenario: Scenario): Promise<Answer> {
    this.child ??= this.start()
    const { stdin } = this.child
    return new Promise((resolve) => {
      const trace: string[] = []
      const late = setTimeout(() => {
        this.end()
        resolve({ none: 'it never ends' })
      }, patienceMs)
      this.onLine = (line) => {
        if (line !== null && !line.startsWith('{"end":')) {
          trace.push(line)
          return
        }
        clearTimeout(late)
        this.onLine = () => {}
        resolve(answerOf(trace, line))
      }
      stdin?.write(`${JSON.stringify(scenario)}\n`)
    })
  }

  end(): void {
    this.child?.kill('SIGKILL')
    this.child = null
  }

  private start(): ChildProcess {
    const program = ['-noshell', '-kernel', 'logger_level', 'none', '-run', 'batch', 'main']
    const child = spawn('erl', [...this.flags, '-pa', this.folder, ...program], {
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (child === this.child) this.onLine(line)
    })
    // What is written to one that has just died is lost with it.
    child.stdin.on('error', () => {})
    child.on('exit', () => {
      if (child !== this.child) return
      this.child = null
      this.onLine(null)
    })
    return child
  }
}

function answerOf(trace: readonly string[], last: string | null): Answer {
  if (last === null) return { none: 'Erlang itself ended' }
  const { end, why } = JSON.parse(last) as { readonly end: string; readonly why?: string }
  if (end !== 'done') return { none: why ?? end }
  // What the oracle's own look-up of an unknown name ends with: no command of the language does.
  const strange = trace.find((line) => line.includes('["badmatch",{"list":[]}]'))
  return strange === undefined ? { trace } : { none: `it names what was never made: ${strange}` }
}
