/**
 * Dares on the lab page: what is being tried, counted from the run that is shown; the sender's run
 * waits until somebody has tried.
 */
import {
  type Dare,
  type DareState,
  dared,
  dareIn,
  openDare,
  parOf,
  pause,
  type RunRecord,
  type TimedOp,
  usedFaults,
  type Verdict,
  withDare,
  writeRecord,
} from '../../lab/index.ts'
import type { Deed } from '../../sim/index.ts'
import type { Breakpoint, ChallengeState } from '../../views/index.ts'
import { linkToLab } from '../entry.ts'
import type { LabPage } from './lab-page.ts'
import { unknown } from './lab-state.ts'
import { recordNow } from './links.ts'
import { openRun } from './opening.ts'
import { type Origin, originOf, readyOrigin } from './origin.ts'
import { shownDeeds } from './shown-deeds.ts'

export class DareDesk {
  private state: DareState | null = null
  /** What the sender of a link did. */
  private sent: RunRecord | null = null
  /** Where the run that is shown stops by itself; the reader hasn't asked for it. */
  private stop: Breakpoint | null = null
  /** Of the run that is shown: it has stood still for that break, ms. */
  private haltedAt: number | null = null
  private link: { readonly of: string; readonly href: string | null } = { of: '', href: null }

  constructor(private readonly page: LabPage) {}

  /** Another run was chosen: no dare is on. */
  leave(): void {
    this.state = null
    this.sent = null
    this.dontStop()
  }

  /** Whether the record brings one; then its run waits, and the dare comes first. */
  takeFrom(record: RunRecord): boolean {
    const found = dareIn(record)
    if (found === null) return false
    this.sent = found.sender === null ? null : record
    this.state = openDare(found.dare, found.sender)
    this.begin(found.dare)
    return true
  }

  /** That promise of the program that runs, from the dare's beginning; again, if it is on. */
  dare(promise: string): void {
    const { state } = this
    const program = this.page.origin.program?.id ?? ''
    if (state !== null && state.dare.promise === promise && state.dare.program === program) {
      this.state = dared(state, { now: 'again' })
      return this.begin(state.dare)
    }
    const par = parOf(program, promise)
    if (par === null) return
    this.sent = null
    this.state = openDare(par)
    this.begin(par)
  }

  /** How it can be done, by the run that par is known from. */
  giveUp(): void {
    if (this.state === null) return
    const before = this.state
    this.state = dared(before, { now: 'giveUp' })
    if (this.state === before) return
    const { program, promise } = before.dare
    const known = parOf(program, promise)
    if (this.sent !== null) void this.showRecord(this.sent)
    else if (known !== null) {
      const origin = originFor(known)
      if (origin !== null) this.show({ ...origin, faults: known.solution })
    }
  }

  senderRun(): void {
    if (this.state === null || this.sent === null) return
    this.state = dared(this.state, { now: 'senderRun' })
    if (this.state.phase === 'senderRun') void this.showRecord(this.sent)
  }

  /** What is known of the run by now. */
  look(): ChallengeState | null {
    if (this.state === null) return null
    const { page } = this
    const { promise, par } = this.state.dare
    const { origin, course } = page
    const promised = origin.program?.promises?.find(({ name }) => name === promise)
    const verdict = course.verdicts[promise] ?? unknown
    const isBroken = verdict.status === 'failed'
    const knownMs = isBroken ? verdict.knownMs : undefined
    const brokenAtMs = isBroken ? (knownMs ?? this.timeOf(verdict.event)) : null
    const done = { ops: this.opsBefore(verdict), faults: origin.faults }
    const faults = usedFaults(done, origin, brokenAtMs ?? undefined)
    // Until another run has begun, what is known is of the one before.
    if (page.isOpen && page.runner.rerun === null) {
      this.state = dared(this.state, { now: 'ran', faults, brokenAtMs })
    }
    const { phase, sender, tried } = this.state
    const isShown = phase === 'gaveUp' || phase === 'senderRun'
    const told = { phase, tried, faults: this.state.faults }
    return {
      ...{ promise, par, verdict, ...told },
      brokenAtMs: isShown ? brokenAtMs : this.state.brokenAtMs,
      shown: isShown ? shownDeeds(page) : null,
      inWords: promised?.inWords ?? promise,
      sender: sender === null ? null : { faults: sender.faults },
      link: phase === 'broken' ? this.linkTo(this.state) : null,
    }
  }

