/**
 * The shapes of processes. Supervisor: a square with a fuse, one cartridge for each restart its
 * budget allows. Worker: a circle with its state as a dial. Remote: double edge. Dead: dashed, ✕.
 * Not heard: hollow, ?. Nothing is told by colour alone.
 */
import type { ProcessRecord, SupervisorRecord } from '../../lab/index.ts'
import { signPath } from '../icon.tsx'
import { dialOf } from '../terms.ts'
import './shape.css'

/** How a process is drawn: its own status, or what is known of the machine it is on. */
export type Look = ProcessRecord['status'] | 'suspect'

export interface ShapeProps {
  readonly process: ProcessRecord
  readonly look: Look
  readonly remote: boolean
  readonly selected: boolean
  /** Where its cord comes in. */
  readonly plugged: false | 'top' | 'left'
  readonly size: number
  /** ms; restarts older than the budget's period no longer count. */
  readonly at: number
}

export function Shape({ process, look, remote, selected, plugged, size, at }: ShapeProps) {
  const square = isSupervisor(process)
  const gone = look === 'dead' || look === 'lost'
  return (
    <svg className="lc-shape" data-look={look} width={size} height={size} aria-hidden="true">
      {selected ? (
        <Outline square={square} size={size} inset={-4} className="lc-shape-ring" />
      ) : null}
      <Outline square={square} size={size} inset={1} className="lc-shape-edge" />
      {remote && size > 24 ? (
        <Outline square={square} size={size} inset={5} className="lc-shape-inner" />
      ) : null}
      {gone ? <Cross size={size} /> : <Face process={process} look={look} size={size} at={at} />}
      {plugged ? (
        <circle className="lc-jack" {...jackAt(plugged, size)} r={size > 24 ? 3.5 : 2.5} />
      ) : null}
    </svg>
  )
}

function jackAt(side: 'top' | 'left', size: number) {
  return side === 'top' ? { cx: size / 2, cy: 1 } : { cx: 1, cy: size / 2 }
}

interface OutlineProps {
  readonly square: boolean
  readonly size: number
  readonly inset: number
  readonly className: string
}

function Outline({ square, size, inset, className }: OutlineProps) {
  const side = size - 2 * inset
  return square ? (
    <rect className={className} x={inset} y={inset} width={side} height={side} rx={2} />
  ) : (
    <circle className={className} cx={size / 2} cy={size / 2} r={side / 2} />
  )
}

function Cross({ size }: { readonly size: number }) {
  const from = size * 0.36
  const to = size * 0.64
  return (
    <path
      className="lc-shape-cross"
      d={`M${from} ${from}L${to} ${to}M${to} ${from}L${from} ${to}`}
    />
  )
}

type FaceProps = Pick<ShapeProps, 'process' | 'look' | 'size' | 'at'>

function Face({ process, look, size, at }: FaceProps) {
  if (look === 'suspect') {
    return size > 24 ? <Sign sign="suspected" size={size} /> : null
  }
  return (
    <>
      {process.supervisor === null ? (
        <DialText process={process} size={size} />
      ) : (
        <Fuse supervisor={process.supervisor} size={size} at={at} />
      )}
      {look === 'suspended' ? <Bars size={size} /> : null}
    </>
  )
}

function Sign({ sign, size }: { readonly sign: 'suspected'; readonly size: number }) {
  const scale = size / 32
  const shift = size / 2 - 8 * scale
  return (
    <path
      className="lc-shape-sign"
      d={signPath(sign)}
      transform={`translate(${shift} ${shift}) scale(${scale})`}
    />
  )
}

function Bars({ size }: { readonly size: number }) {
  const x = size / 2
  const length = size > 48 ? 8 : 5
  const y = size - 5 - length
  return <path className="lc-shape-bars" d={`M${x - 3} ${y}v${length}M${x + 3} ${y}v${length}`} />
}

