/** The chart's points as a table: for who can't see them, and for who wants the figures. */
import type { ScalingPoint } from '../../lab/index.ts'
import { formatSpan } from '../words/time.ts'
import type { CoresState, Jobs } from './state.ts'
import { formatPercent, formatTimes } from './verdict.ts'
import { useWords } from './words.tsx'

const kinds: readonly Jobs[] = ['large', 'tiny']

export function PointsTable({ state }: { readonly state: CoresState }) {
  const say = useWords()
  const { curves, most } = state
  const rounds = Math.max(...curves.map(({ runs }) => runs))
  const counts = Array.from({ length: most }, (_, at) => at + 1)
  return (
    <div className="lc-cores-figures">
      <table id="cores-table" className="lc-cores-table">
        <caption>
          {say('table.caption', { rounds: say('table.rounds', { count: rounds }) })}
        </caption>
        <thead>
          <tr>
            <td />
            {kinds.map((jobs) => (
              <th key={jobs} scope="colgroup" colSpan={3} data-jobs={jobs}>
                {say(`jobs.${jobs}`)}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col">{say('table.workers')}</th>
            {kinds.map((jobs) => (
              <Heads key={jobs} />
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((workers) => (
            <tr key={workers}>
              <th scope="row">{workers}</th>
              {kinds.map((jobs) => (
                <Cells key={jobs} point={pointOf(state, jobs, workers)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function pointOf({ curves }: CoresState, jobs: Jobs, workers: number): ScalingPoint | undefined {
  const points = curves.find((curve) => curve.jobs === jobs)?.points
  return points?.find((point) => point.workers === workers)
}

function Heads() {
  const say = useWords()
  return (
    <>
      <th scope="col" data-first="">
        {say('table.time')}
      </th>
      <th scope="col">{say('table.speedUp')}</th>
      <th scope="col">{say('table.efficiency')}</th>
    </>
  )
}

function Cells({ point }: { readonly point: ScalingPoint | undefined }) {
  const say = useWords()
  if (point === undefined) {
    return (
      <>
        <td data-first="">–</td>
        <td>–</td>
        <td>–</td>
      </>
    )
  }
  const { ms, least, most, speedUp, efficiency } = point
  const spread = say('table.spread', { least: formatSpan(least), most: formatSpan(most) })
  return (
    <>
      <td data-first="" title={spread}>
        {formatSpan(ms)}
        <span className="lc-hidden"> {spread}</span>
      </td>
      <td>{formatTimes(speedUp)}&nbsp;×</td>
      <td>{formatPercent(efficiency)}</td>
    </>
  )
}
