/** Traces as files: each form says its name, and a diagram takes the newest that fits. */
import { describe, expect, it } from 'vitest'
import { Pid } from '../../kernel/index.ts'
import { Recording, readJsonLines } from '../index.ts'
import { limits } from '../limits.ts'
import { mermaid } from './mermaid.ts'
import { type TraceForm, traceText } from './trace-text.ts'

function notes(count: number): Recording {
  const trace = new Recording()
  const subject = new Pid('n1', 1, 1)
  for (let number = 1; number <= count; number++) {
    const stamp = { at: number, node: 'n1', creation: 1, number, lamport: number }
    const nobody = { other: null, cause: null }
    trace.append({ kind: 'note', ...stamp, subject, ...nobody, term: ['count', number] })
  }
  return trace
}

function textOf(trace: Recording, form: TraceForm, end?: number): string {
  const told = traceText(trace, form, end)
  if ('problem' in told) throw new Error(told.problem.code)
  return told.text
}

describe('a trace as a file', () => {
  it('of JSON lines reads back', () => {
    const trace = notes(20)
    const read = readJsonLines(textOf(trace, 'json-lines'))
    expect('trace' in read && read.trace.end).toBe(20)
  })

  it('says what it is by its name', () => {
    const endings = (['json-lines', 'shiviz', 'mermaid'] as const).map((form) => {
      const told = traceText(notes(3), form)
      return 'problem' in told ? told.problem.code : told.ending
    })
    expect(endings).toEqual(['.trace.jsonl', '.shiviz.log', '.mmd'])
  })

  it.each([0, 1, 3, 63, 64, 65, limits.mermaidLines])('draws all of %i events', (count) => {
    const told = mermaid(notes(count), { first: 0, end: count })
    expect(textOf(notes(count), 'mermaid')).toBe('lines' in told && `${told.lines.join('\n')}\n`)
  })

  it('draws as many of the newest as a diagram takes, up to where its reader stands', () => {
    const trace = notes(3_000)
    const drawn = textOf(trace, 'mermaid', 2_000)
    expect(drawn.match(/Note over/g)).toHaveLength(limits.mermaidLines)
    expect(drawn).toContain('2000')
    expect(drawn).not.toContain('2001')
    expect(drawn).not.toContain("'count', 1500")
  })
})
