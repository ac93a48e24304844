/** The shelf of ready programs: a card each, one click to start; and what this run is made of. */
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { ScaleStepper } from './scale-stepper.tsx'
import { SeedChip } from './seed-chip.tsx'
import type { LabProgram, LabState } from './state.ts'
import { programWords, useWords } from './words.tsx'
import './panels.css'

export interface ProgramsPanelProps {
  readonly lab: Pick<LabState, 'program' | 'programs' | 'seed' | 'nodes'>
  readonly dispatch: Dispatch
}

export function ProgramsPanel({ lab, dispatch }: ProgramsPanelProps) {
  const say = useWords()
  return (
    <section className="lc-lab" aria-label={say('lab.programs.title')}>
      <h2>{say('lab.programs.title')}</h2>
      <p className="lc-soft">{say('lab.programs.idea')}</p>
      <div className="lc-lab-run">
        <SeedChip seed={lab.seed} dispatch={dispatch} />
        <ScaleStepper lab={lab} dispatch={dispatch} />
      </div>
      <ul className="lc-programs">
        {lab.programs.map((program) => (
          <ProgramCard
            key={program.id}
            program={program}
            here={program.id === lab.program.id}
            dispatch={dispatch}
          />
        ))}
      </ul>
    </section>
  )
}

interface CardProps {
  readonly program: LabProgram
  readonly here: boolean
  readonly dispatch: Dispatch
}

function ProgramCard({ program, here, dispatch }: CardProps) {
  const say = useWords()
  const { id, nodes, dare } = program
  const title = programWords(id, 'title', say)
  const start = say(here ? 'lab.programs.again' : 'lab.programs.start')
  return (
    <li className="lc-program" data-here={here ? '' : undefined}>
      <h3>{title}</h3>
      <p>{programWords(id, 'idea', say)}</p>
      <p className="lc-label">
        {say('lab.programs.nodes', { count: nodes })}
        {here ? ` · ${say('lab.programs.here')}` : ''}
      </p>
      {dare === null ? null : (
        <p className="lc-label">{say('lab.programs.par', { count: dare.par })}</p>
      )}
      <Button
        label={start}
        sign={here ? 'restart' : 'play'}
        kind={here ? 'plain' : 'loud'}
        aria-label={`${start}: ${title}`}
        onClick={() => dispatch({ type: 'lab', what: { act: 'program', id } })}
      />
    </li>
  )
}
