/** The lessons to choose from, where no lesson is open. */
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { useSay } from '../words/say.tsx'
import './shelf.css'

export interface ShelfLesson {
  readonly title: string
  readonly idea: string
  readonly passed: boolean
}

export interface LessonShelfProps {
  readonly lessons: readonly ShelfLesson[]
  readonly dispatch: Dispatch
}

/** A lesson's button is called `lesson:N`, N its place from 0. */
export function LessonShelf({ lessons, dispatch }: LessonShelfProps) {
  const say = useSay()
  return (
    <section className="lc-shelf" aria-label={say('shelf.title')}>
      <header>
        <h2>{say('shelf.title')}</h2>
        <Button
          label={say('shelf.close')}
          sign="close"
          kind="quiet"
          bare
          onClick={() => dispatch({ type: 'panel', panel: null })}
        />
      </header>
      <ol>
        {lessons.map((lesson, at) => (
          <li key={lesson.title}>
            <h3>{lesson.title}</h3>
            <p>{lesson.idea}</p>
            <Button
              label={say(lesson.passed ? 'shelf.again' : 'shelf.open')}
              sign={lesson.passed ? 'check' : 'right'}
              aria-label={`${say(lesson.passed ? 'shelf.again' : 'shelf.open')}: ${lesson.title}`}
              onClick={() => dispatch({ type: 'press', button: `lesson:${at}` })}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}
