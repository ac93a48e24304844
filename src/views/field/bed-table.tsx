/** The field's blocks as rows: the same numbers, and the same kill without a pointer. */
import { useState } from 'react'
import { Button } from '../button.tsx'
import type { Swath } from '../observer/action.ts'
import { type Bed, mostBeds } from '../observer/state.ts'
import { useWords } from '../observer/words.tsx'
import { formatCount } from '../words/time.ts'
import { firstLiving } from './brush.ts'
import { bedName } from './field-overlay.tsx'

interface BedTableProps {
  readonly beds: readonly Bed[]
  mow(swath: Swath, count: number): void
}

export function BedTable({ beds, mow }: BedTableProps) {
  const say = useWords()
  return (
    <details className="lc-field-beds">
      <summary>{say('field.table.show')}</summary>
      {beds.length < mostBeds ? null : (
        <p className="lc-soft">{say('field.more', { n: formatCount(mostBeds) })}</p>
      )}
      <div className="lc-observer-scroll">
        <table className="lc-rows">
          <caption className="lc-hidden">{say('field.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('field.table.name')}</th>
              <th scope="col" data-number="">
                {say('field.table.alive')}
              </th>
              <th scope="col" data-number="">
                {say('field.table.dark')}
              </th>
              <th scope="col">{say('field.table.kill')}</th>
            </tr>
          </thead>
          <tbody>
            {beds.map((bed) => (
              <BedRow key={bed.parent} bed={bed} mow={mow} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function BedRow({ bed, mow }: { readonly bed: Bed; readonly mow: BedTableProps['mow'] }) {
  const say = useWords()
  const [wish, setWish] = useState('')
  const name = bedName(bed, bed.parent, say)
  const count = Math.min(bed.alive, Math.max(0, Math.floor(Number(wish) || 0)))
  return (
    <tr>
      <th scope="row">
        {name} {bed.parent === 0 ? null : <code className="lc-soft">.{bed.parent}</code>}
      </th>
      <td data-number="">{formatCount(bed.alive)}</td>
      <td data-number="">{formatCount(bed.cells.length - bed.alive)}</td>
      <td>
        <form
          className="lc-field-mow"
          onSubmit={(event) => {
            event.preventDefault()
            if (count > 0) mow(firstLiving(bed, count), count)
          }}
        >
          <input
            className="lc-field lc-field-count"
            type="number"
            min={1}
            max={bed.alive}
            value={wish}
            aria-label={say('field.table.kill.label', { name })}
            onChange={({ target }) => setWish(target.value)}
          />
          <Button
            type="submit"
            label={say('field.kill', { n: formatCount(count) })}
            kind="fatal"
            disabled={count === 0}
            aria-label={say('field.table.do', { n: formatCount(count), name })}
          />
        </form>
      </td>
    </tr>
  )
}
