/** The caption above the stage: what is to be seen now, and at most two things to do. */
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { Marked, useSay } from '../words/say.tsx'
import type { Caption } from './caption.ts'
import './coach.css'

export interface CaptionBarProps {
  readonly caption: Caption
  readonly dispatch: Dispatch
}

export function CaptionBar({ caption, dispatch }: CaptionBarProps) {
  const say = useSay()
  return (
    <section className="lc-caption" aria-label={say('coach.label')}>
      <p aria-live="polite">
        <Marked text={caption.text} />
      </p>
      {caption.buttons.length === 0 ? null : (
        <div className="lc-caption-buttons">
          {caption.buttons.map(({ button, label, loud }) => (
            <Button
              key={button}
              label={label}
              kind={loud ? 'loud' : 'plain'}
              onClick={() => dispatch({ type: 'press', button })}
            />
          ))}
        </div>
      )}
    </section>
  )
}
