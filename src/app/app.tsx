/** The page put together: the store's data into the views' slots. Nothing is decided here. */
import { useCallback, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { ProcessRecord } from '../lab/index.ts'
import {
  type Action,
  CaptionBar,
  captionOf,
  Editor,
  flightsOf,
  Inspector,
  KeysSheet,
  LessonPanel,
  LessonShelf,
  Log,
  Narrator,
  Notices,
  namesFrom,
  Shell,
  Stage,
  Strip,
  TopBar,
  useSay,
  Words,
} from '../views/index.ts'
import { CoresAside, CoresPlace } from './cores-place.tsx'
import { linkTo } from './entry.ts'
import { behindOf, offerOf, periodOf, slowOf, worldOf } from './facts.ts'
import { isPassed } from './lesson-desk.ts'
import { lessons } from './lessons.ts'
import { ObservedPlace, ObserverPlace } from './observer-place.tsx'
import type { Page } from './page.ts'
import { perform } from './perform.ts'
import { editableFile } from './program-desk.ts'
import { SpacetimePlace } from './spacetime-place.tsx'
import type { PageState } from './state.ts'

interface AppProps {
  readonly page: Page
}

export function App({ page }: AppProps) {
  return (
    <Words code="en">
      <Everything page={page} />
    </Words>
  )
}

function Everything({ page }: AppProps) {
  const state = useStore(page.store)
  const { trace } = page.experiment
  const { system, playback, reading, selection, view, theme } = state
  const dispatch = useCallback((action: Action) => perform(page, action), [page])
  const { bench } = page.program
  const sourceOf = useCallback((process: ProcessRecord) => editableFile(bench, process), [bench])
  const names = useMemo(() => namesFrom(reading.names, system), [reading, system])
  const flights = useMemo(() => flightsOf(trace, playback), [trace, playback])
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
  const world = worldOf(playback, trace)
  const seen = { system, trace, reading, playback, world, names, dispatch }
  const acting = world.kind === 'live'
  const measuring = state.cores !== 'closed'
  const observing = measuring || state.observer !== 'closed'
  const tracing = !observing && state.spacetime !== 'closed'
  return (
    <Shell
      panel={state.panel}
      top={<Top page={page} state={state} world={world.kind} dispatch={dispatch} />}
      notices={<Notices notices={state.notices} dispatch={dispatch} />}
      caption={
        observing || tracing ? null : <Coach page={page} state={state} dispatch={dispatch} />
      }
      lesson={
        state.lesson === null && (!state.shelf || observing || tracing) ? null : (
          <LessonSide page={page} state={state} dispatch={dispatch} />
        )
      }
      stage={
        measuring ? (
          <CoresPlace page={page} cores={state.cores} dispatch={dispatch} />
        ) : observing ? (
          <ObserverPlace page={page} observer={state.observer} dispatch={dispatch} />
        ) : tracing ? (
          <SpacetimePlace page={page} spacetime={state.spacetime} {...seen} selection={selection} />
        ) : (
          <Stage
            {...{ system, world, selection, flights, view, sourceOf, dispatch }}
            at={playback.time}
            offer={acting ? offerOf(state) : null}
            slow={slowOf(playback, trace)}
          />
        )
      }
      inspector={
        measuring ? (
          <CoresAside page={page} cores={state.cores} dispatch={dispatch} />
        ) : observing ? (
          <ObservedPlace page={page} observer={state.observer} dispatch={dispatch} />
        ) : (
          <Inspector {...seen} selection={selection} sourceOf={sourceOf} />
        )
      }
      log={<Log {...seen} selection={selection} />}
      strip={<Strip {...seen} />}
      editor={state.editor && <Editor {...state.editor} files={bench.edit} dispatch={dispatch} />}
      over={
        <>
          <KeysSheet open={state.keysOpen} dispatch={dispatch} />
          <Narrator trace={trace} reading={reading} names={names} />
        </>
      }
      keys={{ system, selection, playback, acting, view, sourceOf }}
      dispatch={dispatch}
    />
  )
}

interface PartProps extends AppProps {
  readonly state: PageState
  readonly dispatch: (action: Action) => void
}

function Top({
  page,
  state,
  world,
  dispatch,
}: PartProps & { readonly world: 'live' | 'recording' | 'sim' }) {
  const link = new URL(linkTo(page.entry.room), location.href).href
  const { room, machine, theme } = state
  const observing = state.observer !== 'closed' && state.cores === 'closed'
  return <TopBar {...{ room, link, machine, world, theme, observing, dispatch }} />
}

function Coach({ page, state, dispatch }: PartProps) {
  const say = useSay()
  if (state.lesson !== null || state.coachDone) return null
  const { minute, system, part, machine, room } = state
  const behindMs = behindOf(state.playback, page.experiment.trace)
  const periodMs = periodOf(system)
  const at = state.playback.time
  const caption = captionOf({ minute, system, part, machine, room, behindMs, at, periodMs }, say)
  return <CaptionBar caption={caption} dispatch={dispatch} />
}

function LessonSide({ page, state, dispatch }: PartProps) {
  const { lesson } = state
  if (lesson === null) {
    const shelf = lessons.map((folder) => ({
      title: folder.lesson.title.text,
      idea: folder.lesson.idea.text,
      passed: isPassed(folder, page.keep),
    }))
    return <LessonShelf lessons={shelf} dispatch={dispatch} />
  }
  const { folder, step, progress, verdicts, hints } = lesson
  const { edit } = folder.lesson.program
  const solution = (folder.solutions[0] ?? []).filter(({ name }) => edit.includes(name))
  return (
    <LessonPanel
      lesson={folder.lesson}
      {...{ step, progress, verdicts, hints, solution, dispatch }}
    />
  )
}
