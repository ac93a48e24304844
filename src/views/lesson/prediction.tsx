/**
 * A prediction: one click, never graded. What really happens is told once it was guessed and done.
 */
import type { Ask, Prose } from '../../tutor/index.ts'
import { Icon } from '../icon.tsx'
import { useSay } from '../words/say.tsx'
import { Checks } from './checks.tsx'
import type { OpenStepProps } from './lesson-panel.tsx'
import { actionsOf, ProseView } from './prose.tsx'
import './prediction.css'

export interface PredictionProps extends OpenStepProps {
  readonly ask: Ask & { readonly type: 'predict' }
}

export function Prediction(props: PredictionProps) {
  const { open, ask, lesson, progress, verdicts, acted, onOp, dispatch } = props
  const say = useSay()
  const chosen = progress.predictions[open.id]
  // What the reveal tells must have happened: the deed is done, and its checks have seen it.
  const happened = ask.checks.every((name) => verdicts[name]?.status === 'passed')
  const deed = chosen !== undefined && actionsOf(open.text).every((name) => acted.includes(name))
  const revealed = deed && (happened || progress.done.includes(open.id))
  const goals = lesson.checks.filter(({ name }) => ask.checks.includes(name))
  const [before, after] = atFirstAction(open.text)
  return (
    <>
      <ProseView prose={before} acted={acted} onOp={onOp} />
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
                    dispatch({
                      type: 'op',
                      op: { do: 'predict', step: open.id, choice: choice.id },
                    })
                  }
                >
                  <span className="lc-choice-letter">{choice.id}</span>
                  <span>
                    <ProseView prose={choice.text} acted={acted} onOp={onOp} />
                    {mine ? (
                      <span className="lc-choice-note">{say('lesson.predict.yours')}</span>
                    ) : null}
                    {right ? (
                      <span className="lc-choice-note" data-right="">
                        <Icon sign="check" size={12} />
                        {say('lesson.predict.right')}
                      </span>
                    ) : null}
                  </span>
                </button>
              </li>
            )
          })}
        </ul>
      </section>
      <ProseView prose={after} acted={acted} locked={chosen === undefined} onOp={onOp} />
      {goals.length === 0 ? null : <Checks goals={goals} verdicts={verdicts} dispatch={dispatch} />}
      {revealed ? <ProseView prose={ask.reveal} acted={acted} onOp={onOp} /> : null}
    </>
  )
}

/** First the guess, then the deed: the choices stand before the first action of the text. */
function atFirstAction({ key, blocks }: Prose): readonly [Prose, Prose] {
  const at = blocks.findIndex((block) => actionsOf({ key, blocks: [block] }).length > 0)
  const cut = at === -1 ? blocks.length : at
  return [
    { key, blocks: blocks.slice(0, cut) },
    { key, blocks: blocks.slice(cut) },
  ]
}
