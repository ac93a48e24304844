/** Who started whom on a node, from the roots down; and the way to one of them. */
import { FindOne } from '../field/find-one.tsx'
import { Branches } from './branches.tsx'
import type { ObserverProps } from './observer.tsx'
import { useWords } from './words.tsx'

export function Trees(props: ObserverProps) {
  const say = useWords()
  const { state, act } = props
  const { node, branches } = state
  const roots = branches.get(0)?.page ?? null
  return (
    <div className="lc-observed">
      <FindOne state={state} act={act} go={(id) => act({ act: 'reveal', id })} />
      {roots === null ? (
        <p className="lc-observer-note">{say('asking', { node })}</p>
      ) : roots.total === 0 ? (
        <p className="lc-observer-note">{say('trees.empty', { node })}</p>
      ) : (
        <div className="lc-observer-scroll">
          <h3 className="lc-trees-title">{say('trees.caption', { node })}</h3>
          <Branches {...props} parent={0} name={say('trees.roots')} />
        </div>
      )}
    </div>
  )
}
