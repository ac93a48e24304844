/** Space and time on the page, in the stage's place; and while it is loaded. */
import { type ComponentProps, useCallback } from 'react'
import { useStore } from 'zustand'
import { Button, type SpacetimeAction, useSay } from '../views/index.ts'
import type { SpacetimeDesk, SpacetimeViews } from './spacetime-desk.ts'
import type { PageState } from './state.ts'

type Seen = Omit<ComponentProps<SpacetimeViews['Spacetime']>, 'state' | 'act'>

interface PlaceProps extends Seen {
  readonly page: { readonly spacetime: SpacetimeDesk | null }
  readonly spacetime: PageState['spacetime']
}

export function SpacetimePlace({ page, spacetime, ...seen }: PlaceProps) {
  const say = useSay()
  const { dispatch } = seen
  if (spacetime === 'open' && page.spacetime !== null) {
    return <Desk desk={page.spacetime} {...seen} />
  }
  const failed = spacetime === 'failed'
  return (
    <section className="lc-stage lc-observer-wait" aria-label={say('app.spacetime')}>
      <p role="status">{say(failed ? 'app.spacetime.failed' : 'app.spacetime.loading')}</p>
      {failed ? (
        <Button
          label={say('app.observer.again')}
          onClick={() => dispatch({ type: 'spacetime', open: true })}
        />
      ) : null}
      <Button
        label={say('app.observer.back')}
        kind="quiet"
        onClick={() => dispatch({ type: 'spacetime', open: false })}
      />
    </section>
  )
}

/** Its own store: whoever drags the picture changes nothing else on the page. */
function Desk({ desk, ...seen }: Seen & { readonly desk: SpacetimeDesk }) {
  const state = useStore(desk.store)
  const { dispatch } = seen
  const act = useCallback(
    (what: SpacetimeAction) => dispatch({ type: 'arrange', what }),
    [dispatch],
  )
  const View = desk.views.Spacetime
  return <View {...seen} state={state} act={act} />
}
