/** Which rows of how many are shown, and the way to those before and after. */
import { Button } from '../button.tsx'
import { formatCount } from '../words/time.ts'
import { type Rows, rowsShown } from './state.ts'
import { useWords } from './words.tsx'

interface PagerProps {
  readonly from: number
  readonly page: Rows
  readonly size?: number
  go(from: number): void
}

/** A node sorts out no page beyond this row. */
const mostPaged = 10_000

export function Pager({ from, page, size = rowsShown, go }: PagerProps) {
  const say = useWords()
  const { total, rows } = page
  if (total <= size && from === 0) return null
  const last = Math.min(total, mostPaged)
  const range = {
    from: formatCount(rows.length === 0 ? 0 : from + 1),
    to: formatCount(from + rows.length),
    total: formatCount(total),
  }
  return (
    <div className="lc-pager">
      <Button
        label={say('rows.earlier')}
        sign="left"
        bare
        disabled={from === 0}
        onClick={() => go(Math.max(0, from - size))}
      />
      <span>{say('rows.range', range)}</span>
      <Button
        label={say('rows.later')}
        sign="right"
        bare
        disabled={from + size >= last}
        onClick={() => go(from + size)}
      />
      {total > mostPaged && from + size >= mostPaged ? (
        <span className="lc-soft">{say('rows.far', { most: formatCount(mostPaged) })}</span>
      ) : null}
    </div>
  )
}
