/** Results for people, as a table, and for programs, as one JSON object. */
import { cpus, loadavg, type } from 'node:os'
import type { Io } from '../command.ts'
import { holds, type Result } from './result.ts'

export function printJson(results: readonly Result[], versions: readonly string[], io: Io): void {
  const rows = results.map((result) => {
    const { bound, ...rest } = result
    const { must = null, aim = null } = bound ?? {}
    return { ...rest, must, aim, holds: holds(result) }
  })
  io.out(JSON.stringify({ machine: machineOf(versions), results: rows }))
}

export function printTable(results: readonly Result[], versions: readonly string[], io: Io): void {
  const { system, processors, model, load } = machineOf(versions)
  io.out([system, `${processors} × ${model}`, ...versions, `load ${load}`].join(', '))
  io.out(rowOf(['', '', 'ours', 'BEAM', 'ratio', 'must', 'aim', '']))
  for (const result of results) io.out(rowOf(cellsOf(result)))
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

const widths = [20, 25, 46, 11, 7, 8, 7, 0]

function rowOf(cells: readonly string[]): string {
  return cells
    .map((cell, column) => {
      const width = widths[column] ?? 0
      return column < 2 || width === 0 ? cell.padEnd(width) : `${cell.padStart(width)}  `
    })
    .join('')
    .trimEnd()
}

function shown(figure: number | null): string {
  return figure === null ? '' : figure.toLocaleString('en', { maximumSignificantDigits: 4 })
}
