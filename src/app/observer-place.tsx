/** The observer on the page, in the stage's place and the inspector's; and while it is loaded. */
import { useCallback } from 'react'
import { useStore } from 'zustand'
import { Button, type Dispatch, type ObserverAction, useSay } from '../views/index.ts'
import type { ObserverDesk } from './observer-desk.ts'
import type { Page } from './page.ts'
import type { PageState } from './state.ts'

interface PlaceProps {
  readonly page: Page
  readonly observer: PageState['observer']
  readonly dispatch: Dispatch
}

export function ObserverPlace({ page, observer, dispatch }: PlaceProps) {
  const say = useSay()
  if (observer === 'open' && page.observer !== null) {
    return <Desk part="Observer" desk={page.observer} dispatch={dispatch} />
  }
  return (
    <section className="lc-stage lc-observer-wait" aria-label={say('app.observer')}>
      <p role="status">
        {say(observer === 'failed' ? 'app.observer.failed' : 'app.observer.loading')}
      </p>
      {observer === 'failed' ? (
        <Button
          label={say('app.observer.again')}
          onClick={() => dispatch({ type: 'observer', open: true })}
        />
      ) : null}
      <Button
        label={say('app.observer.back')}
        kind="quiet"
        onClick={() => dispatch({ type: 'observer', open: false })}
      />
    </section>
  )
}

export function ObservedPlace({ page, observer, dispatch }: PlaceProps) {
  if (observer !== 'open' || page.observer === null) return null
  return <Desk part="Observed" desk={page.observer} dispatch={dispatch} />
}

interface DeskProps {
  readonly part: 'Observer' | 'Observed'
  readonly desk: ObserverDesk
  readonly dispatch: Dispatch
}

/** Its own store, because it changes four times a second and the page needn't. */
function Desk({ part, desk, dispatch }: DeskProps) {
  const state = useStore(desk.store)
  const act = useCallback((what: ObserverAction) => dispatch({ type: 'observe', what }), [dispatch])
  const View = desk.views[part]
  return <View state={state} act={act} />
}
