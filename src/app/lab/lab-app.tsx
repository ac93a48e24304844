/** The lab page put together: the store's data into the views' slots. Nothing is decided here. */
import { type DragEvent, useCallback, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import {
  type Action,
  flightsOf,
  Inspector,
  KeysSheet,
  Log,
  Narrator,
  Notices,
  namesFrom,
  Shell,
  Stage,
  Words,
  type World,
} from '../../views/index.ts'
import { slowOf } from '../facts.ts'
import { SpacetimePlace } from '../spacetime-place.tsx'
import { Beside } from './beside.tsx'
import type { LabPage } from './lab-page.ts'
import { LabSide } from './lab-side.tsx'
import { perform } from './perform.ts'
import { ShareMenu, textOf } from './share-menu.tsx'
import './beside.css'

interface AppProps {
  readonly page: LabPage
}

const world: World = { kind: 'sim', zeroMs: 0 }
const noSource = () => null

export function LabApp({ page }: AppProps) {
  const dispatch = useCallback((action: Action) => perform(page, action), [page])
  return (
    <Words code="en">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a file may also be chosen by a button */}
      <div
        className="lc-lab-page"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => void dropped(event, dispatch)}
      >
        <Everything page={page} dispatch={dispatch} />
      </div>
    </Words>
  )
}

interface EverythingProps extends AppProps {
  dispatch(action: Action): void
}

function Everything({ page, dispatch }: EverythingProps) {
  const state = useStore(page.store)
  const { trace } = page.course
  const { system, playback, reading, selection, view, theme, lab } = state
  const names = useMemo(() => namesFrom(reading.names, system), [reading, system])
  const flights = useMemo(
    () => flightsOf(trace, playback.mode === 'live' ? { ...playback, mode: 'playing' } : playback),
    [trace, playback],
  )
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
  const { views } = page
  const sim = views.useSight(lab, trace, playback)
  const other = lab.compared === null ? null : page.compare.course
  const seen = { system, trace, reading, playback, world, names, dispatch }
  return (
    <Shell
      panel={state.panel}
      top={
        <views.LabTop lab={lab} theme={theme} home="./" dispatch={dispatch}>
          <views.ExportMenu dispatch={dispatch} />
          <ShareMenu lab={lab} dispatch={dispatch} />
        </views.LabTop>
      }
      notices={<Notices notices={state.notices} dispatch={dispatch} />}
      caption={null}
      lesson={<LabSide views={views} lab={lab} {...seen} />}
      stage={
        state.spacetime !== 'closed' ? (
          <SpacetimePlace page={page} spacetime={state.spacetime} {...seen} selection={selection} />
        ) : (
          <div className="lc-beside" data-two={other === null ? undefined : ''}>
            <figure className="lc-beside-one">
              {other === null ? null : <views.BranchTitle lab={lab} branch={lab.branch} />}
              <Stage
                {...{ system, world, selection, flights, view, sim, dispatch }}
                sourceOf={noSource}
                at={playback.time}
                offer={null}
                slow={slowOf(playback, trace)}
              />
            </figure>
            {other === null ? null : (
              <Beside course={other} {...{ views, lab, playback, selection, view, dispatch }} />
            )}
          </div>
        )
      }
      inspector={<Inspector {...seen} selection={selection} sim={sim} sourceOf={noSource} />}
      log={<Log {...seen} selection={selection} />}
      logFolded={state.spacetime !== 'closed'}
      strip={<views.LabStrip lab={lab} {...seen} />}
      editor={null}
      over={
        <>
          <KeysSheet open={state.keysOpen} sim dispatch={dispatch} />
          <Narrator trace={trace} reading={reading} names={names} />
        </>
      }
      keys={{ system, selection, playback, acting: true, view, sim, sourceOf: noSource }}
      dispatch={dispatch}
    />
  )
}

/** A recording that somebody lets fall onto the page. */
async function dropped(event: DragEvent, dispatch: (action: Action) => void): Promise<void> {
  event.preventDefault()
  const [file] = event.dataTransfer.files
  if (file === undefined) return
  dispatch({ type: 'lab', what: { act: 'open', text: await textOf(file) } })
}
