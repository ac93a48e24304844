/**
 * The field: every process of a node as one cell, in blocks by who started it. A frame is drawn
 * over some, killed, and the cells that come back are seen where they died.
 */
import { useCallback, useRef, useState } from 'react'
import { Button } from '../button.tsx'
import type { ObserverAction, Swath } from '../observer/action.ts'
import type { ObserverState } from '../observer/state.ts'
import { useWords } from '../observer/words.tsx'
import { formatCount, formatSpan } from '../words/time.ts'
import { BedTable } from './bed-table.tsx'
import { type Frame, livingIn, swathsIn } from './brush.ts'
import { CrowdPanel } from './crowd-panel.tsx'
import { FieldCanvas } from './field-canvas.tsx'
import { FieldLegend } from './field-legend.tsx'
import { FindOne } from './find-one.tsx'
import type { FieldLayout } from './layout.ts'
import './field.css'

export interface FieldViewProps {
  readonly state: ObserverState
  act(action: ObserverAction): void
}

export function FieldView({ state, act }: FieldViewProps) {
  const say = useWords()
  const { node, beds, place } = state
  const [brush, setBrush] = useState<{
    readonly frame: Frame
    readonly swaths: readonly Swath[]
  } | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const [below, setBelow] = useState(0)
  const onFrame = useCallback((frame: Frame | null, layout: FieldLayout) => {
    setBrush(frame === null ? null : { frame, swaths: swathsIn(layout, frame) })
  }, [])
  const count = brush === null || beds === null ? 0 : livingIn(beds, brush.swaths)
  const few = (beds ?? []).reduce((sum, { alive }) => sum + alive, 0) < fewCells
  const kill = () => {
    if (brush !== null && count > 0) act({ act: 'mow', swaths: brush.swaths, count })
  }
  return (
    <section className="lc-field-view" aria-label={say('field.label', { node })}>
      <div className="lc-field-bar">
        <CrowdPanel state={state} act={act} />
        <FindOne state={state} act={act} />
      </div>
      {beds === null ? (
        <p className="lc-observer-note">{say('asking', { node })}</p>
      ) : beds.length === 0 ? (
        <p className="lc-observer-note">{say('field.empty', { node })}</p>
      ) : (
        <FieldCanvas
          node={node}
          beds={beds}
          frame={brush?.frame ?? null}
          place={place}
          onFrame={onFrame}
          onCell={(parent, at) => act({ act: 'chooseCell', parent, at })}
          onKill={kill}
          box={box}
          onBelow={setBelow}
        />
      )}
      <p id="field-help" className="lc-hidden">
        {say('field.help')}
      </p>
      <div className="lc-field-foot">
        <div className="lc-field-line">
          {brush === null ? (
            <p className="lc-field-hint lc-soft" aria-hidden="true">
              <span>{say(few ? 'field.hint.few' : 'field.hint')}</span>
              <span>{say('field.help')}</span>
            </p>
          ) : (
            <div
              className="lc-field-chosen"
              role="group"
              aria-label={say('field.chosen', tally(count))}
            >
              <span>
                {count === 0 ? say('field.noneThere') : say('field.chosen', tally(count))}
              </span>
              <Button
                label={
                  count === 0
                    ? say('field.kill.none')
                    : say('field.kill', { n: formatCount(count) })
                }
                sign="kill"
                kind="fatal"
                shortcut="K"
                disabled={count === 0}
                onClick={kill}
              />
              <Button label={say('field.letGo')} kind="quiet" onClick={() => setBrush(null)} />
            </div>
          )}
          <Tally state={state} />
        </div>
        <FieldLegend />
        {below === 0 ? null : (
          <button
            type="button"
            className="lc-go lc-field-below"
            onClick={() => box.current?.scrollBy(0, box.current.clientHeight * 0.8)}
          >
            {say('field.below', { count: below, n: formatCount(below) })}
          </button>
        )}
      </div>
      {beds === null || beds.length === 0 ? null : (
        <BedTable
          beds={beds}
          mow={(swath, of) => act({ act: 'mow', swaths: [swath], count: of })}
        />
      )}
    </section>
  )
}

/** Fewer than that are better looked at elsewhere. */
const fewCells = 100

function tally(count: number) {
  return { count, n: formatCount(count) }
}

/** What became of the last ones that were killed. */
function Tally({ state: { mown } }: { readonly state: ObserverState }) {
  const say = useWords()
  if (mown === null) return null
  const { killed, back, tookMs } = mown
  const span = formatSpan(tookMs)
  const all = back >= killed
  if (tookMs === 0) {
    return (
      <p className="lc-field-tally">{say('field.tally.none', { killed: formatCount(killed) })}</p>
    )
  }
  return (
    <p className="lc-field-tally" role="status" data-all={all ? '' : undefined}>
      {all
        ? say('field.tally.all', { killed: formatCount(killed), span })
        : say('field.tally', { killed: formatCount(killed), back: formatCount(back), span })}
    </p>
  )
}
