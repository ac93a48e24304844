/** One process on the picture: its shape, what it is called and what matters about it right now. */
import { memo } from 'react'
import type { ProcessRecord, System } from '../../lab/index.ts'
import type { Dispatch } from '../action.ts'
import { Icon } from '../icon.tsx'
import { dialOf, reasonText, shortPid } from '../terms.ts'
import { opOf } from '../verbs.ts'
import { useSay } from '../words/say.tsx'
import { formatOffset, type World } from '../words/time.ts'
import type { Metrics } from './metrics.ts'
import { dialFits, gaveUp, Shape } from './shape.tsx'
import { describe, isRemote, lookOf, lookWords } from './thing.ts'
import type { Cell } from './tidy.ts'
import { VerbButton } from './verb-panel.tsx'
import './offer.css'
import './cell.css'

export interface CellViewProps {
  readonly cell: Cell
  readonly system: System
  readonly world: World
  readonly metrics: Metrics
  readonly selected: boolean
  readonly reachable: boolean
  readonly plugged: boolean
  readonly offered: boolean
  readonly onChoose: () => void
  readonly dispatch: Dispatch
}

/** Drawn again when something of it has changed; a fuse also as time goes by. */
export const CellView = memo(CellFace, isSame)

function isSame(a: CellViewProps, b: CellViewProps): boolean {
  const { machines } = b.system
  const burns = (b.cell.slot.process.supervisor?.restarts.length ?? 0) > 0
  return (
    a.cell === b.cell &&
    a.metrics === b.metrics &&
    a.selected === b.selected &&
    a.reachable === b.reachable &&
    a.plugged === b.plugged &&
    a.offered === b.offered &&
    a.world === b.world &&
    a.dispatch === b.dispatch &&
    (a.system === b.system || (machines.size === 0 && !burns))
  )
}

function CellFace(props: CellViewProps) {
  const { cell, system, metrics, selected } = props
  const say = useSay()
  const { process } = cell.slot
  const look = lookOf(process, system)
  return (
    <li
      className="lc-cell"
      data-density={metrics.density}
      data-look={look}
      data-selected={selected ? '' : undefined}
      style={{
        transform: `translate(${cell.x}px, ${cell.y}px)`,
        width: metrics.cellWidth,
        height: metrics.cellHeight,
        ['--shape' as string]: `${metrics.shape}px`,
      }}
    >
      <button
        type="button"
        className="lc-cell-face"
        data-thing={cell.id}
        aria-label={describe(cell.slot, system, say)}
        aria-pressed={selected}
        tabIndex={props.reachable ? 0 : -1}
        onClick={props.onChoose}
      >
        <Shape
          process={process}
          look={look}
          remote={isRemote(cell.slot.node, system)}
          selected={selected}
          plugged={props.plugged && (metrics.outline ? 'left' : 'top')}
          size={metrics.shape}
          at={system.at}
        />
        <CellText {...props} />
        {process.exit === null && process.waiting > 0 ? <Mail count={process.waiting} /> : null}
      </button>
      {props.offered && process.exit === null ? <Offer {...props} /> : null}
    </li>
  )
}

function CellText({ cell, system, world, metrics, offered }: CellViewProps) {
  const say = useSay()
  const { process, past } = cell.slot
  const look = lookOf(process, system)
  const roomy = metrics.density === 'large' || metrics.density === 'medium'
  const beside = look === 'alive' ? wordBeside(process, metrics) : null
  return (
    <span className="lc-cell-text">
      <span className="lc-cell-name lc-clip">{cell.slot.label}</span>
      {process.exit !== null ? (
        <>
          <span className="lc-cell-died lc-clip">
            {say('process.died', { reason: reasonText(process.exit.reason, 40) })}
          </span>
          {gaveUp(process) ? (
            <span className="lc-cell-died lc-clip">{say('process.gaveUp')}</span>
          ) : roomy && process.lastMessage !== undefined ? (
            <span className="lc-cell-pid lc-clip">
              {say('process.last', { message: reasonText(process.lastMessage, 24) })}
            </span>
          ) : null}
          {metrics.density === 'large' ? (
            <span className="lc-cell-pid">
              {say('process.at', { time: formatOffset(process.exit.at, world) })}
            </span>
          ) : null}
        </>
      ) : (
        <>
          {gaveUp(process) ? (
            <span className="lc-cell-died lc-clip">{say('process.gaveUp')}</span>
          ) : look === 'alive' ? null : (
            <span className="lc-cell-note lc-clip">{lookWords(look, say)}</span>
          )}
          {beside !== null ? (
            <span className="lc-cell-state lc-clip">{beside}</span>
          ) : roomy && (look === 'alive' || metrics.density === 'large') ? (
            <span className="lc-cell-pid lc-clip">{shortPid(process.pid)}</span>
          ) : null}
          {past.length > 0 && !offered && metrics.density !== 'glyph' ? (
            <Past count={past.length} />
          ) : null}
        </>
      )}
    </span>
  )
}

/** What its state says, where the circle is too small for it. */
function wordBeside(process: ProcessRecord, { shape, density }: Metrics): string | null {
  const dial = process.supervisor === null ? dialOf(process.state) : null
  if (dial === null || density === 'glyph' || !/[a-z]/.test(dial.value)) return null
  return dialFits(dial.value, shape) ? null : dial.value
}

function Mail({ count }: { readonly count: number }) {
  return (
    <span className="lc-cell-mail">
      <Icon sign="mail" size={12} />
      {count}
    </span>
  )
}

function Past({ count }: { readonly count: number }) {
  return (
    <span className="lc-cell-past">
      <Icon sign="restart" size={12} />
      {count}
    </span>
  )
}

/** The verb that a thing wears from the start: no selecting needed. */
function Offer({ cell, system, dispatch }: CellViewProps) {
  const { process } = cell.slot
  const press = () => {
    const op = opOf('kill', { thing: 'process', key: process.key }, system)
    if (op !== null) dispatch({ type: 'op', op })
  }
  return (
    <span className="lc-cell-offer" data-thing={`offer:${cell.id}`}>
      <VerbButton verb="kill" name={cell.slot.label} onPress={press} />
    </span>
  )
}
