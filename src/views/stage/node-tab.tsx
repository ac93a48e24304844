/** The tab of a simulated node's enclosure: its name, and what is wrong with it, in words. */
import { Icon } from '../icon.tsx'
import { conditionsOf, type SimSight, sideOf } from '../lab/sight.ts'
import { useSay } from '../words/say.tsx'
import type { Box } from './boxes.ts'
import { conditionSigns, conditionWords, nodeWords } from './sim-words.ts'

export interface NodeTabProps {
  readonly name: string
  readonly box: Box
  readonly inForce: SimSight['inForce']
  readonly empty: boolean
  /** So many processes aren't drawn. */
  readonly folded: number | undefined
  /** Also without a fault in force. */
  readonly down: boolean
  readonly selected: boolean
  readonly reachable: boolean
  readonly onChoose: () => void
}

export function NodeTab(props: NodeTabProps) {
  const { name, box, inForce, empty, folded, down, selected, reachable, onChoose } = props
  const say = useSay()
  const [gravest, ...others] = conditionsOf(name, inForce)
  const side = sideOf(name, inForce)
  const sight = { inForce, brush: null, pairs: [], aloft: [] }
  const isDown = down && gravest === undefined
  const words = nodeWords(name, sight, say) || (isDown ? say('node.down') : '')
  return (
    <li
      className="lc-tab lc-node-tab"
      style={{ transform: `translate(${box.x}px, ${box.y}px)`, maxWidth: box.width }}
    >
      <button
        type="button"
        className="lc-tab-face"
        data-thing={`node:${name}`}
        data-condition={isDown ? 'crash' : gravest?.do}
        aria-label={say('node.describe', { name, status: words || say('node.up') })}
        aria-pressed={selected}
        tabIndex={reachable ? 0 : -1}
        onClick={onChoose}
      >
        {gravest === undefined ? null : <Icon sign={conditionSigns[gravest.do]} size={12} />}
        <span className="lc-tab-name">{name}</span>
        {gravest === undefined ? null : (
          <span className="lc-tab-word lc-clip">{conditionWords(gravest, say)}</span>
        )}
        {isDown ? <span className="lc-tab-word">{say('node.down')}</span> : null}
        {others.length === 0 ? null : (
          <span className="lc-tab-word">{say('condition.more', { count: others.length })}</span>
        )}
        {side === null ? null : (
          <span className="lc-tab-side">{say('condition.side', { side: side + 1 })}</span>
        )}
      </button>
      {empty ? (
        <span className="lc-node-none" style={{ width: box.width, top: box.height / 2 }}>
          {say('stage.node.empty')}
        </span>
      ) : folded === undefined ? null : (
        <span className="lc-node-none" style={{ width: box.width, top: box.height - 20 }}>
          {say('nodes.processes', { count: folded })}
        </span>
      )}
    </li>
  )
}
