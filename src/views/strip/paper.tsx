/** How much of the past the strip shows: a choice of spans, or all of it. */
import { useSay } from '../words/say.tsx'
import { formatSpan } from '../words/time.ts'
import type { PaperMs } from './tape.ts'

interface PaperProps {
  readonly papers: readonly PaperMs[]
  readonly paperMs: PaperMs
  readonly onChange: (paperMs: PaperMs) => void
}

export function Paper({ papers, paperMs, onChange }: PaperProps) {
  const say = useSay()
  const words = (ms: PaperMs) => (ms === null ? say('strip.window.all') : formatSpan(ms))
  return (
    <label className="lc-paper-speed">
      <span className="lc-label" aria-hidden="true">
        {say('strip.window')}
      </span>
      <select
        className="lc-field"
        aria-label={say('strip.window.label')}
        value={papers.indexOf(paperMs)}
        onChange={(event) => onChange(papers[Number(event.target.value)] ?? null)}
      >
        {papers.map((ms, at) => (
          <option key={ms} value={at}>
            {words(ms)}
          </option>
        ))}
      </select>
    </label>
  )
}
