/**
 * A lesson beside the running system: one step at a time, one ask a step. Predictions are one
 * click, checks are lamps with their reason, hints come rung by rung, Next is the loud button.
 */
import type { Op, SourceFile } from '../../lab/index.ts'
import type { Lesson, Progress, Step, Verdicts } from '../../tutor/index.ts'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { useSay } from '../words/say.tsx'
import { useActed } from './acted.ts'
import { Checks } from './checks.tsx'
import { Hints } from './hints.tsx'
import { Prediction } from './prediction.tsx'
import { ProseView } from './prose.tsx'
import './lesson.css'

export interface LessonPanelProps {
  readonly lesson: Lesson
  /** Index of the open step. */
  readonly step: number
  readonly progress: Progress
  readonly verdicts: Verdicts
  /** Rungs of the hint ladder that are open, by step. */
  readonly hints: Readonly<Record<string, number>>
  /** The first solution's files, shown on the ladder's last rung. */
  readonly solution: readonly SourceFile[]
  readonly dispatch: Dispatch
}

export function LessonPanel(props: LessonPanelProps) {
  return <OneLesson key={props.lesson.id} {...props} />
}

function OneLesson(props: LessonPanelProps) {
  const { lesson, progress, dispatch } = props
  const say = useSay()
  const step = lesson.steps[props.step]
  const { acted, onOp } = useActed(props)
  if (step === undefined) return null
  const open = { ...props, open: step, acted, onOp }
  const predicts = step.ask.type === 'predict'
  return (
    <article className="lc-lesson" aria-label={say('lesson.label')}>
      <header className="lc-lesson-head">
        <p className="lc-label">{lesson.title.text}</p>
        <Button
          label={say('lesson.leave')}
          sign="close"
          kind="quiet"
          bare
          onClick={() => dispatch({ type: 'leaveLesson' })}
        />
      </header>
      <Steps {...props} />
      <div className="lc-lesson-body">
        <h2 key={step.id}>
          {step.title.text}
          {step.optional ? <span className="lc-soft"> {say('lesson.optional')}</span> : null}
        </h2>
        {predicts ? null : <ProseView prose={step.text} acted={acted} onOp={onOp} />}
        <AskView {...open} />
        {step.honesty === null ? null : (
          <aside className="lc-honesty">
            <h3>{say('lesson.honesty')}</h3>
            <ProseView prose={step.honesty.text} acted={acted} onOp={onOp} />
          </aside>
        )}
        <Hints {...open} />
        {progress.passed ? (
          <p className="lc-passed">
            <Icon sign="check" />
            {say('lesson.passed')}
          </p>
        ) : null}
      </div>
      <Onward {...open} />
    </article>
  )
}

/** The lesson's steps as a row of marks: done, open, to come. */
function Steps({ lesson, step, progress, dispatch }: LessonPanelProps) {
  const say = useSay()
  return (
    <ol className="lc-steps">
      {lesson.steps.map((one, at) => {
        const done = progress.done.includes(one.id)
        const place = say('lesson.step', { step: at + 1, count: lesson.steps.length })
        return (
          <li key={one.id}>
            <button
              type="button"
              aria-label={`${place}: ${one.title.text}${done ? `, ${say('lesson.done')}` : ''}`}
              aria-current={at === step ? 'step' : undefined}
              data-done={done ? '' : undefined}
              title={one.title.text}
              onClick={() => dispatch({ type: 'lessonStep', step: at })}
            >
              {done ? <Icon sign="check" size={12} /> : at + 1}
            </button>
          </li>
        )
      })}
    </ol>
  )
}

export interface OpenStepProps extends LessonPanelProps {
  readonly open: Step
  /** Actions of the open step that were done here, not in an earlier step. */
  readonly acted: readonly string[]
  readonly onOp: (op: Op, action: string) => void
}

function AskView(props: OpenStepProps) {
  const { open, lesson, acted, verdicts, dispatch } = props
  const say = useSay()
  switch (open.ask.type) {
    case 'read':
      return null
    case 'predict':
      return <Prediction {...props} ask={open.ask} />
    case 'act': {
      const left = open.ask.actions.filter((name) => !acted.includes(name)).length
      return left === 0 ? (
        <p className="lc-passed">
          <Icon sign="check" />
          {say('lesson.act.done')}
        </p>
      ) : null
    }
    case 'check': {
      const { checks } = open.ask
      const goals = lesson.checks.filter(({ name }) => checks.includes(name))
      return (
        <>
          <Files {...props} />
          <Checks goals={goals} verdicts={verdicts} dispatch={dispatch} />
        </>
      )
    }
  }
}

function Files({ lesson, dispatch }: OpenStepProps) {
  const say = useSay()
  return (
    <p className="lc-lesson-files">
      <span className="lc-label">{say('lesson.files')}</span>
      {lesson.program.edit.map((file) => (
        <Button
          key={file}
          label={file}
          sign="edit"
          onClick={() => dispatch({ type: 'edit', file })}
        />
      ))}
    </p>
  )
}

function Onward({ lesson, step, open, progress, dispatch }: OpenStepProps) {
  const say = useSay()
  const last = step === lesson.steps.length - 1
  const done = open.ask.type === 'read' || progress.done.includes(open.id)
  const next = done ? say('lesson.next') : say('lesson.skip')
  return (
    <footer className="lc-onward">
      <Button
        label={say('lesson.back')}
        kind="quiet"
        disabled={step === 0}
        onClick={() => dispatch({ type: 'lessonStep', step: step - 1 })}
      />
      <span className="lc-label">
        {say('lesson.step', { step: step + 1, count: lesson.steps.length })}
      </span>
      {last ? (
        <Button
          label={say('lesson.finish')}
          kind="loud"
          onClick={() => dispatch({ type: 'leaveLesson' })}
        />
      ) : (
        <Button
          label={next}
          kind={done ? 'loud' : 'quiet'}
          onClick={() => dispatch({ type: 'lessonStep', step: step + 1 })}
        />
      )}
    </footer>
  )
}
