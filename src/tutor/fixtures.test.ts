/** What the fixtures of a lesson say about its checks, from verdicts alone. */
import { describe, expect, it } from 'vitest'
import { failed, passed, pending } from '../lab/index.ts'
import { fixtureFaults } from './index.ts'

const yes = passed('20 of 20', 1)
const no = failed('20 of 20', '3 of 20', 1)
const open = pending('nothing yet')
const run = (fixture: string, verdicts: object, played = true) =>
  fixtureFaults([{ fixture, seed: 7, played, verdicts: verdicts as Record<string, typeof yes> }], {
    start: ['a'],
    'wrong-1': ['a'],
  })

describe('fixtures', () => {
  it('are content with solutions that pass and wrong programs that fail', () => {
    expect(run('solution-1', { a: yes, b: yes })).toEqual([])
    expect(run('wrong-1', { a: no, b: yes })).toEqual([])
    expect(run('start', { a: no, b: open })).toEqual([])
    expect(run('start', { a: no, b: open }, false)).toEqual([])
  })

  it('name the check that refuses a solution, and what it saw', () => {
    expect(run('solution-2', { a: yes, b: no, c: open })).toEqual([
      "solution-2, seed 7: 'b' doesn't pass: expected 20 of 20; observed 3 of 20",
      "solution-2, seed 7: 'c' doesn't pass: nothing yet",
    ])
  })

  it('name a check that lets a wrong program pass, and one that fails too much', () => {
    expect(run('wrong-1', { a: yes, b: no })).toEqual([
      "wrong-1, seed 7: 'a' doesn't fail: 20 of 20",
      "wrong-1, seed 7: 'b' fails: expected 20 of 20; observed 3 of 20",
    ])
    expect(run('start', { a: open, b: open })).toEqual([
      "start, seed 7: 'a' doesn't fail: nothing yet",
    ])
  })

  it('name a program of which nothing is expected', () => {
    expect(run('wrong-2', { a: no })).toEqual([
      "wrong-2, seed 7: the scenario's 'fails' names no check for it",
    ])
  })

  it('name a check that passes before anything was done', () => {
    expect(run('start', { a: yes, b: open }, false)).toEqual([
      "start, seed 7, left alone: 'a' passes though nothing was done",
    ])
  })
})
