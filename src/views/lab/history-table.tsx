/** The operations in sight as a table: the picture's rows for eyes and ears that want words. */
import type { Operation } from '../../lab/index.ts'
import { Button } from '../button.tsx'
import { formatOffset } from '../words/time.ts'
import { useDareWords } from './challenge-words.ts'
import type { HistoryPartProps } from './history.tsx'
import { type Lit, placesIn } from './history-layout.ts'
import { litWords, operationWords } from './history-words.ts'

const mostLines = 200

export function HistoryTable(props: HistoryPartProps) {
  const say = useDareWords()
  const { history, fromMs, toMs, sight, lab } = props
  const window = { fromMs, toMs, width: 1, nowMs: lab.nowMs, key: sight.key }
  const all = history.rows
    .flatMap((row) => placesIn(row, history, window).map((place) => ({ place, name: row.name })))
    .sort((a, b) => a.place - b.place)
  const shown = all.slice(0, mostLines)
  return (
    <div className="lc-ops-table">
      <table>
        <caption className="lc-hidden">{say('history.caption')}</caption>
        <thead>
          <tr>
            {(['client', 'what', 'call', 'ret', 'verdict'] as const).map((column) => (
              <th key={column} scope="col">
                {say(`history.col.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ place, name }) => (
            <Line key={place} {...props} place={place} name={name} />
          ))}
        </tbody>
      </table>
      {all.length > shown.length ? (
        <p className="lc-soft">{say('history.limit', { n: shown.length, all: all.length })}</p>
      ) : null}
    </div>
  )
}

interface LineProps extends HistoryPartProps {
  readonly place: number
  readonly name: string
}

function Line({ place, name, history, world, choose }: LineProps) {
  const say = useDareWords()
  const operation = history.operations[place] as Operation
  const { violation } = history
  const isLit = violation?.window.operations.includes(place) ?? false
  const lit: Lit = violation?.culprit === place ? 'culprit' : isLit ? 'window' : 'no'
  const { call, ret, status } = operation
  return (
    <tr data-lit={lit === 'no' ? undefined : lit}>
      <th scope="row">{name}</th>
      <td>
        <Button
          className="lc-mono"
          label={operationWords(operation)}
          kind="quiet"
          onClick={() => choose(place)}
        />
      </td>
      <td>{formatOffset(call / 1_000, world)}</td>
      <td>{ret === undefined ? say('history.open') : formatOffset(ret / 1_000, world)}</td>
      <td>
        {[...(status === 'fail' ? [say('history.fail')] : []), ...litWords(lit, say)].join(', ')}
      </td>
    </tr>
  )
}
