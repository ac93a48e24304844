/**
 * The hint ladder: nudge, where to look, the line, the whole solution. Each rung only when asked
 * for.
 */
import { Button } from '../button.tsx'
import { useSay } from '../words/say.tsx'
import type { OpenStepProps } from './lesson-panel.tsx'
import { ProseView } from './prose.tsx'
import './hints.css'

export function Hints({ open, hints, solution, acted, onOp, dispatch }: OpenStepProps) {
  const say = useSay()
  if (open.hints.length === 0) return null
  const shown = open.hints.slice(0, hints[open.id] ?? 0)
  const next = open.hints[shown.length]
  return (
    <section className="lc-hints" aria-label={say('lesson.hints')}>
      {shown.map((hint) => (
        <div key={hint.rung} className="lc-hint">
          <h3>
            {say(
              hint.rung === 'solution' ? 'lesson.hint.solution.title' : `lesson.hint.${hint.rung}`,
            )}
          </h3>
          <ProseView prose={hint.text} acted={acted} onOp={onOp} />
          {hint.rung === 'solution'
            ? solution.map((file) => (
                <figure key={file.name} className="lc-solution">
                  <figcaption>
                    <code>{file.name}</code>
                  </figcaption>
                  <pre>
                    <code>{file.text}</code>
                  </pre>
                </figure>
              ))
            : null}
        </div>
      ))}
      {next === undefined ? null : (
        <Button
          label={say(`lesson.hint.${next.rung}`)}
          sign={next.rung === 'solution' ? 'check' : 'suspected'}
          kind="quiet"
          onClick={() => dispatch({ type: 'hint', step: open.id })}
        />
      )}
    </section>
  )
}
