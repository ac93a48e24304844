/**
 * Records what a real Erlang prints for scenarios: `node scripts/record-scenarios.mjs FILE.json…`
 * runs each three times and writes FILE.jsonl when all three agree. A scenario whose traces differ
 * isn't written: Erlang promises no order there, so it needs `unordered_steps` or another idea.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, say, stop } from './shell.mjs'

const runs = 3

const files = process.argv.slice(2)
if (files.length === 0 || !files.every((file) => file.endsWith('.json'))) {
  stop('Name scenario files: node scripts/record-scenarios.mjs scenarios/own/*.json')
}
const compiled = mkdtempSync(join(tmpdir(), 'scenarios-'))
let refused = 0
try {
  execFileSync('erlc', ['-o', compiled, join(root, 'scenarios/oracle.erl')])
  for (const file of files) if (!record(file)) refused += 1
} finally {
  rmSync(compiled, { recursive: true })
}
if (refused > 0) stop(`${refused} of ${files.length} not recorded.`)

/** Whether it was recorded. */
function record(file) {
  const { unordered_steps = [] } = JSON.parse(readFileSync(file, 'utf8'))
  const traces = Array.from({ length: runs }, () => ask(file))
  const [first, ...others] = traces
  if (first === null || others.some((each) => !isSame(first, each, unordered_steps))) {
    say(`${file}: ${traces.includes(null) ? 'Erlang fails' : 'not the same each time'}`)
    return false
  }
  writeFileSync(`${file}l`, first)
  return true
}

/** @returns {string | null} */
function ask(file) {
  const args = ['-noshell', '-kernel', 'logger_level', 'none', '-pa', compiled]
  try {
    return execFileSync('erl', [...args, '-run', 'oracle', 'main', file], {
      encoding: 'utf8',
      timeout: 60_000,
    })
  } catch {
    return null
  }
}

/**
 * @param {string} a
 * @param {string | null} b
 * @param {readonly number[]} unordered
 */
function isSame(a, b, unordered) {
  return b !== null && withoutOrder(a, unordered) === withoutOrder(b, unordered)
}

function withoutOrder(trace, unordered) {
  const lines = trace
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  for (const { step, events } of lines) {
    if (!unordered.includes(step)) continue
    for (const who of Object.keys(events))
      events[who] = events[who].map((e) => JSON.stringify(e)).sort()
  }
  return JSON.stringify(lines)
}
