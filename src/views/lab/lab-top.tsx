/** The top bar of the simulated world: the program, its seed and nodes, and the way back. */
import type { ReactNode } from 'react'
import type { Dispatch, Theme } from '../action.ts'
import { Button } from '../button.tsx'
import { useMedia } from '../media.ts'
import { ThemeAndKeys } from '../shell/theme-and-keys.tsx'
import { Mark } from '../shell/top-bar.tsx'
import { useSay } from '../words/say.tsx'
import { WorldBadge } from '../world-badge.tsx'
import { ScaleStepper } from './scale-stepper.tsx'
import { SeedChip } from './seed-chip.tsx'
import type { LabState } from './state.ts'
import { programWords, useWords } from './words.tsx'
import '../shell/top-bar.css'
import './lab-top.css'

export interface LabTopProps {
  readonly lab: LabState
  readonly theme: Theme
  /** The live room's address. */
  readonly home: string
  /** What else stands in the bar: the menu of exports. */
  readonly children?: ReactNode
  readonly dispatch: Dispatch
}

export function LabTop({ lab, theme, home, children, dispatch }: LabTopProps) {
  const say = useSay()
  const sayLab = useWords()
  const narrow = useMedia('(max-width: 699px)')
  const compact = useMedia('(max-width: 1199px)')
  return (
    <header className="lc-top lc-lab-top">
      <h1>
        <a href={home} className="lc-lab-home" title={sayLab('lab.leave')}>
          <Mark />
          <span className={compact ? 'lc-hidden' : undefined}>{say('app.name')}</span>
        </a>
      </h1>
      <b className="lc-lab-program lc-clip">{programWords(lab.program.id, 'title', sayLab)}</b>
      {narrow ? null : <WorldBadge kind="sim" />}
      <SeedChip seed={lab.seed} dispatch={dispatch} />
      <ScaleStepper lab={lab} dispatch={dispatch} />
      <nav className="lc-top-end" aria-label={say('app.panels')}>
        {narrow ? null : (
          <Button
            label={sayLab('lab.panel.programs')}
            sign="beaker"
            kind="quiet"
            bare={compact}
            onClick={() => {
              dispatch({ type: 'panel', panel: 'lesson' })
              dispatch({ type: 'lab', what: { act: 'panel', panel: 'programs' } })
            }}
          />
        )}
        {children}
        <ThemeAndKeys theme={theme} narrow={narrow} dispatch={dispatch} />
      </nav>
    </header>
  )
}
