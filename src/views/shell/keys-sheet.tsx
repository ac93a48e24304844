/** The sheet of keys: all of them, in words. */
import { Fragment, useEffect, useRef } from 'react'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { useSay } from '../words/say.tsx'
import type { Key } from '../words/words.ts'
import './keys-sheet.css'

const sheet = [
  [['↑', '↓', '←', '→'], 'keys.walk'],
  [['Enter'], 'keys.verbs'],
  [['K'], 'keys.kill'],
  [['S'], 'keys.suspend'],
  [['E'], 'keys.edit'],
  [['Space'], 'keys.play'],
  [[',', '.'], 'keys.step'],
  [['<', '>'], 'keys.fault'],
  [['[', ']'], 'keys.speed'],
  [['L'], 'keys.live'],
  [['V'], 'keys.view'],
  [['O'], 'keys.observer'],
  [['C'], 'keys.cores'],
  [['T'], 'keys.spacetime'],
  [['Ctrl ⏎'], 'keys.run'],
  [['Esc'], 'keys.leave'],
  [['?'], 'keys.keys'],
] as const satisfies readonly (readonly [readonly string[], Key])[]

export function KeysSheet({
  open,
  dispatch,
}: {
  readonly open: boolean
  readonly dispatch: Dispatch
}) {
  const say = useSay()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  return (
    <dialog
      ref={dialog}
      className="lc-keys"
      aria-label={say('keys.title')}
      onClose={() => (open ? dispatch({ type: 'keys', open: false }) : undefined)}
    >
      <header>
        <h2>{say('keys.title')}</h2>
        <Button
          label={say('keys.close')}
          sign="close"
          kind="quiet"
          bare
          onClick={() => dialog.current?.close()}
        />
      </header>
      <dl>
        {sheet.map(([keys, meaning]) => (
          <Fragment key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className="lc-key">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{say(meaning)}</dd>
          </Fragment>
        ))}
      </dl>
      <p className="lc-soft">{say('keys.note')}</p>
    </dialog>
  )
}
