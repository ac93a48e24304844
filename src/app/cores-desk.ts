/**
 * One to many cores on this machine: starts a team of nodes, runs the program on 1, 2, … of them in
 * interleaved rounds, and keeps the times. A run that nobody saw is done again: a hidden tab gets
 * less of the machine.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { coresProgram, scalingOf, serialPart } from '../lab/index.ts'
import type { CoresAction, CoresState, Curve, loadCores } from '../views/index.ts'
import { type CompiledModule, loadCompiler } from '../web/index.ts'
import { CoresTeam, TeamFailed } from './cores-team.ts'
import { fitting, type Work, worksFor } from './cores-works.ts'

export type CoresViews = Awaited<ReturnType<typeof loadCores>>

const rounds = 5
/** Rounds that are run and forgotten: every worker's code is to be optimised. */
const warmUps = 1
const mostWorkers = 16

/** It was cancelled: nothing is wrong. */
class Cancelled extends Error {}

interface Times {
  readonly work: Work
  /** ms of the runs of 1, 2, … workers. */
  readonly runs: readonly number[][]
}

export class CoresDesk {
  readonly store: StoreApi<CoresState>
  private team: CoresTeam | null = null
  /** Counts measurements, so that an older one knows that it is over. */
  private turn = 0
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
    this.turn++
    this.team?.close()
    this.team = null
  }

  private async measure(): Promise<void> {
    const turn = ++this.turn
    this.set({ phase: { is: 'loading' }, curves: [], runs: 0, allRuns: 1, repeated: 0 })
    try {
      const modules = await this.compile(turn)
      const team = await this.start(turn, modules)
      await this.runAll(turn, team)
      this.end()
      this.set({ phase: { is: 'done' } })
    } catch (problem) {
      if (problem instanceof Cancelled || turn !== this.turn) return
      if (!(problem instanceof TeamFailed)) throw problem
      const { failure } = problem
      this.end()
      const curves = failure.what === 'wrong' ? [] : this.state.curves
      this.set({ phase: { is: 'failed', failure }, curves })
    }
  }

  private async compile(turn: number): Promise<readonly CompiledModule[]> {
    this.compiled ??= loadCompiler().then(({ compileProgram }) => {
      const made = compileProgram(coresProgram)
      if (!made.ok) throw new Error(`cores doesn't compile: ${JSON.stringify(made.errors)}`)
      return made.modules
    })
    try {
      return await this.compiled
    } catch {
      // The next try asks for the compiler again.
      this.compiled = null
      throw new TeamFailed({ what: 'compiler' })
    } finally {
      this.check(turn)
    }
  }

  private async start(turn: number, modules: readonly CompiledModule[]): Promise<CoresTeam> {
    const { most } = this.state
    const started = (ready: number) => {
      if (turn === this.turn) this.set({ phase: { is: 'starting', ready } })
    }
    started(0)
    const team = new CoresTeam({ size: most, modules, started })
    this.team = team
    await team.whole()
    this.check(turn)
    this.set({ phase: { is: 'warming' } })
    return team
  }

  private async runAll(turn: number, team: CoresTeam): Promise<void> {
    const { most, wish } = this.state
    const works = worksFor(wish ?? (await fitting(most, (work) => this.run(turn, team, work, 1))))
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
          const ms = await this.run(turn, team, work, workers)
          if (round < 1) continue
          runs[workers - 1]?.push(ms)
          this.set({ curves: this.curvesOf(all), runs: this.state.runs + 1 })
        }
      }
    }
  }

  /** One run that somebody saw from its beginning to its end, ms. */
  private async run(turn: number, team: CoresTeam, work: Work, workers: number): Promise<number> {
    for (;;) {
      await this.seen(turn)
      const unseen = watchForHiding()
      const counted = await team.run(work.limit, work.grain, workers)
      this.check(turn)
      const { found } = counted
      if (found !== work.primes || counted.workers !== workers) {
        const { primes } = work
        throw new TeamFailed({ what: 'wrong', workers: counted.workers, found, primes })
      }
      if (!unseen()) return counted.ms
      this.set({ repeated: this.state.repeated + 1 })
    }
  }

  /** Waits while the tab is hidden. */
  private async seen(turn: number): Promise<void> {
    if (!document.hidden) return
    const { phase } = this.state
    this.set({ phase: { is: 'hidden' } })
    await new Promise<void>((resolve) => {
      const look = () => {
        if (document.hidden) return
        document.removeEventListener('visibilitychange', look)
        resolve()
      }
      document.addEventListener('visibilitychange', look)
    })
    this.check(turn)
    this.set({ phase })
  }

  /** @throws Cancelled when another measurement has begun, or this one was ended. */
  private check(turn: number): void {
    if (turn !== this.turn) throw new Cancelled()
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

/** Up in one round and down in the next: what slows the machine down slows all of them down. */
function inTurn(most: number, round: number): readonly number[] {
  const counts = Array.from({ length: most }, (_, at) => at + 1)
  return round % 2 === 1 ? counts : counts.reverse()
}

/** From now on; the answer tells whether the tab was hidden meanwhile. */
function watchForHiding(): () => boolean {
  let hidden = document.hidden
  const look = () => {
    hidden ||= document.hidden
  }
  document.addEventListener('visibilitychange', look)
  return () => {
    document.removeEventListener('visibilitychange', look)
    return hidden
  }
}