  /** What is done after the break hasn't broken it. */
  private opsBefore(verdict: Verdict): readonly TimedOp[] {
    const { origin, course } = this.page
    if (verdict.status !== 'failed') return [...origin.ops, ...course.deeds]
    const { event, knownMs } = verdict
    if (knownMs === undefined) return [...origin.ops, ...course.deedsBy(event)]
    return [...origin.ops, ...course.deeds.filter(({ atMs }) => atMs <= knownMs)]
  }

  /** After another look: what was broken just now is brought into sight. */
  follow(before: DareState['phase'] | null): void {
    this.halt()
    const { phase = null } = this.page.state.lab.challenge ?? {}
    if (before === null || before === 'broken' || phase !== 'broken') return
    // Where there is room for one panel, it may be another one that is open.
    if (matchMedia('(max-width: 699px)').matches) this.page.set({ panel: 'lesson' })
    this.page.wish({ panel: 'challenge' })
  }

  /** A run that shows how it is done stands still when that was seen, once. */
  private halt(): void {
    const { lab, playback } = this.page.state
    const { shown = null, brokenAtMs = null } = lab.challenge ?? {}
    if (shown === null || brokenAtMs === null || playback.time < brokenAtMs) return
    if (this.haltedAt === brokenAtMs) return
    this.haltedAt = brokenAtMs
    if (playback.mode === 'live') this.page.show(pause(playback))
  }

  private timeOf(event: number): number | null {
    const { trace, nowMs } = this.page.course
    return event >= trace.first && event < trace.end ? trace.timeAt(event) : nowMs
  }

  private begin(dare: Dare): void {
    const { page } = this
    const origin = originFor(dare)
    this.dontStop()
    if (origin === null) return
    openRun(page, { origin }, () => {
      page.setSpeed(Math.max(page.state.playback.speed, dareSpeed))
    })
    page.wish({ panel: 'challenge' })
  }

  private async showRecord(record: RunRecord): Promise<void> {
    const chosen = ++this.page.chosen
    const found = await originOf(record)
    // Something else may have been chosen meanwhile.
    if (chosen === this.page.chosen && 'origin' in found) this.show(found.origin, found.deeds)
  }

  /** From shortly before the first thing that was done, slowly, until it is broken. */
  private show(origin: Origin, deeds: readonly Deed[] = []): void {
    const { page, state } = this
    if (state === null) return
    const first = Math.min(...[...origin.faults, ...origin.ops, ...deeds].map(({ atMs }) => atMs))
    const atMs = Number.isFinite(first) ? Math.max(0, first - leadMs) : 0
    this.haltedAt = null
    this.stopAtBreak(state.dare.promise)
    const run = { origin, deeds, goal: { atMs }, mode: 'live' } as const
    openRun(page, run, () => page.setSpeed(dareSpeed))
    page.wish({ panel: 'challenge' })
  }

  private stopAtBreak(promise: string): void {
    const { breakpoints } = this.page.wishes
    if (breakpoints.some((each) => each.on === 'broken' && each.promise === promise)) return
    this.stop = { on: 'broken', promise }
    this.breakAt([...breakpoints, this.stop])
  }

  private dontStop(): void {
    const { stop, page } = this
    this.stop = null
    if (stop !== null) this.breakAt(page.wishes.breakpoints.filter((each) => each !== stop))
  }

  private breakAt(breakpoints: readonly Breakpoint[]): void {
    this.page.wish({ breakpoints })
    this.page.runner.watch(breakpoints)
  }

  /** Made anew only when what it holds has changed: it is long work for each picture. */
  private linkTo({ dare, faults, brokenAtMs }: DareState): string | null {
    if (brokenAtMs === null) return null
    const of = `${this.page.origin.seed} ${faults} ${brokenAtMs}`
    if (this.link.of === of) return this.link.href
    // A sender who has gone on since isn't to be believed less.
    const ops = this.opsBefore(this.page.course.verdicts[dare.promise] ?? unknown)
    const now = { ...recordNow(this.page), ops }
    const record = withDare(now, dare, { faults, atMs: brokenAtMs })
    const { form, text } = writeRecord(record)
    const { href } = new URL(linkToLab({ as: 'run', text }), location.href)
    this.link = { of, href: form === 'file' ? null : href }
    return this.link.href
  }
}

/** A dare's run as it is before anybody has done anything. */
function originFor({ program, begin }: Dare): Origin | null {
  const { seed, nodes, options } = begin
  const origin = readyOrigin(program, seed, nodes)
  return origin === null ? null : { ...origin, options }
}

/** So long before the first deed a run is shown from, virtual ms. */
const leadMs = 900

/** Whoever strikes wants to know within seconds what came of it. */
const dareSpeed = 0.3
