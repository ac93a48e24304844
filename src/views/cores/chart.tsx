/** The chart: speed-up against workers, the ideal dashed, each point with its whiskers. */
import type { ScalingPoint } from '../../lab/index.ts'
import { useSize } from '../stage/size.ts'
import { type ChartLayout, chartOf, type Mark } from './layout.ts'
import type { CoresState, Jobs } from './state.ts'
import { formatTimes } from './verdict.ts'
import { useWords } from './words.tsx'

export function Chart({ state }: { readonly state: CoresState }) {
  const say = useWords()
  const [frame, size] = useSize()
  const { curves, most } = state
  const layout = size === null ? null : chartOf(curves, most, size)
  return (
    <div ref={frame} className="lc-cores-chart">
      {size === null || layout === null ? null : (
        <svg
          width={size.width}
          height={size.height}
          role="img"
          aria-label={say('chart.label')}
          aria-describedby="cores-table"
        >
          <Grid layout={layout} />
          <path className="lc-cores-ideal" d={layout.ideal} />
          {layout.series.map(({ jobs, path, marks }) => (
            <g key={jobs} className="lc-cores-line" data-jobs={jobs}>
              <path d={path} />
              {marks.map((mark, at) => (
                <Point key={mark.workers} {...{ mark, jobs }} of={pointOf(state, jobs, at)} />
              ))}
            </g>
          ))}
          {layout.labels.map(({ of, x, y }) => (
            <text key={of} className="lc-cores-name" data-jobs={of} x={x} y={y + 4}>
              {of === 'ideal' ? say('chart.ideal') : say(`jobs.${of}`)}
            </text>
          ))}
        </svg>
      )}
    </div>
  )
}

function pointOf({ curves }: CoresState, jobs: Jobs, at: number): ScalingPoint | undefined {
  return curves.find((curve) => curve.jobs === jobs)?.points[at]
}

function Grid({ layout }: { readonly layout: ChartLayout }) {
  const say = useWords()
  const { left, right, top, bottom, rows, columns } = layout
  return (
    <g className="lc-cores-grid">
      {rows.map(({ value, at }) => (
        <g key={value}>
          <path d={`M${left} ${at}H${right}`} data-ground={value === 0 ? '' : undefined} />
          <text x={left - 8} y={at + 4} data-end="">
            {value}
          </text>
        </g>
      ))}
      {columns.map(({ value, at }) => (
        <g key={value}>
          <path d={`M${at} ${bottom}v4`} data-ground="" />
          <text x={at} y={bottom + 18} data-middle="">
            {value}
          </text>
        </g>
      ))}
      <text x={left - 8} y={top - 14}>
        {say('chart.y')}
      </text>
      <text x={right} y={bottom + 34} data-end="">
        {say('chart.x')}
      </text>
    </g>
  )
}

interface PointProps {
  readonly mark: Mark
  readonly jobs: Jobs
  readonly of: ScalingPoint | undefined
}

/** A disc for large jobs, a square for tiny ones: not told apart by colour alone. */
function Point({ mark: { workers, x, y, top, bottom }, jobs, of }: PointProps) {
  const say = useWords()
  if (of === undefined) return null
  const words = say('chart.point', {
    jobs: say(`jobs.${jobs}`),
    workers: say('workers', { count: workers }),
    times: formatTimes(of.speedUp),
    low: formatTimes(of.low),
    high: formatTimes(of.high),
  })
  return (
    <g>
      <title>{words}</title>
      <path className="lc-cores-whisker" d={`M${x - 4} ${top}h8M${x} ${top}V${bottom}m-4 0h8`} />
      {jobs === 'large' ? (
        <circle cx={x} cy={y} r={4.5} />
      ) : (
        <rect x={x - 4} y={y - 4} width={8} height={8} />
      )}
    </g>
  )
}
