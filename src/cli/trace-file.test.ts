/** The file of a trace: written while a run goes on, which leaves no time for anything else. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Recorded } from '../kernel/index.ts'
import { TraceFile } from './trace-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'trace-file-'))
const event: Recorded = {
  kind: 'note',
  at: 1,
  node: 'n1',
  creation: 1,
  number: 1,
  lamport: 1,
  subject: null,
  other: null,
  cause: null,
  term: 'ü'.repeat(1_000),
}

afterAll(() => rmSync(folder, { recursive: true }))

describe('the file of a trace', () => {
  it('keeps no more than a block in memory', () => {
    const path = join(folder, 'trace.jsonl')
    const file = new TraceFile(path)
    for (let count = 0; count < 1_000; count++) file.add(event)
    expect(statSync(path).size).toBeGreaterThan(1_900_000)
    file.end()
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).index)).toEqual([...lines.keys()])
    expect(lines).toHaveLength(1_000)
  })

  it.runIf(existsSync('/dev/full'))(
    'tells when there is no room, at the end and not in the middle of a turn',
    () => {
      const file = new TraceFile('/dev/full')
      for (let count = 0; count < 1_000; count++) file.add(event)
      expect(() => file.end()).toThrow("/dev/full: can't be written (ENOSPC)")
    },
  )
})
