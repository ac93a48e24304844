/** What can be taken along: the picture, and the trace in forms that other programs read. */
import { type KeyboardEvent, useRef } from 'react'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import type { ExportKind } from './action.ts'
import { useDareWords } from './challenge-words.ts'
import './export-menu.css'

const kinds: readonly ExportKind[] = ['svg', 'png', 'json-lines', 'shiviz', 'mermaid']

export function ExportMenu({ dispatch }: { readonly dispatch: Dispatch }) {
  const say = useDareWords()
  const box = useRef<HTMLDetailsElement>(null)
  const close = () => {
    if (box.current !== null) box.current.open = false
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !box.current?.open) return
    close()
    box.current.querySelector('summary')?.focus()
    event.stopPropagation()
  }
  return (
    <details ref={box} className="lc-export" onKeyDown={onKey}>
      <summary className="lc-button">{say('export.label')}</summary>
      <section aria-label={say('export.title')}>
        <ul>
          {kinds.map((kind) => (
            <li key={kind}>
              <Button
                label={say(`export.${kind}`)}
                kind="quiet"
                onClick={() => {
                  close()
                  dispatch({ type: 'lab', what: { act: 'export', as: kind } })
                }}
              />
              <span className="lc-soft">{say(`export.${kind}.long`)}</span>
            </li>
          ))}
        </ul>
      </section>
    </details>
  )
}
