/** Fewer or more nodes while the program serves; down to one, with the same program text. */
import { limits } from '../../lab/index.ts'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { formatCount } from '../words/time.ts'
import type { LabState } from './state.ts'
import { useWords } from './words.tsx'

export interface ScaleStepperProps {
  readonly lab: Pick<LabState, 'nodes'>
  readonly dispatch: Dispatch
}

export function ScaleStepper({ lab: { nodes }, dispatch }: ScaleStepperProps) {
  const say = useWords()
  const to = (next: number) => () =>
    dispatch({
      type: 'lab',
      what: { act: 'scale', nodes: Math.min(limits.recordNodes, Math.max(1, next)) },
    })
  const step = stepFrom(nodes)
  return (
    <div
      className="lc-scale"
      role="group"
      aria-label={say('lab.scale')}
      title={say('lab.scale.long')}
    >
      <Button
        label={say('lab.scale.fewer')}
        sign="minus"
        kind="quiet"
        bare
        disabled={nodes <= 1}
        onClick={to(nodes - stepFrom(nodes - 1))}
      />
      <output>{say('lab.scale.now', { count: formatCount(nodes) })}</output>
      <Button
        label={say('lab.scale.more')}
        sign="plus"
        kind="quiet"
        bare
        disabled={nodes >= limits.recordNodes}
        onClick={to(nodes + step)}
      />
    </div>
  )
}

/** One by one up to 12, then by tens, hundreds, thousands. */
export function stepFrom(nodes: number): number {
  if (nodes < 12) return 1
  return 10 ** Math.max(1, Math.floor(Math.log10(nodes)))
}