function DialText({ process, size }: { readonly process: ProcessRecord; readonly size: number }) {
  const dial = dialOf(process.state)
  if (dial === null || !dialFits(dial.value, size)) return null
  const named = size >= 72 && process.status === 'alive' && dial.field !== null
  const field = named && dial.field.length <= 7 ? dial.field : null
  const textSize = Math.min(dialSize(dial.value, size), field === null ? 36 : 24)
  const suspended = process.status === 'suspended'
  const middle = size / 2 - (field !== null ? 7 : suspended ? 3 : 0)
  return (
    <>
      <text className="lc-dial" x={size / 2} y={middle + textSize * 0.34} fontSize={textSize}>
        {dial.value}
      </text>
      {field === null ? null : (
        <text className="lc-dial-field" x={size / 2} y={size / 2 + 20}>
          {field}
        </text>
      )}
    </>
  )
}

/** Whether a circle of that size has room for the value; else it stands beside it. */
export function dialFits(value: string, size: number): boolean {
  return size > 24 && value.length * 13 * 0.58 <= size * 0.9
}

/** The largest size of the scale at which a value fits the circle. */
export function dialSize(value: string, size: number): number {
  const room = size * 0.78
  const fits = [36, 24, 18, 15].find(
    (text) => value.length * text * 0.58 <= room && text <= size * 0.55,
  )
  return fits ?? 13
}

interface FuseProps {
  readonly supervisor: SupervisorRecord
  readonly size: number
  readonly at: number
}

function Fuse({ supervisor, size, at }: FuseProps) {
  if (size <= 24) return <path className="lc-fuse-wire" d={`M1 ${size / 2}H${size - 1}`} />
  const used = usedOf(supervisor, at)
  const y = size > 40 ? size * 0.36 : size / 2
  const counted = size > 40
  return (
    <>
      <Cartridges used={used} intensity={supervisor.intensity} size={size} y={y} />
      {counted ? (
        <text
          className="lc-fuse-count"
          x={size / 2}
          y={size * 0.76}
          fontSize={size >= 72 ? 15 : 13}
        >
          {used}/{supervisor.intensity}
        </text>
      ) : null}
    </>
  )
}

/** Restarts that still count against the budget; there is nothing beyond the last cartridge. */
export function usedOf({ restarts, periodMs, intensity }: SupervisorRecord, at: number): number {
  return Math.min(intensity, restarts.filter((time) => at - time <= periodMs).length)
}

/** Its last word was that one restart more was needed than it allows. */
export function gaveUp({ supervisor }: ProcessRecord): boolean {
  return supervisor !== null && supervisor.restarts.length > supervisor.intensity
}

/** Also before it has told its children, and after. */
export function isSupervisor({ supervisor, start }: ProcessRecord): boolean {
  const [, , args] = start
  return supervisor !== null || (Array.isArray(args) && args[1] === 'supervisor')
}

interface CartridgesProps {
  readonly used: number
  readonly intensity: number
  readonly size: number
  readonly y: number
}

/** Up to five cartridges in a row on one wire; a longer fuse is one bar that shortens. */
function Cartridges({ used, intensity, size, y }: CartridgesProps) {
  const count = intensity > 5 ? 1 : Math.max(1, intensity)
  const gap = size > 40 ? 4 : 3
  const room = size - (size > 40 ? 20 : 12)
  const width = (room - (count - 1) * gap) / count
  const height = size > 40 ? size / 6 : size / 5
  const left = (size - room) / 2
  const whole = intensity > 5 ? Math.max(0, 1 - used / intensity) : 1
  return (
    <>
      <path className="lc-fuse-wire" d={`M1 ${y}H${size - 1}`} />
      {Array.from({ length: count }, (_, at) => {
        const x = left + at * (width + gap)
        const blown = intensity > 5 ? used >= intensity : at < used || intensity === 0
        const box = { x, y: y - height / 2, width, height }
        return <Cartridge key={x} {...box} blown={blown} part={whole} />
      })}
    </>
  )
}

interface CartridgeProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly blown: boolean
  readonly part: number
}

function Cartridge({ x, y, width, height, blown, part }: CartridgeProps) {
  return (
    <g className="lc-fuse" data-blown={blown ? '' : undefined}>
      <rect className="lc-fuse-glass" x={x} y={y} width={width} height={height} />
      {blown ? (
        <path
          className="lc-fuse-burnt"
          d={`M${x + width * 0.3} ${y + height}L${x + width * 0.7} ${y}`}
        />
      ) : (
        <rect
          className="lc-fuse-core"
          x={x + 2}
          y={y + 2}
          width={(width - 4) * part}
          height={height - 4}
        />
      )}
    </g>
  )
}
