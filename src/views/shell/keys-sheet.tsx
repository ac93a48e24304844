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

/** What is so in a simulated world only. */
const simSheet = [
  [['K'], 'keys.sim.kill'],
  [['R'], 'keys.sim.restart'],
  [[',', '.'], 'keys.sim.turn'],
  [['L'], 'keys.sim.head'],
  [['X'], 'keys.sim.brush'],
  [['D'], 'keys.sim.drop'],
  [['B'], 'keys.sim.heal'],
  [['F'], 'keys.sim.fork'],
  [['Ctrl Z'], 'keys.sim.undo'],
] as const satisfies readonly (readonly [readonly string[], Key])[]

type SheetKey = (typeof sheet | typeof simSheet)[number][1]

/** Of the live world only. */
const elsewhere: readonly SheetKey[] = [
  'keys.kill',
  'keys.step',
  'keys.live',
  'keys.observer',
  'keys.cores',
]

export function sheetFor(sim: boolean): readonly (readonly [readonly string[], SheetKey])[] {
  return sim ? [...simSheet, ...sheet.filter(([, key]) => !elsewhere.includes(key))] : sheet
}

export function KeysSheet({
  open,
  sim = false,
  dispatch,
}: {
  readonly open: boolean
  /** Of a simulated world. */
  readonly sim?: boolean
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
        {sheetFor(sim).map(([keys, meaning]) => (
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
