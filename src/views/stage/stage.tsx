/**
 * The stage: the running system as a picture or as a list, in the frame of its world. Live is plain
 * paper, a simulation is graph paper in a dashed frame, a recording has a hatched upper edge.
 */

import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { ProcessList } from '../list/process-list.tsx'
import { useSay } from '../words/say.tsx'
import { formatCount, formatMoment, formatSpan, type World } from '../words/time.ts'
import { BrushBar } from './brush-layer.tsx'
import { membersOf } from './members.ts'
import type { PictureViewProps } from './picture-parts.ts'
import { PictureView } from './picture-view.tsx'
import './stage.css'

/** How much slower the picture tells what just happened, and how long it really took. */
export interface Slow {
  readonly factor: number
  readonly reallyMs: number
}

export interface StageProps extends PictureViewProps {
  readonly view: 'picture' | 'list'
  readonly slow: Slow | null
  /** The moment shown, trace ms; the system's last event when it isn't given. */
  readonly at?: number
}

export function Stage(given: StageProps) {
  const isSim = given.sim !== undefined
  const system = useMemo(
    () => (isSim ? membersOf(given.system) : given.system),
    [isSim, given.system],
  )
  const props = { ...given, system }
  const { view, world, sim, dispatch } = props
  const say = useSay()
  const section = useRef<HTMLElement>(null)
  useFocusKept(section, view)
  const other = view === 'picture' ? 'list' : 'picture'
  const empty = system.processes.size === 0 && system.nodes.size === 0
  return (
    <section
      ref={section}
      tabIndex={-1}
      className="lc-stage"
      data-world={world.kind}
      aria-label={say('app.main')}
    >
      <Ground world={world.kind} />
      <header className="lc-stage-band">
        <span className="lc-stage-world">
          {say(`stage.world.${world.kind}`, { time: formatMoment(props.at ?? system.at, world) })}
        </span>
        {props.slow === null ? null : <SlowNotice slow={props.slow} />}
        <Button
          className="lc-stage-spacetime"
          label={say('app.spacetime')}
          sign="spacetime"
          kind="quiet"
          onClick={() => dispatch({ type: 'spacetime', open: true })}
        />
        <Button
          className="lc-stage-view"
          label={say(`view.${other}`)}
          sign={other === 'picture' ? 'tree' : 'list'}
          kind="quiet"
          aria-label={say(`view.${other}.long`)}
          onClick={() => dispatch({ type: 'view', view: other })}
        />
      </header>
      {sim === undefined || sim.brush === null ? null : (
        <BrushBar side={sim.brush} nodes={system.nodes.size} dispatch={dispatch} />
      )}
      {empty ? <p className="lc-stage-empty">{say('stage.empty')}</p> : null}
      {view === 'list' ? <ProcessList {...props} /> : <PictureView {...props} />}
    </section>
  )
}

/** The other view takes the focus over: what had it is gone. */
function useFocusKept(section: RefObject<HTMLElement | null>, view: StageProps['view']): void {
  const before = useRef(view)
  useEffect(() => {
    if (before.current === view) return
    before.current = view
    const lost = document.activeElement === null || document.activeElement === document.body
    if (!lost) return
    const { current: root } = section
    root?.focus()
    // The picture measures its room before it draws.
    const frame = requestAnimationFrame(() => {
      const find = (what: string) => root?.querySelector<HTMLElement>(what)
      const chosen = find('[data-thing][tabindex="0"], .lc-list-choose[aria-expanded="true"]')
      if (document.activeElement === root) (chosen ?? find('.lc-list-choose'))?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [section, view])
}

function SlowNotice({ slow }: { readonly slow: Slow }) {
  const say = useSay()
  const span = formatSpan(slow.reallyMs)
  return (
    <span className="lc-slow">
      <Icon sign="suspend" size={12} />
      {say('stage.slow', { times: formatCount(slow.factor), span })}
    </span>
  )
}

/** The paper's ruling: patterns, because a ruling is drawn, not shaded. */
export function Ground({ world }: { readonly world: World['kind'] }) {
  if (world === 'live') return null
  const hatched = world === 'recording'
  return (
    <svg
      className="lc-ground"
      data-world={world}
      width="100%"
      height={hatched ? 8 : '100%'}
      aria-hidden="true"
    >
      <defs>
        <pattern id="lc-graph" width="16" height="16" patternUnits="userSpaceOnUse">
          <path className="lc-ruling" d="M0 .5H16M.5 0V16" />
        </pattern>
        <pattern id="lc-hatch" width="8" height="8" patternUnits="userSpaceOnUse">
          <path className="lc-hatching" d="M-2 10L10 -2M-2 2L2 -2M6 10L10 6" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={hatched ? 'url(#lc-hatch)' : 'url(#lc-graph)'} />
    </svg>
  )
}
