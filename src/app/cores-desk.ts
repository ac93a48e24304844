/**
 * One to many cores on this machine: starts a team of nodes, runs the program on 1, 2, … of them in
 * interleaved rounds, and keeps the times. A run that nobody saw is done again: a hidden tab gets
 * less of the machine.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { coresProgram, inTurn, scalingOf, serialPart } from '../lab/index.ts'
import type { CoresAction, CoresState, Curve, loadCores } from '../views/index.ts'
import type { CompiledModule } from '../web/index.ts'
import { compileOwn, NotCompiled } from './compiling.ts'
import { CoresTeam, TeamFailed } from './cores-team.ts'
import { fitting, type Work, worksFor } from './cores-works.ts'

export type CoresViews = Awaited<ReturnType<typeof loadCores>>

const rounds = 5
/** Rounds that are run and forgotten: every worker's code is to be optimised. */
const warmUps = 1
const mostWorkers = 16

interface Times {
  readonly work: Work
  /** ms of the runs of 1, 2, … workers. */
  readonly runs: readonly number[][]
}

export class CoresDesk {
  readonly store: StoreApi<CoresState>
  private team: CoresTeam | null = null
  /** Of the present measurement, or of the one before. */
  private running = new AbortController()
  private compiled: Promise<readonly CompiledModule[]> | null = null

  constructor(readonly views: CoresViews) {
    const cores = Math.max(1, navigator.hardwareConcurrency || 1)
    this.store = createStore<CoresState>(() => ({
      ...{ cores, rounds, wish: null, phase: { is: 'idle' }, repeated: 0, curves: [] },
      most: Math.min(mostWorkers, Math.max(2, cores)),
      ...{ runs: 0, allRuns: 1, program: coresProgram[0]?.text ?? '' },
    }))
  }

  act(action: CoresAction): void {
    switch (action.act) {
      case 'close':
        return
      case 'wish':
        return this.set({ wish: action.limit })
      case 'measure':
        if (!this.views.isBusy(this.state)) void this.measure()
        return
      case 'cancel':
        return this.cancel()
    }
  }

  /** Ends what runs; nothing happens when nothing does. */
  cancel(): void {
    if (!this.views.isBusy(this.state)) return
    this.end()
    this.set({ phase: { is: 'cancelled' } })
  }

  private get state(): CoresState {
    return this.store.getState()
  }

  private set(change: Partial<CoresState>): void {
    this.store.setState(change)
  }

  private end(): void {
    this.running.abort()
    this.team?.close()
    this.team = null
  }

  private async measure(): Promise<void> {
    this.running = new AbortController()
    const { signal } = this.running
    this.set({ phase: { is: 'loading' }, curves: [], runs: 0, allRuns: 1, repeated: 0 })
    try {
      const modules = await this.compile(signal)
      const team = await this.start(signal, modules)
      await this.runAll(signal, team)
      this.end()
      this.set({ phase: { is: 'done' } })
    } catch (problem) {
      if (signal.aborted) return
      if (!(problem instanceof TeamFailed)) throw problem
      const { failure } = problem
      this.end()
      const curves = failure.what === 'wrong' ? [] : this.state.curves
      this.set({ phase: { is: 'failed', failure }, curves })
    }
  }

  private async compile(signal: AbortSignal): Promise<readonly CompiledModule[]> {
    this.compiled ??= compileOwn(coresProgram)
    try {
      return await this.compiled
    } catch (problem) {
      // The next try asks for the compiler again.
      this.compiled = null
      throw problem instanceof NotCompiled ? new TeamFailed(problem.failure) : problem
    } finally {
      signal.throwIfAborted()
    }
  }

  private async start(signal: AbortSignal, modules: readonly CompiledModule[]): Promise<CoresTeam> {
    const { most } = this.state
    const started = (ready: number) => {
      if (!signal.aborted) this.set({ phase: { is: 'starting', ready } })
    }
    started(0)
    const team = new CoresTeam({ size: most, modules, started })
    this.team = team
    await team.whole()
    signal.throwIfAborted()
    this.set({ phase: { is: 'warming' } })
    return team
  }

  private async runAll(signal: AbortSignal, team: CoresTeam): Promise<void> {
    const { most, wish } = this.state
    const works = worksFor(wish ?? (await fitting(most, (work) => this.run(signal, team, work, 1))))
    const all = works.map((work): Times => {
      return { work, runs: Array.from({ length: most }, () => []) }
    })
    this.set({ allRuns: rounds * most * works.length })
    for (let round = 1 - warmUps; round <= rounds; round++) {
      for (const { work, runs } of all) {
        for (const workers of inTurn(most, round)) {
          if (round > 0) {
            this.set({ phase: { is: 'measuring', round, jobs: work.jobs, workers } })
          }
          const ms = await this.run(signal, team, work, workers)
          if (round < 1) continue
          runs[workers - 1]?.push(ms)
          this.set({ curves: this.curvesOf(all), runs: this.state.runs + 1 })
        }
      }
    }
  }

  /** One run that somebody saw from its beginning to its end, ms. */
  private async run(
    signal: AbortSignal,
    team: CoresTeam,
    work: Work,
    workers: number,
  ): Promise<number> {
    for (;;) {
      await this.seen(signal)
      const [counted, seen] = await whileSeen(team.run(work.limit, work.grain, workers))
      signal.throwIfAborted()
      const { found } = counted
      if (found !== work.primes || counted.workers !== workers) {
        const { primes } = work
        throw new TeamFailed({ what: 'wrong', workers: counted.workers, found, primes })
      }
      if (seen) return counted.ms
      this.set({ repeated: this.state.repeated + 1 })
    }
  }

  /** Waits while the tab is hidden. */
  private async seen(signal: AbortSignal): Promise<void> {
    if (!document.hidden) return
    const { phase } = this.state
    this.set({ phase: { is: 'hidden' } })
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!document.hidden) resolve()
      }
      document.addEventListener('visibilitychange', look, { signal })
      signal.addEventListener('abort', reject)
    })
    this.set({ phase })
  }

  private curvesOf(all: readonly Times[]): readonly Curve[] {
    const { cores } = this.state
    return all.map(({ work: { jobs, limit, grain }, runs }) => {
      const points = scalingOf(runs)
      const most = Math.max(...runs.map(({ length }) => length))
      return { jobs, limit, grain, runs: most, points, serial: serialPart(points, cores) }
    })
  }
}

/** What it comes to, and whether somebody saw the tab all the while. */
async function whileSeen<T>(job: Promise<T>): Promise<readonly [T, boolean]> {
  let seen = !document.hidden
  const look = () => {
    seen &&= !document.hidden
  }
  document.addEventListener('visibilitychange', look)
  try {
    const done = await job
    return [done, seen]
  } finally {
    document.removeEventListener('visibilitychange', look)
  }
}
