/** The left column's tabs: which panel of the simulated world is open. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import type { Dispatch } from '../action.ts'
import type { LabPanel } from './action.ts'
import type { LabState } from './state.ts'
import { useWords } from './words.tsx'
import './panels.css'

export interface LabTabsProps {
  readonly lab: Pick<LabState, 'panel' | 'inForce' | 'history' | 'promises'>
  /** What stands in each panel; a panel that has nothing isn't offered. */
  readonly panels: Partial<Readonly<Record<LabPanel, ReactNode>>>
  readonly dispatch: Dispatch
}

const order: readonly LabPanel[] = ['programs', 'faults', 'promises', 'challenge', 'history']

export function LabTabs({ lab, panels, dispatch }: LabTabsProps) {
  const say = useWords()
  const open = order.filter((panel) => panels[panel] != null)
  const shown = open.includes(lab.panel) ? lab.panel : (open[0] ?? 'programs')
  const top = useRef<HTMLDivElement>(null)
  // Whoever chooses another panel begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each change
  useEffect(() => {
    const scroller = top.current?.closest('.lc-left, [role="tabpanel"][data-panel]')
    if (scroller != null) scroller.scrollTop = 0
  }, [shown])
  const go = (panel: LabPanel) => dispatch({ type: 'lab', what: { act: 'panel', panel } })
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = open[(open.indexOf(shown) + by + open.length) % open.length]
    if (by === 0 || next === undefined) return
    event.preventDefault()
    go(next)
    event.currentTarget.querySelector<HTMLElement>(`#lab-tab-${next}`)?.focus()
  }
  return (
    <div className="lc-lab-side">
      <div className="lc-lab-tabs" role="tablist" aria-label={say('lab.panels')} onKeyDown={onKey}>
        {open.map((panel) => (
          <button
            key={panel}
            type="button"
            role="tab"
            id={`lab-tab-${panel}`}
            aria-selected={panel === shown}
            aria-controls="lab-panel"
            tabIndex={panel === shown ? 0 : -1}
            onClick={() => go(panel)}
          >
            {say(`lab.panel.${panel}`)}
            <Count of={countOf(panel, lab)} />
          </button>
        ))}
      </div>
      <div ref={top} id="lab-panel" role="tabpanel" aria-labelledby={`lab-tab-${shown}`}>
        {panels[shown]}
      </div>
    </div>
  )
}

function Count({ of }: { readonly of: number }) {
  return of === 0 ? null : <span className="lc-lab-count">{of}</span>
}

/** Faults in force, promises that are broken. */
function countOf(panel: LabPanel, { inForce, promises }: LabTabsProps['lab']): number {
  if (panel === 'faults') return inForce.length
  if (panel !== 'promises') return 0
  return promises.filter(({ verdict }) => verdict.status === 'failed').length
}
