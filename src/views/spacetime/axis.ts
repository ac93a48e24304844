/** The axis: round times that stand far enough from each other, or the times of single steps. */
import type { Trace } from '../../lab/index.ts'
import { formatOffset, formatSpan, type World } from '../words/time.ts'
import type { Tick } from './marks.ts'
import type { Stretch } from './stretch.ts'

/** Px between two labels. */
const apart = 92

export function ticksOf(trace: Trace, stretch: Stretch, world: World): Tick[] {
  return stretch.axis === 'time' ? byClock(stretch, world) : bySteps(trace, stretch, world)
}

function byClock({ fromMs, toMs, length }: Stretch, world: World): Tick[] {
  const step = roundStep(((toMs - fromMs) / Math.max(1, length)) * apart)
  const ticks: Tick[] = []
  const first = Math.ceil((fromMs - world.zeroMs) / step) * step + world.zeroMs
  for (let at = 0; first + at * step <= toMs; at++) {
    const time = first + at * step
    if (time < world.zeroMs - step / 2) continue
    ticks.push({
      along: ((time - fromMs) / (toMs - fromMs)) * length,
      label: label(time, step, world),
    })
  }
  return ticks
}

/** As many digits as the step needs: microseconds, when it comes to that. */
function label(time: number, step: number, world: World): string {
  const text = formatOffset(time + step / 1000, world)
  if (step >= 1_000) return text.slice(0, -4)
  if (step >= 1) return step >= 100 ? text.slice(0, -2) : text
  const micros = Math.round((time - world.zeroMs) * 1_000) % 1_000
  return `${text} ${String(micros).padStart(3, '0')}`
}

/** 1, 2 or 5 of something, ms; at least a microsecond. */
function roundStep(least: number): number {
  const wanted = Math.max(least, 0.001)
  const power = 10 ** Math.floor(Math.log10(wanted))
  const step = [1, 2, 5, 10].find((factor) => factor * power >= wanted * 0.999) ?? 10
  const round = step * power
  // Minutes have sixty seconds.
  if (round < 10_000) return round
  return [10_000, 30_000, 60_000, 300_000, 600_000, 3_600_000].find((ms) => ms >= least) ?? round
}

/** The time of the first step, then how long after the label before: gaps are the news. */
function bySteps(trace: Trace, stretch: Stretch, world: World): Tick[] {
  const ticks: Tick[] = []
  let beforeMs = 0
  for (const index of stretch.events) {
    const along = stretch.alongOf(index)
    const last = ticks.at(-1)
    if (last !== undefined && along - last.along < apart * 0.8) continue
    const at = trace.timeAt(index)
    const text = last === undefined ? formatOffset(at, world) : `+${formatSpan(at - beforeMs)}`
    ticks.push({ along, label: text })
    beforeMs = at
  }
  return ticks
}
