/**
 * The page's frame: top bar, lesson, stage, inspector, strip. Wide: all side by side. Middle: the
 * inspector is a drawer, the editor stands in the lesson's place. Narrow: the stage takes half the
 * height, the rest is one sheet with tabs; the strip stays pinned.
 */
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { Dispatch, Panel } from '../action.ts'
import { Button } from '../button.tsx'
import { useMedia } from '../media.ts'
import { useSay } from '../words/say.tsx'
import { actionOfControl, actionOfKey, type KeyFacts } from './keys.ts'
import './shell.css'
import './narrow.css'

export interface ShellProps {
  /** Which panel is open where there isn't room for all. */
  readonly panel: Panel | null
  readonly top: ReactNode
  readonly notices: ReactNode
  /** The coach's bar; null without one. */
  readonly caption: ReactNode
  /** The open lesson, or the shelf of lessons; null for neither. */
  readonly lesson: ReactNode
  readonly stage: ReactNode
  readonly inspector: ReactNode
  readonly log: ReactNode
  /** The stage needs the room: the log is folded until somebody unfolds it. */
  readonly logFolded?: boolean
  readonly strip: ReactNode
  /** The editor; null while it is closed. */
  readonly editor: ReactNode
  /** What is over everything: the sheet of keys, the narrator. */
  readonly over: ReactNode
  readonly keys: KeyFacts
  readonly dispatch: Dispatch
}

export function Shell(props: ShellProps) {
  const wide = useMedia('(min-width: 1200px)')
  const narrow = useMedia('(max-width: 699px)')
  const say = useSay()
  const layout = narrow ? 'narrow' : wide ? 'wide' : 'middle'
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside, gathered here
    <div
      className="lc-shell"
      data-layout={layout}
      data-tab={narrow ? tabOf(props) : undefined}
      data-lesson={props.lesson === null ? undefined : ''}
      data-editor={props.editor === null ? undefined : ''}
      onKeyDown={(event) => onKey(event, props)}
    >
      <a className="lc-skip" href="#stage">
        {say('app.skip')}
      </a>
      {props.top}
      {props.notices}
      {layout === 'narrow' ? <Narrow {...props} /> : <Roomy {...props} wide={wide} />}
      {props.strip}
      {props.over}
    </div>
  )
}

function Roomy(props: ShellProps & { readonly wide: boolean }) {
  const { wide, lesson, editor, panel, dispatch } = props
  const say = useSay()
  const left = wide || editor === null ? lesson : editor
  const right = wide ? (editor ?? props.inspector) : panel === 'inspect' ? props.inspector : null
  return (
    <div className="lc-body">
      {left === null ? null : <aside className="lc-left">{left}</aside>}
      <main id="stage" className="lc-main" tabIndex={-1}>
        {props.caption}
        {props.stage}
        <FoldingLog key={`${props.logFolded}`} log={props.log} atFirst={props.logFolded} />
      </main>
      {right === null ? null : (
        <aside className="lc-right" data-editor={wide && editor !== null ? '' : undefined}>
          {wide ? null : (
            <Button
              className="lc-drawer-close"
              label={say('inspect.close')}
              sign="close"
              kind="quiet"
              bare
              onClick={() => dispatch({ type: 'panel', panel: null })}
            />
          )}
          {right}
        </aside>
      )}
      {wide || right !== null ? null : (
        <Button
          className="lc-drawer-open"
          label={say('inspect.title')}
          sign="inspect"
          onClick={() => dispatch({ type: 'panel', panel: 'inspect' })}
        />
      )}
    </div>
  )
}

interface FoldingLogProps {
  readonly log: ReactNode
  readonly atFirst?: boolean | undefined
}

function FoldingLog({ log, atFirst = false }: FoldingLogProps) {
  const say = useSay()
  const [folded, setFolded] = useState(atFirst)
  return (
    <div className="lc-log-place" data-folded={folded ? '' : undefined}>
      {folded ? <span className="lc-label">{say('log.title')}</span> : log}
      <Button
        className="lc-log-fold"
        label={say(folded ? 'log.unfold' : 'log.fold')}
        sign={folded ? 'unfold' : 'fold'}
        kind="quiet"
        bare
        aria-expanded={!folded}
        onClick={() => setFolded(!folded)}
      />
    </div>
  )
}

const tabs: readonly Panel[] = ['lesson', 'inspect', 'log']

/** The tab that is seen: the one asked for when it is there, else the first. */
function tabOf({ panel, lesson }: ShellProps): Panel {
  const open = openTabs(lesson)
  return panel !== null && open.includes(panel) ? panel : (open[0] ?? 'log')
}

function openTabs(lesson: ReactNode): readonly Panel[] {
  return tabs.filter((tab) => tab !== 'lesson' || lesson !== null)
}

function Narrow(props: ShellProps) {
  const { lesson, inspector, log, editor, dispatch } = props
  const say = useSay()
  const open = openTabs(lesson)
  const shown = tabOf(props)
  const contents: Readonly<Record<Panel, ReactNode>> = { lesson, inspect: inspector, log }
  return (
    <>
      <main id="stage" className="lc-main" tabIndex={-1}>
        {props.caption}
        {props.stage}
      </main>
      <section className="lc-sheet">
        <div className="lc-tabs" role="tablist" aria-label={say('app.panels')}>
          {open.map((tab) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`tab-${tab}`}
              aria-selected={tab === shown}
              aria-controls="sheet"
              onClick={() => dispatch({ type: 'panel', panel: tab })}
            >
              {say(tab === 'lesson' && props.keys.sim ? 'panel.lab' : `panel.${tab}`)}
            </button>
          ))}
        </div>
        <div id="sheet" role="tabpanel" aria-labelledby={`tab-${shown}`} data-panel={shown}>
          {contents[shown]}
        </div>
      </section>
      {editor === null ? null : <div className="lc-full">{editor}</div>}
    </>
  )
}

/** Where letters count as keys: they would be in the way of typing anywhere else. */
const keyed = '.lc-stage, .lc-strip, .lc-log, .lc-lab'
/** Where nothing but Escape does: beside the stage. */
const beside = '.lc-left, .lc-right, .lc-sheet'
const typed = 'input:not([type=range], [type=checkbox]), textarea, select'

function onKey(event: KeyboardEvent, { keys, editor, dispatch }: ShellProps): void {
  const { target, key } = event
  if (event.defaultPrevented || event.altKey) return
  if (!(target instanceof HTMLElement) || target.matches(typed)) return
  if (event.ctrlKey || event.metaKey) return withControl(event, keys, dispatch)
  if (key === 'Escape' && editor !== null && !target.isContentEditable) {
    if (target.closest('.lc-editor') !== null) dispatch({ type: 'edit', file: null })
    return
  }
  const isHeard = target.closest(key === 'Escape' ? `${keyed}, ${beside}` : keyed) !== null
  if (!isHeard || target.isContentEditable) return
  if (key === ' ' && target.closest('button, a, summary') !== null) return
  const action = actionOfKey(key.length === 1 ? key.toLowerCase() : key, keys)
  if (action === null) return
  event.preventDefault()
  dispatch(action)
}

/** Also beside the stage: an undo is meant wherever nothing is typed. */
function withControl(event: KeyboardEvent, keys: KeyFacts, dispatch: Dispatch): void {
  if (event.shiftKey || (event.target as HTMLElement).isContentEditable) return
  const action = actionOfControl(event.key.toLowerCase(), keys)
  if (action === null) return
  event.preventDefault()
  dispatch(action)
}
