/**
 * Branches of a run as data: where each left another, and what was done by hand in it. Going to one
 * runs it again; what was done is all that it takes.
 */
import type { Deed } from '../../sim/index.ts'
import type { Branch } from '../../views/index.ts'

export interface Line extends Omit<Branch, 'deed' | 'without'> {
  /** From the beginning of the run, those of its parents included. */
  readonly deeds: readonly Deed[]
  /** How many of them it has from its parent. */
  readonly inherited: number
  /** What was taken back when it left its parent. */
  readonly without: Deed | null
  /** The world's turns when it was left. */
  readonly untilTurn: number
}

export class Branches {
  private lines: readonly Line[] = [firstLine([])]
  current = 0

  get all(): readonly Line[] {
    return this.lines
  }

  get line(): Line {
    return this.find(this.current) as Line
  }

  find(id: number): Line | undefined {
    return this.lines.find((line) => line.id === id)
  }

  /** Another run: nothing of the one before is left. */
  begin(deeds: readonly Deed[]): void {
    this.lines = [firstLine(deeds)]
    this.current = 0
  }

  /** How far the one that is shown has come, and what was done in it. */
  note(change: Pick<Line, 'deeds' | 'untilMs' | 'untilTurn'>): void {
    this.lines = this.lines.map((line) =>
      line.id === this.current ? { ...line, ...change } : line,
    )
  }

  /** A new one, which leaves the one that is shown; now it is shown. */
  leave(
    fromMs: number,
    fromTurn: number,
    deeds: readonly Deed[],
    without: Deed | null = null,
  ): void {
    const id = Math.max(...this.lines.map((line) => line.id)) + 1
    const at = { fromMs, fromTurn, untilMs: fromMs, untilTurn: fromTurn }
    const line = { id, parent: this.current, ...at, deeds, inherited: deeds.length, without }
    this.lines = [...this.lines, line]
    this.current = id
  }
}

function firstLine(deeds: readonly Deed[]): Line {
  const from = { fromMs: 0, fromTurn: 0, untilMs: 0, untilTurn: 0 }
  return { id: 0, parent: null, ...from, deeds, inherited: 0, without: null }
}
