/**
 * A prediction: one click, never graded. What really happens is told once it was guessed and done.
 */
import type { Op } from '../../lab/index.ts'
import type { Ask } from '../../tutor/index.ts'
import { Icon } from '../icon.tsx'
import { useSay } from '../words/say.tsx'
import type { OpenStepProps } from './lesson-panel.tsx'
import { actionsOf, ProseView } from './prose.tsx'
import './prediction.css'

export interface PredictionProps extends OpenStepProps {
  readonly ask: Ask & { readonly type: 'predict' }
}

export function Prediction({ open, ask, progress, dispatch }: PredictionProps) {
  const say = useSay()
  const chosen = progress.predictions[open.id]
  const revealed =
    chosen !== undefined && actionsOf(open.text).every((name) => progress.acted.includes(name))
  const onOp = (op: Op) => dispatch({ type: 'op', op })
  return (
    <section className="lc-prediction" aria-label={say('lesson.predict')}>
      <h3>{say('lesson.predict')}</h3>
      <ul>
        {ask.choices.map((choice) => {
          const mine = chosen === choice.id
          const right = revealed && choice.right
          return (
            <li key={choice.id}>
              <button
                type="button"
                aria-pressed={mine}
                data-right={right ? '' : undefined}
                disabled={chosen !== undefined && !mine}
                onClick={() =>
                  dispatch({ type: 'op', op: { do: 'predict', step: open.id, choice: choice.id } })
                }
              >
                <span className="lc-choice-letter">{choice.id}</span>
                <span>
                  <ProseView prose={choice.text} acted={progress.acted} onOp={onOp} />
                  {mine ? <em>{say('lesson.predict.yours')}</em> : null}
                  {right ? (
                    <em data-right="">
                      <Icon sign="check" size={12} />
                      {say('lesson.predict.right')}
                    </em>
                  ) : null}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {revealed ? <ProseView prose={ask.reveal} acted={progress.acted} onOp={onOp} /> : null}
    </section>
  )
}
