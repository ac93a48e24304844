/** Results for people, as tables, and for programs, as one JSON object. */
import { cpus, loadavg, type } from 'node:os'
import type { Io } from '../command.ts'
import type { CoresResults } from './cores.ts'
import { drawCores, rowsOfCores } from './cores-print.ts'
import { holds, type PeerFigure, peerNames, type Result } from './result.ts'

export interface Printed {
  readonly results: readonly Result[]
  /** What they were measured on. */
  readonly versions: readonly string[]
  /** Null where it wasn't asked for. */
  readonly cores: CoresResults | null
}

export function printJson({ results, versions, cores }: Printed, io: Io): void {
  const all = cores === null ? results : [...results, ...rowsOfCores(cores)]
  const rows = all.map((result) => {
    const { bound, ...rest } = result
    const { must = null, aim = null } = bound ?? {}
    return { ...rest, must, aim, holds: holds(result) }
  })
  const scaling = cores === null ? {} : { cores: { cores: cores.cores, curves: cores.curves } }
  io.out(JSON.stringify({ machine: machineOf(versions), results: rows, ...scaling }))
}

export function printTable({ results, versions, cores }: Printed, io: Io): void {
  const { system, processors, model, load } = machineOf(versions)
  io.out([system, `${processors} × ${model}`, ...versions, `load ${load}`].join(', '))
  if (results.length > 0 || cores === null) {
    io.out(rowOf(['', '', 'ours', 'BEAM', 'ratio', 'must', 'aim', '']))
    for (const result of results) io.out(rowOf(cellsOf(result)))
  }
  for (const line of peerLines(results)) io.out(line)
  for (const line of cores === null ? [] : drawCores(cores)) io.out(line)
}

function machineOf(versions: readonly string[]) {
  const model = cpus()[0]?.model ?? 'unknown'
  // Of the last minute: above two or so, others have worked here too.
  const load = Number((loadavg()[0] ?? 0).toFixed(1))
  return { system: type(), processors: cpus().length, model, versions, load }
}

function cellsOf(result: Result): string[] {
  const { name, body = '', unit, ours, least, most, beam, ratio, bound, beside = {} } = result
  const others = Object.entries(beside).map(([what, figure]) => `${what} ${shown(figure)}`)
  const figures = `${shown(ours)} ${unit} (${shown(least)} … ${shown(most)})`
  const verdict = { true: 'holds', false: 'TOO SLOW', null: '' }[`${holds(result)}`]
  const sign = bound?.of === 'ours' ? '≤ ' : '≥ '
  return [
    name,
    body,
    figures,
    shown(beam),
    shown(ratio),
    bound === null ? '' : sign + shown(bound.must),
    shown(bound?.aim ?? null),
    [verdict, ...others].filter(Boolean).join('; '),
  ]
}

/** A second table: the same work in other libraries; and below it what they can't do, and why. */
function peerLines(results: readonly Result[]): readonly string[] {
  const compared = results.filter(({ peers }) => peers !== undefined)
  if (compared.length === 0) return []
  const head = ['', '', 'ours', ...peerNames.flatMap((name) => [name, 'ratio'])]
  const reasons = new Map<string, string[]>()
  const rows = compared.map(({ name, body = '', unit, ours, peers = {} }) => {
    const theirs = peerNames.flatMap((peer) => {
      const figure: PeerFigure = peers[peer] ?? { cannot: 'it wasn’t asked' }
      if (!('cannot' in figure)) return [shown(figure.figure), `${shown(figure.ratio)} ×`]
      const reason = `${peer}: ${figure.cannot}`
      const work = `${name} ${body}`.trim()
      reasons.set(reason, [...(reasons.get(reason) ?? []), work])
      return ['can’t', '']
    })
    return [name, body, `${shown(ours)} ${unit}`, ...theirs]
  })
  const why = [...reasons].map(([reason, works]) => `  can’t do ${works.join(', ')}: ${reason}`)
  return ['', ...[head, ...rows].map((row) => rowOf(row, peerWidths)), ...why]
}

const widths = [20, 25, 46, 11, 7, 8, 7, 0]
const peerWidths = [20, 12, 20, 12, 10, 12, 10]

function rowOf(cells: readonly string[], columns = widths): string {
  return cells
    .map((cell, column) => {
      const width = columns[column] ?? 0
      return column < 2 || width === 0 ? cell.padEnd(width) : `${cell.padStart(width)}  `
    })
    .join('')
    .trimEnd()
}

function shown(figure: number | null): string {
  return figure === null ? '' : figure.toLocaleString('en', { maximumSignificantDigits: 4 })
}
