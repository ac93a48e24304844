/** Name tabs of machines, labels of nodes, and stacks that only count. */

import { Icon } from '../icon.tsx'
import { useSay } from '../words/say.tsx'
import { formatCount } from '../words/time.ts'
import type { MachineBox, NodeBox } from './boxes.ts'
import type { Metrics } from './metrics.ts'
import { machineLook } from './thing.ts'
import type { Stack } from './tidy.ts'
import './labels.css'

interface LabelProps {
  readonly selected: boolean
  readonly reachable: boolean
  readonly onChoose: () => void
}

export function MachineTab({
  box,
  selected,
  reachable,
  onChoose,
}: LabelProps & { readonly box: MachineBox }) {
  const say = useSay()
  const { look, word, sign } = machineLook(box.record, say)
  return (
    <li
      className="lc-tab"
      style={{ transform: `translate(${box.x}px, ${box.y}px)`, maxWidth: box.width }}
    >
      <button
        type="button"
        className="lc-tab-face"
        data-thing={`machine:${box.record.name}`}
        data-look={look}
        data-here={box.record.here ? '' : undefined}
        aria-label={say('machine.describe', { name: box.record.name, status: word })}
        aria-pressed={selected}
        tabIndex={reachable ? 0 : -1}
        onClick={onChoose}
      >
        {sign === null ? null : <Icon sign={sign} size={12} />}
        <span className="lc-tab-name lc-clip">{box.record.name}</span>
        <span className="lc-tab-word lc-clip">{word}</span>
      </button>
    </li>
  )
}

export function NodeLabel({
  box,
  selected,
  reachable,
  onChoose,
}: LabelProps & { readonly box: NodeBox }) {
  const say = useSay()
  const { name, status } = box.record
  const short = name.split('@')[0] ?? name
  const right = box.x + box.width
  return (
    <li
      className="lc-node"
      style={{ transform: `translate(${right - 3}px, ${box.y + 2}px) translateX(-100%)` }}
    >
      <button
        type="button"
        className="lc-node-face"
        data-thing={`node:${name}`}
        data-look={status}
        aria-label={say('node.describe', { name, status: say(`node.${status}`) })}
        aria-pressed={selected}
        tabIndex={reachable ? 0 : -1}
        onClick={onChoose}
      >
        {status === 'down' ? <Icon sign="kill" size={12} /> : null}
        {short}
        {status === 'down' ? ` ${say('node.down')}` : ''}
      </button>
      {box.empty ? (
        <span className="lc-node-empty" style={{ width: box.width, top: box.height / 2 - 2 }}>
          {say('stage.node.empty')}
        </span>
      ) : null}
    </li>
  )
}

interface StackProps {
  readonly stack: Stack
  readonly metrics: Metrics
  readonly onChoose: () => void
}

export function StackView({ stack, metrics, onChoose }: StackProps) {
  const say = useSay()
  const size = metrics.shape
  const name = say('stage.stack.label', { count: stack.count, name: stack.label })
  const style = {
    transform: `translate(${stack.x}px, ${stack.y}px)`,
    width: metrics.cellWidth,
    height: metrics.cellHeight,
  }
  return (
    <li className="lc-cell" data-density={metrics.density} style={style}>
      <button
        type="button"
        className="lc-cell-face"
        data-thing={stack.id}
        aria-label={name}
        tabIndex={-1}
        onClick={onChoose}
      >
        <svg className="lc-shape" data-look="alive" width={size} height={size} aria-hidden="true">
          <circle className="lc-shape-edge" cx={size / 2 + 2} cy={size / 2 - 2} r={size / 2 - 4} />
          <circle className="lc-shape-edge" cx={size / 2 - 1} cy={size / 2 + 1} r={size / 2 - 4} />
          {size > 24 ? (
            <text
              className="lc-dial"
              x={size / 2 - 1}
              y={size / 2 + 6}
              fontSize={size > 48 ? 18 : 13}
            >
              {formatCount(stack.count)}
            </text>
          ) : null}
        </svg>
        <span className="lc-cell-text">
          <span className="lc-cell-name">
            {say('stage.stack', { count: formatCount(stack.count) })}
          </span>
          {metrics.density === 'glyph' ? null : (
            <span className="lc-cell-pid lc-clip">{stack.label}</span>
          )}
        </span>
      </button>
    </li>
  )
}
