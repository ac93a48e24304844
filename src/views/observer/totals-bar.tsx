/** A node in four numbers and their last minute: a small chart each, and in words. */
import { formatCount, formatSpan } from '../words/time.ts'
import { linePath } from './chart.ts'
import { type ObserverState, type Sample, samplesKept } from './state.ts'
import { useWords } from './words.tsx'

const charts = [
  ['totals.processes', 'processes'],
  ['totals.reductions', 'reductionsPerSecond'],
  ['totals.starts', 'startsPerSecond'],
  ['totals.dropped', 'droppedPerSecond'],
] as const

export function TotalsBar({ state: { node, samples } }: { readonly state: ObserverState }) {
  const say = useWords()
  return (
    <ul className="lc-totals" aria-label={say('totals', { node })}>
      {charts.map(([name, key]) => (
        <li key={key}>
          <b>{amount(samples.at(-1)?.[key])}</b>
          <span className="lc-soft">{say(name)}</span>
          <Chart name={say(name)} samples={samples} of={key} />
        </li>
      ))}
    </ul>
  )
}

interface ChartProps {
  readonly name: string
  readonly samples: readonly Sample[]
  readonly of: (typeof charts)[number][1]
}

const [width, height] = [96, 24]

function Chart({ name, samples, of }: ChartProps) {
  const say = useWords()
  const values = samples.map((sample) => sample[of])
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const spanMs = (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)
  const words =
    samples.length < 2
      ? name
      : say('totals.chart', {
          name,
          now: amount(values.at(-1)),
          low: amount(low),
          high: amount(high),
          span: formatSpan(spanMs),
        })
  return (
    <svg
      className="lc-totals-chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={words}
    >
      <path className="lc-totals-ground" d={`M0 ${height - 0.5}H${width}`} />
      <path d={linePath(values, { width, height, most: samplesKept })} />
    </svg>
  )
}

function amount(value: number | undefined): string {
  if (value === undefined) return '–'
  if (value >= 10_000_000) return `${formatCount(value / 1_000_000)} M`
  return formatCount(value)
}
