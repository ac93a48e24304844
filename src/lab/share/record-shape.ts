/** Each field of a record as it must be, whoever wrote it. */
import type { Term } from '../../kernel/index.ts'
import { JsonProblem } from '../faults/read-json.ts'
import { plainJson, stepReader } from '../faults/read-script.ts'
import type { FaultStep } from '../faults/script.ts'
import { limits } from '../limits.ts'
import type { Op, SourceFile, Target } from '../op.ts'
import {
  nodeNames,
  type RunOptions,
  type RunRecord,
  recordVersion,
  type SharedProgram,
} from './run-record.ts'
import {
  anyMap,
  anything,
  either,
  flag,
  list,
  Misfit,
  map,
  name,
  number,
  pair,
  type Reader,
  text,
  that,
  whole,
} from './shape.ts'

const time = number(0, limits.faultNumber)
const place = whole(0, Number.MAX_SAFE_INTEGER)
const target: Reader<Target> = either(map({ name }), map({ pid: name }))
const files: Reader<readonly SourceFile[]> = list(map({ name, text }))

/** A fault by hand, whose time is its op's; what it is, is read when the nodes are known. */
const untimed: typeof anyMap = (term, path) => {
  const fields = anyMap(term, path)
  if (Object.hasOwn(fields, 'atMs')) throw new Misfit(`${path}.atMs`)
  return fields
}

/** The fields of each op, beside `do`. */
const ops: { readonly [kind in Op['do']]: { readonly [field: string]: Reader<unknown> } } = {
  kill: { target },
  crash: { target, reason: anything },
  suspend: { target },
  resume: { target },
  send: { target, message: anything },
  load: { files },
  kill_node: { node: name },
  kill_cells: { node: name, parent: place, cells: list(pair(place)) },
  start_application: { node: name, name },
  stop_application: { node: name, name },
  cut: { machine: name },
  mend: { machine: name },
  scale: { nodes: whole(1, limits.recordNodes) },
  fault: { fault: untimed },
  predict: { step: name, choice: name },
}

const op: Reader<Op> = (term, path) => {
  const kind = anyMap(term, path).do ?? null
  if (typeof kind !== 'string' || !Object.hasOwn(ops, kind)) throw new Misfit(`${path}.do`)
  return map({ do: anything, ...ops[kind as Op['do']] })(term, path) as unknown as Op
}

/** One of the script. */
const timed: typeof anyMap = (term, path) => {
  const fields = anyMap(term, path)
  time(fields.atMs ?? null, `${path}.atMs`)
  return fields
}

const delay: Reader<readonly [number, number]> = (term, path) => {
  const [least, most] = pair(time)(term, path)
  if (least > most) throw new Misfit(path)
  return [least, most]
}

const options: Reader<RunOptions> = map({}, { mesh: flag, delayMs: delay, untilMs: time })
const program: Reader<SharedProgram> = either(map({ id: name }), map({ root: name, files }))
const moment: Reader<number | null> = (term, path) => (term === null ? null : place(term, path))

const record = map({
  version: that<typeof recordVersion>((term) => term === recordVersion),
  program,
  codeHash: that<string>((term) => typeof term === 'string' && /^[0-9a-f]{16}$/.test(term)),
  seed: whole(0, 2 ** 32 - 1),
  nodes: whole(1, limits.recordNodes),
  options,
  ops: list(map({ atMs: time, op }, { after: place })),
  faults: list(timed),
  cursor: moment,
  more: anyMap,
})

/** @throws {Misfit} with the path to what is wrong. */
export function recordOf(term: Term): RunRecord {
  const read = record(term, '')
  const sizes = read.ops.map(({ op }) => (op.do === 'scale' ? op.nodes : 1))
  const step = stepsOn(nodeNames(sizes.reduce((a, b) => Math.max(a, b), read.nodes)))
  return {
    ...read,
    faults: read.faults.map((each, i) => step(each, `faults[${i}]`)),
    ops: read.ops.map((each, i) => {
      const { atMs, op } = each
      if (op.do !== 'fault') return each
      const { atMs: _, ...fault } = step({ ...op.fault, atMs }, `ops[${i}].op.fault`)
      return { ...each, op: { do: 'fault', fault } }
    }),
  }
}

/** Faults of the script and by hand, counted together. */
function stepsOn(nodes: readonly string[]) {
  const read = stepReader(nodes)
  return (value: unknown, path: string): FaultStep => {
    try {
      return read(plainJson(value))
    } catch (problem) {
      if (problem instanceof JsonProblem) throw new Misfit(path, problem.message)
      throw problem
    }
  }
}
