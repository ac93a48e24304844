/** Beside one to many cores: how it is measured, and the program's own text. */
import { Part } from '../inspector/facts.tsx'
import { formatCount } from '../words/time.ts'
import type { CoresState } from './state.ts'
import { ceilingOf } from './verdict.ts'
import { useWords } from './words.tsx'
import '../inspector/inspector.css'

export function AboutCores({ state }: { readonly state: CoresState }) {
  const say = useWords()
  const times = ceilingOf(state.curves)
  return (
    <section className="lc-inspector lc-cores-about" aria-label={say('about.title')}>
      <h2>{say('about.title')}</h2>
      {state.curves.length === 0 ? null : (
        <ul className="lc-cores-kinds">
          {state.curves.map(({ jobs, grain, limit }) => (
            <li key={jobs} data-jobs={jobs}>
              {jobs === 'large'
                ? say('jobs.large.long', { grain: formatCount(grain), limit: formatCount(limit) })
                : say('jobs.tiny.long', { limit: formatCount(limit) })}
            </li>
          ))}
        </ul>
      )}
      <p>{say('about.nodes')}</p>
      <p>{say('about.rounds')}</p>
      <p>{say('about.answer')}</p>
      <p>
        {say('about.amdahl')}
        {times === null ? null : ` ${say('about.ceiling', { times })}`}
      </p>
      <Part title={say('about.program')}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, with keys too */}
        <pre className="lc-cores-program" tabIndex={0}>
          <code>{state.program}</code>
        </pre>
      </Part>
    </section>
  )
}
