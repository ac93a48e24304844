/** One to many cores on the page, in the stage's place and the inspector's; and while it loads. */
import { useCallback } from 'react'
import { useStore } from 'zustand'
import { Button, type CoresAction, type Dispatch, useSay } from '../views/index.ts'
import type { CoresDesk } from './cores-desk.ts'
import type { Page } from './page.ts'
import type { PageState } from './state.ts'

interface PlaceProps {
  readonly page: Page
  readonly cores: PageState['cores']
  readonly dispatch: Dispatch
}

export function CoresPlace({ page, cores, dispatch }: PlaceProps) {
  const say = useSay()
  if (cores === 'open' && page.cores !== null) {
    return <Desk part="Cores" desk={page.cores} dispatch={dispatch} />
  }
  return (
    <section className="lc-stage lc-observer-wait" aria-label={say('app.cores')}>
      <p role="status">{say(cores === 'failed' ? 'app.cores.failed' : 'app.cores.loading')}</p>
      {cores === 'failed' ? (
        <Button
          label={say('app.observer.again')}
          onClick={() => dispatch({ type: 'cores', open: true })}
        />
      ) : null}
      <Button
        label={say('app.observer.back')}
        kind="quiet"
        onClick={() => dispatch({ type: 'cores', open: false })}
      />
    </section>
  )
}

export function CoresAside({ page, cores, dispatch }: PlaceProps) {
  if (cores !== 'open' || page.cores === null) return null
  return <Desk part="AboutCores" desk={page.cores} dispatch={dispatch} />
}

interface DeskProps {
  readonly part: 'Cores' | 'AboutCores'
  readonly desk: CoresDesk
  readonly dispatch: Dispatch
}

/** Its own store: it changes with every run, and the page needn't. */
function Desk({ part, desk, dispatch }: DeskProps) {
  const state = useStore(desk.store)
  const act = useCallback((what: CoresAction) => dispatch({ type: 'measure', what }), [dispatch])
  const View = desk.views[part]
  return <View state={state} act={act} />
}
