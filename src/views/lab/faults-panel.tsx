/** The faults in force: what each does, since when, its end; heal all; undo; the brush. */
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { faultSentence } from '../sentences/fault-sentence.ts'
import { useSay } from '../words/say.tsx'
import { formatMoment, type World } from '../words/time.ts'
import type { LabState } from './state.ts'
import { useWords } from './words.tsx'
import './panels.css'

export interface FaultsPanelProps {
  readonly lab: Pick<LabState, 'inForce' | 'brush' | 'canUndo'>
  readonly world: World
  readonly dispatch: Dispatch
}

/** Faults listed; a storm may have more in force. */
const mostListed = 60

export function FaultsPanel({ lab, world, dispatch }: FaultsPanelProps) {
  const say = useSay()
  const sayLab = useWords()
  const { inForce, brush } = lab
  const rest = inForce.length - mostListed
  return (
    <section className="lc-lab" aria-label={sayLab('lab.faults.title')}>
      <h2>{sayLab('lab.faults.title')}</h2>
      <div className="lc-faults-deeds">
        <Button
          label={sayLab('lab.faults.heal')}
          sign="heal"
          shortcut="B"
          disabled={inForce.length === 0}
          onClick={() => dispatch({ type: 'lab', what: { act: 'heal' } })}
        />
        <Button
          label={sayLab('lab.faults.undo')}
          title={sayLab('lab.faults.undo.long')}
          sign="undo"
          disabled={!lab.canUndo}
          shortcut="Ctrl Z"
          onClick={() => dispatch({ type: 'lab', what: { act: 'undo' } })}
        />
        <Button
          label={sayLab('lab.faults.brush')}
          title={sayLab('lab.faults.brush.long')}
          sign="brush"
          shortcut="X"
          aria-pressed={brush !== null}
          onClick={() => {
            const side = brush === null ? [] : null
            dispatch({ type: 'lab', what: { act: 'brush', side } })
          }}
        />
      </div>
      {inForce.length === 0 ? <p className="lc-soft">{sayLab('lab.faults.none')}</p> : null}
      <ol className="lc-faults">
        {inForce.slice(0, mostListed).map(({ fault, sinceMs }, place) => {
          const what = faultSentence(fault, say)
          return (
            <li key={`${sinceMs} ${what}`}>
              <span>
                {what}{' '}
                <span className="lc-soft">
                  {sayLab('lab.faults.since', {
                    moment: formatMoment(sinceMs + world.zeroMs, world),
                  })}
                </span>
              </span>
              <Button
                label={sayLab('lab.faults.end')}
                aria-label={sayLab('lab.faults.end.of', { what })}
                onClick={() => dispatch({ type: 'lab', what: { act: 'end', place } })}
              />
            </li>
          )
        })}
      </ol>
      {rest > 0 ? <p className="lc-soft">{sayLab('lab.faults.more', { count: rest })}</p> : null}
    </section>
  )
}
