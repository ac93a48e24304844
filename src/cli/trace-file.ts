/**
 * A trace's events as lines of a file, JSON objects. A run leaves no time for anything else, so
 * they are written while it goes on, and what a run can't write is told at its end: thrown within,
 * it would be the failure of whichever process was running.
 */
import { closeSync, openSync, writeFileSync } from 'node:fs'
import type { Recorded } from '../kernel/index.ts'
import { lineOf } from '../lab/index.ts'
import { BadInput } from './arguments.ts'

/** Characters that are written at once, about. */
const blockLength = 64 * 1_024

export class TraceFile {
  private readonly file: number
  private index = 0
  private block = ''
  private problem: BadInput | null = null

  /** @throws {BadInput} when there can be no such file. */
  constructor(private readonly path: string) {
    try {
      this.file = openSync(path, 'w')
    } catch (error) {
      throw unwritable(path, error)
    }
  }

  add(event: Recorded): void {
    this.block += `${lineOf({ index: this.index++, ...event })}\n`
    if (this.block.length >= blockLength) this.write()
  }

  /** @throws {BadInput} when not all could be written. */
  end(): void {
    this.write()
    this.attempt(() => closeSync(this.file))
    if (this.problem !== null) throw this.problem
  }

  private write(): void {
    if (this.problem === null) this.attempt(() => writeFileSync(this.file, this.block))
    this.block = ''
  }

  private attempt(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.problem ??= unwritable(this.path, error)
    }
  }
}

function unwritable(path: string, error: unknown): BadInput {
  return new BadInput(`${path}: can't be written (${(error as NodeJS.ErrnoException).code})`)
}
